import { sql } from 'kysely';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { purgeEndedCalls } from '../calls/call-store';
import { purgeUnusedDevices } from '../devices/enrol';
import { purgeHistory } from '../history/store';
import { purgeCards } from '../notifications/notification-store';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const tables = ['call', 'history', 'bot_notification', 'device'] as const;

/** A database that deletes a thousand rows in the time for one statement, and no more. */
async function letDatabaseBeSlow(): Promise<void> {
  await sql`create function refuse_many() returns trigger language plpgsql as $$
    begin
      if (select count(*) from gone) > 1000 then
        raise exception 'canceling statement due to statement timeout' using errcode = '57014';
      end if;
      return null;
    end $$`.execute(database.db);
  for (const table of tables) {
    await sql`create trigger refuse_many after delete on ${sql.table(table)} referencing old table as gone
      for each statement execute function refuse_many()`.execute(database.db);
  }
}

test('what has an end goes each night, however much has come together', async () => {
  const organisation = await addOrganisation(database.db);
  const { id } = organisation;
  const { userId } = await addUser(database.db, organisation);
  const many = sql`generate_series(1, 2500)`;
  const old = sql`now() - interval '40 days'`;
  await sql`insert into call (id, organisation_id, state, revision, data, started_at, ended_at)
    select gen_random_uuid(), ${id}, 'ended', 1, '{}', ${old}, ${old} from ${many}`.execute(database.db);
  await sql`insert into history
    (organisation_id, user_id, call_id, direction, outcome, end_reason, other, search_text,
      started_at, ended_at, deleted_at)
    select ${id}, ${userId}, gen_random_uuid(), 'in', 'missed', 'noAnswer', '{}', '', ${old}, ${old}, ${old}
    from ${many}`.execute(database.db);
  await sql`insert into bot_notification (organisation_id, user_id, subject, kind, state, created_at)
    select ${id}, ${userId}, n::text, 'missedCall', 'sent', ${old} from ${many} n`.execute(database.db);
  await sql`insert into device (id, organisation_id, user_id, window_id, kind, label, enrolled_at)
    select gen_random_uuid(), ${id}, ${userId}, gen_random_uuid(), 'tab', '', ${old} from ${many}`.execute(database.db);
  await letDatabaseBeSlow();

  await purgeEndedCalls(database.db, 30);
  await purgeHistory(database.db, 730);
  await purgeCards(database.db, 30);
  await purgeUnusedDevices(database.db, 30);

  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(database.db);
    expect([table, rows.length]).toEqual([table, 0]);
  }
});
