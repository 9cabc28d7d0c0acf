import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { ActivityShortcut, UsualEnd, type ActivityDefinition } from '../contract/activities/activity';
import type { ActivityId, OrganisationId } from '../contract/ids';
import { isFreeCodePrefix, usualCodePrefix } from '../contract/phone-codes';
import type { Database } from '../ports/database';
import type { ActivityTable } from '../ports/database-plans';
import { usualWorkingDay, type WorkingDay } from './ends';

/** What an organisation has said about activities. */
export interface OrganisationActivities {
  /** Those put away too, in their order. */
  readonly all: readonly ActivityDefinition[];
  /** What holds where nothing else does. */
  readonly available: ActivityDefinition;
  readonly shortcuts: readonly ActivityShortcut[];
  /** What desk phones dial in front of an activity's code. */
  readonly codePrefix: string;
  readonly workingDay: WorkingDay;
  find(id: ActivityId): ActivityDefinition | undefined;
}

/** The activities of every organisation, held in memory: everybody's row names one. */
export interface Catalogue {
  /** Reads those of an organisation, or of all. @throws VaxelError server.unavailable; what was known before stays */
  load(organisationId?: OrganisationId): Promise<void>;
  /** Undefined: there is no such organisation, or it was entered a moment ago. */
  of(organisationId: OrganisationId): OrganisationActivities | undefined;
}

const Shortcuts = z.array(ActivityShortcut);

/** The key of what holds where nothing else does. */
export const availableKey = 'available';

export function createCatalogue(db: Kysely<Database>): Catalogue {
  const known = new Map<OrganisationId, OrganisationActivities>();
  return {
    async load(organisationId) {
      for (const [id, activities] of await read(db, organisationId)) known.set(id, activities);
    },
    of: (organisationId) => known.get(organisationId),
  };
}

async function read(
  db: Kysely<Database>,
  organisationId?: OrganisationId,
): Promise<Map<OrganisationId, OrganisationActivities>> {
  const activities = db.selectFrom('activity').selectAll().orderBy('position').orderBy('key');
  const defaults = db.selectFrom('activity_defaults').selectAll();
  const [rows, all] = await Promise.all([
    (organisationId ? activities.where('organisation_id', '=', organisationId) : activities).execute(),
    (organisationId ? defaults.where('organisation_id', '=', organisationId) : defaults).execute(),
  ]);
  const definitions = new Map<OrganisationId, ActivityDefinition[]>();
  for (const row of rows) {
    const theirs = definitions.get(row.organisation_id);
    if (theirs === undefined) definitions.set(row.organisation_id, [toDefinition(row)]);
    else theirs.push(toDefinition(row));
  }
  return new Map(
    all.flatMap((row) => {
      const made = ofOrganisation(definitions.get(row.organisation_id) ?? [], row);
      return made === null ? [] : [[row.organisation_id, made] as const];
    }),
  );
}

type DefaultsRow = Pick<
  Selectable<Database['activity_defaults']>,
  'shortcuts' | 'code_prefix' | 'work_days' | 'work_from' | 'work_to'
>;

/** Null: the activity that has to be there is not, which only SQL can bring about. */
function ofOrganisation(all: readonly ActivityDefinition[], row: DefaultsRow): OrganisationActivities | null {
  const available = all.find(({ key }) => key === availableKey);
  if (available === undefined) return null;
  const byId = new Map(all.map((each) => [each.id, each]));
  const minutes = (time: string): string => time.slice(0, 5);
  return {
    all,
    available,
    shortcuts: Shortcuts.safeParse(row.shortcuts).data ?? [],
    // One that came to stand there past the check, or before it: the code that it would be read as goes before it.
    codePrefix: isFreeCodePrefix(row.code_prefix) ? row.code_prefix : usualCodePrefix,
    workingDay: {
      days: row.work_days.length === 0 ? usualWorkingDay.days : row.work_days,
      from: minutes(row.work_from),
      to: row.work_to === null ? null : minutes(row.work_to),
    },
    find: (id) => byId.get(id),
  };
}

function toDefinition(row: Selectable<ActivityTable>): ActivityDefinition {
  return {
    id: row.id,
    key: row.key,
    name: { sv: row.name_sv, en: row.name_en },
    icon: row.icon,
    state: row.state,
    defaultEnd: UsualEnd.safeParse(row.default_end).data ?? null,
    endRequired: row.end_required,
    callHandling: row.call_handling,
    spoken: row.spoken,
    listed: row.listed,
    code: row.code,
    position: row.position,
    archived: row.archived_at !== null,
  };
}
