import { z } from 'zod';
import { OrganisationId, ToAnswerId } from '../contract/ids';
import { followChanges } from '../following/follow-changes';
import type { Infrastructure } from '../feature';
import { peopleOf, type GroupsOf } from './owing';
import { changedSince, rowsOf, type ToAnswerRow } from './store';
import { viewOf, type ViewDeps } from './views';

export interface TellingDeps extends Pick<Infrastructure, 'db' | 'clock' | 'logger' | 'wakes' | 'publisher'>, ViewDeps {
  readonly groupsOf: GroupsOf;
}

/** As the trigger of the database says it. */
const Change = z.object({ organisationId: OrganisationId, id: ToAnswerId });
const mostAtOnce = 500;
/** The database's clock is not ours. */
const overlapMs = 60_000;

/** Tells those who owe a call of all that becomes of it, whoever did it. @throws VaxelError server.unavailable */
export async function tellOwing(deps: TellingDeps): Promise<void> {
  const { db, clock, logger, wakes } = deps;
  // Who is there by then is told by the list.
  let toldUntilMs = clock.nowMs();

  async function tellAll(rows: readonly ToAnswerRow[]): Promise<void> {
    for (const row of rows)
      // oxlint-disable-next-line no-await-in-loop -- in their order, and seldom more than one
      await tell(deps, row);
    toldUntilMs = clock.nowMs();
  }

  await followChanges({
    ...{ wakes, clock, channel: 'to_answer_changed', change: Change, mostAtOnce },
    readAll: async () => tellAll(await changedSince(db, new Date(toldUntilMs - overlapMs), mostAtOnce)),
    apply: async (changes) => tellAll(await rowsOf(db, [...new Set(changes.map(({ id }) => id))])),
    onFailure: (error) => logger.warn({ err: error }, 'who is to be called is told once the database is back'),
  });
}

async function tell(deps: TellingDeps, row: ToAnswerRow): Promise<void> {
  const { organisation_id: organisationId, group_id: groupId, user_id: userId } = row;
  const group = groupId === null ? undefined : deps.groupsOf(organisationId).get(groupId);
  const people = group === undefined ? [userId].filter((id) => id !== null) : peopleOf(group);
  const party = await viewOf(deps, row);
  for (const person of people) deps.publisher.toUser(organisationId, person, { type: 'toAnswer.changed', party });
}
