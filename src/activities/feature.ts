import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { ActivityCommand } from '../contract/activities/commands';
import type { ActivityDefinition, PersonActivity } from '../contract/activities/activity';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { LinesFeature } from '../lines/feature';
import type { PeopleFeature } from '../people/feature';
import type { CommandHandler } from '../ports/commands';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Principal } from '../ports/principal';
import type { SettingsFeature } from '../settings/feature';
import { createSweep, type SweepDeps } from '../time/sweep';
import type { Scheduled } from './activity-at';
import { createActivityAdministrator } from './administration';
import { createAdministrationRoutes } from './administration-routes';
import { createCatalogue, type Catalogue } from './catalogue';
import { followActivities } from './follow-activities';
import { createPhoneCodes } from './phone-codes';
import { createPresent, type Present } from './present';
import { createActivityRoutes } from './routes';
import { createSaid } from './said';
import { createSetActivities, type SetActivities } from './set-activity';
import { createActivityStore, endDue, nextEndInMs, purgeActivities } from './store';
import { personAt } from '../lines/target';

/** What is scheduled for these people around a moment. @throws VaxelError server.unavailable */
export type ScheduledOf = (
  organisationId: OrganisationId,
  userIds: readonly UserId[],
  atMs: number,
) => Promise<ReadonlyMap<UserId, readonly Scheduled[]>>;

export interface ActivitiesFeature extends Feature {
  readonly setActivities: SetActivities;
  /** What a person's activity is now, for whoever routes a call. */
  readonly activityOf: Present['of'];
  /** What a desk phone has dialled, e.g. `*23*1*1300#`. */
  readonly phoneCodes: ReturnType<typeof createPhoneCodes>;
  /** What a person has written to the bot, e.g. `lunch till 13`. */
  readonly sayActivity: ReturnType<typeof createSaid>;
  /** All that the organisation has had to choose from. */
  activitiesOf(organisationId: OrganisationId): readonly ActivityDefinition[];
  /** What is scheduled for these people is another than it was, or begins or ends now. */
  scheduleChanged(organisationId: OrganisationId, userIds: readonly UserId[]): Promise<void>;
}

export interface ActivitiesDeps
  extends Pick<LinesFeature, 'lines'>, Pick<PeopleFeature, 'statusMessages'>, Pick<SettingsFeature, 'zoneOf'> {
  readonly keepDays: number;
  /** A calendar's; without one nothing is scheduled. */
  readonly scheduledOf?: ScheduledOf;
  readonly onChanged?: (userId: UserId) => void;
}

/** What people say of being available, and when that ends. */
export function createActivitiesFeature(
  { db, clock, logger, publisher, wakes, audit }: Infrastructure,
  { lines, statusMessages, zoneOf, keepDays, scheduledOf, onChanged }: ActivitiesDeps,
): ActivitiesFeature {
  const user = (userId: UserId) => lines.user(userId);
  const storeOf = onceEach((organisationId: OrganisationId) => createActivityStore(db, organisationId));
  const catalogue = createCatalogue(db);
  const present = createPresent({ catalogue, user, clock, publisher, onChanged });
  const sweep = createSweep({ clock, ...endings(db, present, logger) });
  const shared = { db, storeOf, catalogue, present, user, zoneOf, audit, clock };
  const setActivities = createSetActivities({ ...shared, onSet: sweep.ask });
  return {
    setActivities,
    activityOf: present.of,
    phoneCodes: createPhoneCodes({ ...shared, setActivities, byExtension: extensionsOf(lines) }),
    sayActivity: createSaid({ ...shared, setActivities }),
    activitiesOf: (organisationId) => catalogue.of(organisationId)?.all ?? [],
    async scheduleChanged(organisationId, userIds) {
      const scheduled = await scheduledOf?.(organisationId, userIds, clock.nowMs());
      for (const userId of userIds) present.setScheduled(organisationId, userId, scheduled?.get(userId) ?? []);
    },
    router: Router()
      .use(createActivityRoutes(shared))
      .use(createAdministrationRoutes(createActivityAdministrator(shared))),
    commands: { activity: createCommand({ setActivities, present, statusMessages }) },
    snapshot: { activity: mineOf({ present, lines, catalogue }) },
    topics: { activities: present.of },
    async start() {
      await endDue(db);
      await followActivities({ ...shared, statusMessages, wakes, logger, onSet: sweep.ask });
      sweep.ask();
    },
    stop: async () => sweep.stop(),
    purge: () => purgeActivities(db, keepDays),
  };
}

const extensionsOf =
  (lines: LinesFeature['lines']) =>
  (organisationId: OrganisationId, extension: string): UserId | undefined =>
    personAt(lines.byExtension(organisationId, extension))?.userId;

/** What comes to its end by itself. */
function endings(db: Kysely<Database>, present: Present, logger: Logger): Omit<SweepDeps, 'clock'> {
  return {
    async work() {
      const ended = await endDue(db);
      present.store(ended);
      return ended.length;
    },
    nextInMs: () => nextEndInMs(db),
    onFailure: (error) => logger.warn({ err: error }, 'activities that are over could not be ended: tried again'),
  };
}

interface MineDeps {
  readonly present: Pick<Present, 'of'>;
  readonly lines: Pick<LinesFeature['lines'], 'apply'>;
  readonly catalogue: Pick<Catalogue, 'load'>;
}

/**
 * Whoever was entered a moment ago, perhaps with the organisation, is here sooner than the notice of it.
 * @throws VaxelError server.unavailable for a person who is gone again
 */
function mineOf({ present, lines, catalogue }: MineDeps) {
  return async ({ organisationId, userId }: Principal): Promise<PersonActivity> => {
    const known = present.of(organisationId, userId);
    if (known !== null) return known;
    const changes = [null, userId].map((changed) => ({ organisationId, userId: changed }));
    await Promise.all([lines.apply(changes), catalogue.load(organisationId)]);
    const found = present.of(organisationId, userId);
    if (found === null) throw new VaxelError('server.unavailable', 'the person’s activity is not known yet');
    return found;
  };
}

interface CommandDeps {
  readonly setActivities: SetActivities;
  readonly present: Pick<Present, 'setStatusMessage'>;
  readonly statusMessages: Pick<PeopleFeature['statusMessages'], 'write'>;
}

function createCommand({ setActivities, present, statusMessages }: CommandDeps): CommandHandler<ActivityCommand> {
  return {
    subjectsOf: (command) => [`activity ${'userId' in command ? (command.userId ?? '') : ''}`],
    async execute(principal, command) {
      const { organisationId, userId } = principal;
      const asker = { ...principal, source: 'tab' as const };
      switch (command.name) {
        case 'activity.set':
          return setActivities.set(asker, command);
        case 'activity.reset':
          return setActivities.reset(asker, command.userId);
        case 'activity.statusMessage': {
          const text = command.text === '' ? null : command.text;
          await statusMessages.write(organisationId, userId, text);
          return present.setStatusMessage(organisationId, userId, text);
        }
      }
    },
  };
}
