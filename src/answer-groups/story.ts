import type { Kysely } from 'kysely';
import type { AnswerGroupId, CallId, OrganisationId, UserId } from '../contract/ids';
import type { HappenedStep } from '../contract/rules/explanation';
import type { Database } from '../ports/database';
import { nothingHappened, type InGroup } from '../rules/in-groups';
import type { Event } from './distributor/protocol';
import { entryOf } from './live';

/** More than all that a caller lives to see. */
const mostRead = 200;

/** What of a stay in a group is told. */
const toldEvents = ['entered', 'over', 'missed', 'declined', 'callbackAsked'] as const;
export type Told = Extract<Event, { event: (typeof toldEvents)[number] }>;

export interface StoryNames {
  ofGroup(id: AnswerGroupId): string | null;
  ofPerson(id: UserId): string | null;
}

export const isTold = (event: Event): event is Told => toldEvents.some((each) => each === event.event);

/** One event as it is explained; who answered, the call says itself. */
export function inGroup(event: Told, names: StoryNames): readonly InGroup[] {
  const { groupId, atMs } = event;
  const base = { ...nothingHappened, atMs, name: names.ofGroup(groupId) };
  const told = (step: HappenedStep): readonly InGroup[] => [{ groupId, step }];
  switch (event.event) {
    case 'entered':
      return told({ ...base, kind: 'group', ...(event.found && { found: event.found }) });
    case 'missed':
    case 'declined':
      return told({ ...base, kind: event.event, ...person(event.userId, names) });
    case 'callbackAsked':
      return told({ ...base, kind: 'callback' });
    case 'over':
      return overStep(event, base, names).flatMap(told);
  }
}

type Over = Extract<Event, { event: 'over' }>;

function overStep(event: Over, base: Omit<HappenedStep, 'kind'>, names: StoryNames): readonly HappenedStep[] {
  const left = { ...base, kind: 'left', forMs: event.waitedMs } as const;
  switch (event.outcome) {
    case 'answered':
      return [];
    case 'abandoned':
      return [{ ...left, left: 'hungUp' }];
    case 'overflowed':
      return [{ ...left, left: event.reason }];
    case 'callback':
      if (event.by === null) return [{ ...left, left: 'callbackOver' }];
      return [{ ...base, kind: 'calledBack', forMs: event.waitedMs, ...person(event.by, names) }];
    case 'closed':
      return [{ ...left, left: 'closed' }];
  }
}

const person = (userId: UserId | null, names: StoryNames): Pick<HappenedStep, 'userId' | 'name'> => ({
  userId,
  name: userId === null ? null : names.ofPerson(userId),
});

/** What happened to a caller in the organisation's groups, as long as their events are kept. */
export async function readStory(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  callId: CallId,
  ofPerson: (userId: UserId) => string | null,
): Promise<readonly InGroup[]> {
  const rows = await db
    .selectFrom('answer_group_event as event')
    .leftJoin('answer_group as group', (join) =>
      join.onRef('group.id', '=', 'event.group_id').onRef('group.organisation_id', '=', 'event.organisation_id'),
    )
    .select(['event.event', 'event.at', 'event.group_id', 'event.user_id', 'event.data', 'group.name'])
    .where('event.organisation_id', '=', organisationId)
    .where('event.entry_id', '=', entryOf(callId))
    .where('event.event', 'in', toldEvents)
    .orderBy('event.id')
    .limit(mostRead)
    .execute();
  return rows.flatMap(({ event, at, group_id: groupId, user_id: userId, data, name }) => {
    // Written by `tell` from what it is read as, and by nothing else.
    const told = { ...data, event, atMs: at.getTime(), groupId, userId, by: userId } as unknown as Told;
    return inGroup(told, { ofGroup: () => name, ofPerson });
  });
}
