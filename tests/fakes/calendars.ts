import type { PoolClient } from 'pg';
import { createActivitiesFeature, type ActivitiesFeature } from '../../src/activities/feature';
import { auditLog } from '../../src/audit/record';
import type { ChangeSchedule } from '../../src/calendar/change-schedule';
import { createCalendarFeature, type CalendarFeature } from '../../src/calendar/feature';
import type { PhoneRoles } from '../../src/calendar/phone-roles';
import type { ActivityId, UserId } from '../../src/contract/ids';
import { createLines } from '../../src/lines/lines';
import { createStatusMessages } from '../../src/people/status-messages';
import { createNumbersToShow } from '../../src/settings/number-to-show';
import { createStoredNumbers } from '../../src/settings/stored-numbers';
import { createZoneOf } from '../../src/settings/zone-of';
import { createWakes } from '../../src/storage/wakes';
import { systemClock } from '../../src/time/system-clock';
import type { TestDatabase } from './database';
import type { TestOrganisation } from './organisation';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export interface CalendarOffice {
  readonly activities: ActivitiesFeature;
  readonly calendar: CalendarFeature;
  readonly changes: ChangeSchedule;
  readonly roles: PhoneRoles;
  /** Of whom watchers were told, in order. */
  readonly told: UserId[];
  id(key: string): ActivityId;
  /** What colleagues see: name and where it comes from. */
  seen(userId: UserId): string;
  stop(): Promise<void>;
}

/** A server's activities and calendars over the database. */
export async function startCalendars(database: TestDatabase, fjallbo: TestOrganisation): Promise<CalendarOffice> {
  const { db } = database;
  const lines = createLines(db);
  await lines.load();
  const wakes = createWakes({ url: database.url, clock: systemClock });
  const told: UserId[] = [];
  const publisher = { toUser: () => undefined, changed: (_topic: string, _id: unknown, id: UserId) => told.push(id) };
  const infrastructure = { db, clock: systemClock, logger: silent, publisher, wakes, audit: auditLog } as never;
  const activities = createActivitiesFeature(infrastructure, {
    lines,
    statusMessages: createStatusMessages(db),
    zoneOf: createZoneOf(db),
    keepDays: 1,
    scheduledOf: (...asked) => calendar.scheduledOf(...asked),
  });
  const numberToShow = createNumbersToShow({ stored: createStoredNumbers(db), clock: systemClock, logger: silent });
  await numberToShow.load();
  const calendar: CalendarFeature = createCalendarFeature(infrastructure, {
    ...{ lines, numberToShow, ...activities },
    keepDays: 1,
  });
  await activities.start?.();
  await calendar.start?.();
  const rows = await db
    .selectFrom('activity')
    .select(['id', 'key'])
    .where('organisation_id', '=', fjallbo.id)
    .execute();
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await Promise.all([calendar.stop?.(), activities.stop?.(), wakes.stop()]);
  };
  return {
    activities,
    calendar,
    changes: calendar.changes,
    roles: calendar.roles,
    told,
    stop,
    id: (key) => rows.find((row) => row.key === key)?.id ?? ('' as ActivityId),
    seen(userId) {
      const { name, source } = activities.activityOf(fjallbo.id, userId)?.activity ?? { name: { en: '' }, source: '' };
      return `${name.en} ${source}`;
    },
  };
}

/** So many people with a meeting every day for two years, which has begun just now. */
export async function enterAtEight(
  database: TestDatabase,
  ...facts: readonly [fjallbo: TestOrganisation, activityId: ActivityId, count: number]
): Promise<readonly UserId[]> {
  const client = await database.pool.connect();
  try {
    return await enter(client, ...facts);
  } finally {
    // Closed, with what was set in it.
    client.release(true);
  }
}

async function enter(
  client: PoolClient,
  fjallbo: TestOrganisation,
  activityId: ActivityId,
  count: number,
): Promise<readonly UserId[]> {
  // A machine that is busy with other things takes longer than any request may.
  await client.query('set statement_timeout = 0');
  await client.query(
    `with people as (insert into contact (id, organisation_id, display_name, search_text)
         select gen_random_uuid(), $1, 'Nr ' || n, 'nr' from generate_series(1, $2::int) n returning id)
       insert into app_user (id, organisation_id, contact_id, extension)
       select gen_random_uuid(), $1, id, 'x' || row_number() over () from people`,
    [fjallbo.id, count],
  );
  await client.query(
    `insert into schedule (id, organisation_id, user_id, title, activity_id, message, start_local, end_local, zone,
         rrule, next_at, next_kind, counted_with)
       select gen_random_uuid(), $1, id, 'At eight', $2, '', $3, $4, 'UTC', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU',
         now() - interval '1 second', 'begin', $5
       from app_user where extension like 'x%'`,
    [
      fjallbo.id,
      activityId,
      new Date(Date.now() - 730 * 86_400_000 - 60_000).toISOString().slice(0, 19),
      new Date(Date.now() - 730 * 86_400_000 + 3_600_000).toISOString().slice(0, 19),
      process.versions['tz'],
    ],
  );
  const { rows } = await client.query<{ id: UserId }>(`select id from app_user where extension like 'x%'`);
  return rows.map(({ id }) => id);
}
