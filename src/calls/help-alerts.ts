import { randomUUID } from 'node:crypto';
import { mostHelpAlerts, type HelpAlert } from '../contract/calls/help-alerts';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { onceEach } from '../limits/once-each';
import type { Lines } from '../lines/lines';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Principal } from '../ports/principal';
import type { Publisher } from '../ports/publisher';
import type { Knowledge } from './knowledge';
import { untilKept } from '../time/until-kept';

/** What nobody has looked at for a week stands in the audit. */
export const alertForMs = 7 * 86_400_000;

/** Who calls for help, by which number, and what help sees. */
export interface HelpCallMade {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly number: string;
  readonly shownNumber: string | null;
  readonly deviceLabel: string | null;
}

export interface StoredAlert extends HelpCallMade {
  readonly id: string;
  readonly atMs: number;
  readonly seenBy: ReadonlySet<UserId>;
}

export interface HelpAlertStore {
  /** @throws VaxelError server.unavailable */
  add(alert: StoredAlert): Promise<void>;
  /** @throws VaxelError server.unavailable */
  seen(organisationId: OrganisationId, userId: UserId, ids: readonly string[]): Promise<void>;
  /** Of the last week, the oldest first. @throws VaxelError server.unavailable */
  all(): Promise<readonly StoredAlert[]>;
}

type Person = Pick<Principal, 'organisationId' | 'userId' | 'roles'>;

/** Administrators, and whom they name, are told who has called for help, until they have seen it. */
export interface HelpAlerts {
  /** Reads what had not been seen when the last server ended. @throws VaxelError server.unavailable */
  start(): Promise<void>;
  /** Told at once, from memory; it is stored meanwhile. */
  raise(call: HelpCallMade): void;
  /** What the person has not seen; nothing for whom it does not concern. */
  of(person: Person): HelpAlert[];
  /** @throws VaxelError auth.notAllowed | server.unavailable, and nothing is seen */
  see(person: Person, ids: readonly string[]): Promise<void>;
  /** The person has a window: who administers is known by the tokens of those who are here. */
  isHere(person: Person): void;
}

export interface HelpAlertsDeps {
  readonly store: HelpAlertStore;
  readonly lines: Pick<Lines, 'user'>;
  readonly knowledge: Pick<Knowledge, 'helpToldOf'>;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly logger: Pick<Logger, 'warn'>;
}

interface Held extends StoredAlert {
  readonly seenBy: Set<UserId>;
}

export function createHelpAlerts({ store, lines, knowledge, publisher, clock, logger }: HelpAlertsDeps): HelpAlerts {
  const heldOf = onceEach((_organisationId: OrganisationId): Held[] => []);
  const administratorsOf = onceEach((_organisationId: OrganisationId) => new Set<UserId>());

  function hold(alert: StoredAlert): void {
    const held = heldOf(alert.organisationId);
    held.push({ ...alert, seenBy: new Set(alert.seenBy) });
    held.splice(0, held.length - mostHelpAlerts);
  }

  function unseen(organisationId: OrganisationId, userId: UserId): HelpAlert[] {
    const sinceMs = clock.nowMs() - alertForMs;
    return heldOf(organisationId)
      .filter(({ atMs, seenBy }) => atMs > sinceMs && !seenBy.has(userId))
      .flatMap(({ id, atMs, number, shownNumber, deviceLabel, userId: callerId }) => {
        const user = lines.user(callerId);
        if (!user) return [];
        const caller = { userId: callerId, name: user.displayName, extension: user.extension };
        return [{ id, atMs, number, caller, shownNumber, deviceLabel }];
      });
  }

  const tell = (organisationId: OrganisationId, userId: UserId): void =>
    publisher.toUser(organisationId, userId, { type: 'helpAlerts', alerts: unseen(organisationId, userId) });

  const isTold = ({ organisationId, userId, roles }: Person): boolean =>
    roles.includes('administrator') || knowledge.helpToldOf(organisationId).includes(userId);

  return {
    async start() {
      for (const alert of await store.all()) hold(alert);
    },
    raise(call) {
      const alert = { ...call, id: randomUUID(), atMs: clock.nowMs(), seenBy: new Set<UserId>() };
      const { organisationId } = call;
      hold(alert);
      const told = new Set([...administratorsOf(organisationId), ...knowledge.helpToldOf(organisationId)]);
      for (const userId of told) tell(organisationId, userId);
      untilKept(clock, () => store.add(alert)).catch((error: unknown) =>
        logger.warn({ err: error, userId: call.userId }, 'a restart forgets to tell that this person called for help'),
      );
    },
    of: (person) => (isTold(person) ? unseen(person.organisationId, person.userId) : []),
    async see(person, ids) {
      if (!isTold(person)) throw new VaxelError('auth.notAllowed', 'this is not told to everybody');
      const { organisationId, userId } = person;
      await store.seen(organisationId, userId, ids);
      for (const { id, seenBy } of heldOf(organisationId)) if (ids.includes(id)) seenBy.add(userId);
      tell(organisationId, userId);
    },
    isHere({ organisationId, userId, roles }) {
      const administrators = administratorsOf(organisationId);
      if (roles.includes('administrator')) administrators.add(userId);
      else administrators.delete(userId);
    },
  };
}
