import type { Kysely } from 'kysely';
import { z } from 'zod';
import { OrganisationId, UserId } from '../contract/ids';
import { followChanges } from '../following/follow-changes';
import type { LineUser } from '../lines/line-user';
import type { StatusMessages } from '../people/status-messages';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import type { Catalogue } from './catalogue';
import type { Present } from './present';
import { readStored } from './store';

export interface FollowActivitiesDeps {
  readonly db: Kysely<Database>;
  readonly catalogue: Catalogue;
  readonly present: Present;
  readonly statusMessages: Pick<StatusMessages, 'read'>;
  readonly user: (userId: UserId) => LineUser | undefined;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  /** Somebody else has set what may end sooner. */
  readonly onSet: () => void;
}

/** As the triggers of the database say it; without a user the organisation's activities themselves. */
const Change = z.object({
  organisationId: OrganisationId,
  userId: UserId.nullable(),
  revision: z.number().int().nullable(),
});
type Change = z.infer<typeof Change>;

/**
 * Loads what everybody says, and from then on reads again what a transaction has changed, whoever made it.
 * @throws VaxelError server.unavailable
 */
export function followActivities(deps: FollowActivitiesDeps): Promise<void> {
  const { wakes, clock, logger } = deps;
  return followChanges({
    wakes,
    clock,
    channel: 'activity_changed',
    change: Change,
    mostAtOnce: 5_000,
    readAll: () => loadAll(deps),
    apply: (changes) => apply(deps, changes),
    onFailure: (error) =>
      logger.warn({ err: error }, 'changed activities could not be read: they are shown as they were until they can'),
  });
}

async function loadAll({ db, catalogue, present, statusMessages }: FollowActivitiesDeps): Promise<void> {
  const [stored, messages] = await Promise.all([readStored(db), statusMessages.read(), catalogue.load()]);
  present.replace(stored, new Map(messages.map(({ userId, statusMessage }) => [userId, statusMessage])));
}

async function apply(deps: FollowActivitiesDeps, changes: readonly Change[]): Promise<void> {
  const { db, catalogue, present, statusMessages, user } = deps;
  const organisations = new Set(
    changes.flatMap(({ userId, organisationId }) => (userId === null ? organisationId : [])),
  );
  for (const organisationId of organisations) {
    // oxlint-disable-next-line no-await-in-loop -- seldom more than one
    await catalogue.load(organisationId);
    present.renamed(organisationId);
  }
  const about = (isMessage: boolean): UserId[] => [
    ...new Set(
      changes.flatMap(({ userId, revision }) =>
        userId === null || (revision === null) !== isMessage ? [] : isNews(present, userId, revision) ? userId : [],
      ),
    ),
  ];
  const [sets, messages] = [about(false), about(true)];
  if (sets.length > 0) {
    present.store(await readStored(db, sets));
    deps.onSet();
  }
  if (messages.length === 0) return;
  const read = new Map((await statusMessages.read(messages)).map((each) => [each.userId, each.statusMessage]));
  for (const userId of messages) {
    const organisationId = user(userId)?.organisationId;
    if (organisationId !== undefined) present.setStatusMessage(organisationId, userId, read.get(userId) ?? null);
  }
}

const isNews = (present: Pick<Present, 'revisionOf'>, userId: UserId, revision: number | null): boolean =>
  revision === null || revision > present.revisionOf(userId);
