import type { OrganisationId, UserId } from '../contract/ids';
import type { LineState, PersonState } from '../contract/lines/line-state';
import type { Publisher } from '../ports/publisher';
import type { LineUser } from './line-user';
import type { Lines } from './lines';

/** What a person's calls make of the line; null = there are none. */
export type CallState = Extract<LineState, 'ringing' | 'inCall'> | null;

/** The lines of everybody as colleagues see them. What has devices and what has calls says so when it changes. */
export interface LineStates {
  /** What colleagues see of a person now. */
  of(userId: UserId): LineState;
  /** What those who watch the person are told; null: no such person in the organisation, and none that `wasThere`. */
  watched(organisationId: OrganisationId, userId: UserId, wasThere: boolean): PersonState | null;
  /** A device of the person answers, or none does any more. */
  setReachable(userId: UserId, reachable: boolean): void;
  setCalls(userId: UserId, calls: CallState): void;
  /** Told of whose line is another now. */
  onChange(listener: (user: LineUser) => void): void;
}

export interface LineStatesDeps {
  readonly lines: Pick<Lines, 'user' | 'onGone'>;
  readonly publisher: Pick<Publisher, 'changed'>;
}

interface Seen {
  readonly reachable: boolean;
  readonly calls: CallState;
}

const nothing: Seen = { reachable: false, calls: null };

export function createLineStates({ lines, publisher }: LineStatesDeps): LineStates {
  /** Of those of whom there is something to see. */
  const people = new Map<UserId, Seen>();
  const listeners: ((user: LineUser) => void)[] = [];
  const of = (userId: UserId): LineState => {
    const { calls, reachable } = people.get(userId) ?? nothing;
    return calls ?? (reachable ? 'idle' : 'offline');
  };

  function see(userId: UserId, change: Partial<Seen>): void {
    const before = of(userId);
    const now = { ...(people.get(userId) ?? nothing), ...change };
    if (now.reachable || now.calls !== null) people.set(userId, now);
    else people.delete(userId);
    const user = lines.user(userId);
    if (user === undefined || of(userId) === before) return;
    publisher.changed('people', user.organisationId, userId);
    for (const listener of listeners) listener(user);
  }

  lines.onGone(({ organisationId, userId }) => publisher.changed('people', organisationId, userId));
  return {
    of,
    watched(organisationId, userId, wasThere) {
      if (lines.user(userId)?.organisationId === organisationId) return { userId, line: of(userId) };
      return wasThere ? { userId, line: null } : null;
    },
    setReachable: (userId, reachable) => see(userId, { reachable }),
    setCalls: (userId, calls) => see(userId, { calls }),
    onChange: (listener) => void listeners.push(listener),
  };
}
