import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { Lines } from '../lines/lines';
import type { Clock } from '../ports/clock';
import type { Publisher } from '../ports/publisher';
import type { VoicemailFeature } from '../voicemail/feature';
import type { Agent } from './distributor/state';
import { changedGroups } from './live';
import type { Configured } from './configured';
import type { QueueDeps } from './queue';

export interface TellingDeps extends Pick<VoicemailFeature, 'recount'> {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly lines: Pick<Lines, 'user'>;
  readonly publisher: Publisher;
}

/** Of one organisation. */
export type ToldOf = Pick<QueueDeps, 'onDecided' | 'onConfigured'>;

/** Tells windows how groups and agents do. */
export interface Telling {
  of(organisationId: OrganisationId): ToldOf;
  /** Grows with everything that is shown of a group. */
  revisionOf(groupId: AnswerGroupId): number;
}

export function createTelling({ clock, lines, publisher, recount }: TellingDeps): Telling {
  const revisions = new Map<AnswerGroupId, number>();
  const revisionOf = (groupId: AnswerGroupId): number => revisions.get(groupId) ?? startedAtMs;
  // Later than any that a server before has told.
  const startedAtMs = clock.nowMs();
  const byName = (agent: Agent, by: { readonly userId: UserId } | null): string | null =>
    by === null || by.userId === agent.userId ? null : (lines.user(by.userId)?.displayName ?? null);

  return {
    revisionOf,
    of: (organisationId) => ({
      onDecided(before, after, by) {
        for (const groupId of changedGroups(before, after)) {
          revisions.set(groupId, revisionOf(groupId) + 1);
          publisher.changed('answerGroups', organisationId, groupId);
          publisher.changed('wallboards', organisationId, groupId);
        }
        if (before === null) return;
        for (const agent of after.agents.values()) {
          const earlier = before.agents.get(agent.userId);
          if (earlier === undefined || isSame(earlier, agent)) continue;
          const { userId, isLoggedIn, pause } = agent;
          const told = { userId, isLoggedIn, pauseReason: pause?.reason ?? null, byName: byName(agent, by) };
          publisher.toUser(organisationId, userId, { type: 'answerGroups.agent', ...told });
        }
      },
      onConfigured(before, now) {
        if (before === null) return;
        const people = concerned(before, now);
        for (const userId of people) publisher.toUser(organisationId, userId, { type: 'answerGroups.changed' });
        recount(organisationId, people);
      },
    }),
  };
}

const isSame = (before: Agent, now: Agent): boolean =>
  before.isLoggedIn === now.isLoggedIn && before.pause?.reason === now.pause?.reason;

/** Members and supervisors of groups that are different now, as they were and are. */
function concerned(before: Configured, now: Configured): ReadonlySet<UserId> {
  const ids = new Set([...before.groups.keys(), ...now.groups.keys()]);
  const areReasonsSame = JSON.stringify(before.pauseReasons) === JSON.stringify(now.pauseReasons);
  const people = [...ids].flatMap((id) => {
    const both = [before.groups.get(id), now.groups.get(id)];
    if (areReasonsSame && JSON.stringify(both[0]) === JSON.stringify(both[1])) return [];
    return both.flatMap((group) => [
      ...(group?.members.map(({ userId }) => userId) ?? []),
      ...(group?.supervisors ?? []),
    ]);
  });
  return new Set(people);
}
