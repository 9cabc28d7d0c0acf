import { auditLog } from '../audit/record';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { createFakeClock } from '../../tests/fakes/clock';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { Waiters } from '../../tests/fakes/waiters';
import { patienceMs } from '../../tests/patience';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import { createLines } from '../lines/lines';
import type { Wakes } from '../ports/wakes';
import { createFindLinkedUser } from '../identity/link';
import { createWakes } from '../storage/wakes';
import { systemClock } from '../time/system-clock';
import { takeEntered } from './entered-by-sql';
import { createPeopleStore } from './store';
import { personAt } from '../lines/target';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

/** The SQL that docs/first-organisation.md tells an administrator to run. */
const guide = readFileSync(resolve(__dirname, '../../docs/first-organisation.md'), 'utf8');
const statements = /```sql\n(.*?)```/s.exec(guide)?.[1] ?? '';
const organisationId = '0e0f9a52-5f4e-4c1c-9a54-3f1f5d1c7a01' as OrganisationId;

const noWakes: Wakes = { listen: () => Promise.resolve() };

/** The server's start, as far as people are concerned; the lines that it logs. */
async function start(): Promise<string[]> {
  const lines: string[] = [];
  const log = (...args: unknown[]) => lines.push(String(args.at(-1)));
  await takeEntered({ db: database.db, logger: { info: log, warn: log }, wakes: noWakes, clock: systemClock });
  return lines;
}

const enter = () => database.pool.query(statements);
const find = async (typed: string) =>
  (await createPeopleStore(database.db, organisationId, () => [4]).search(typed, 20)).map(
    ({ displayName }) => displayName,
  );

test('with an empty database, the log says the way', async () => {
  expect(await start()).toEqual([expect.stringContaining('docs/first-organisation.md')]);
});

test('who was entered as the guide says is found by name and number, signed in by address, has a line', async () => {
  await enter();
  expect(await start()).toEqual(['contacts entered by SQL can be searched now']);
  for (const typed of ['an', 'Lind', 'recept', '1001', '08-519 200 11', '+46 70 174 06 05'])
    expect([typed, await find(typed)]).toEqual([typed, ['Anna Lind']]);
  const token = {
    tenantId: '11111111-2222-4333-8444-555555555555',
    objectId: '7d0a2b36-0c8c-4f43-8d0b-52d0b8f4a001',
    mailAddresses: ['anna.lind@fjallbo.example'],
    appRoles: [],
    expiresAtMs: 0,
  };
  const { userId } = await createFindLinkedUser(database.db, auditLog)(token);
  const lines = createLines(database.db);
  await lines.load();
  expect(personAt(lines.byExtension(organisationId, '1001'))?.userId).toBe(userId);
  expect(personAt(lines.byNumber('+46851920011'))?.userId).toBe(userId);
  // The next start has nothing to do, and nothing to say.
  expect(await start()).toEqual([]);
});

test('who is entered while the server runs is found, and after a change of name by the new one', async () => {
  const wakes = createWakes({ url: database.url, clock: systemClock });
  const lines: string[] = [];
  const told = new Waiters();
  const log = (...args: unknown[]) => {
    lines.push(String(args.at(-1)));
    told.wake();
  };
  const toldTimes = (times: number) =>
    told.until(
      () => lines.filter((line) => line.includes('can be searched now')).length === times,
      patienceMs,
      () => `${times} × completed`,
    );
  try {
    await takeEntered({ db: database.db, logger: { info: log, warn: log }, wakes, clock: systemClock });
    await enter();
    await toldTimes(1);
    expect(await find('Lind')).toEqual(['Anna Lind']);
    await sql`update contact set display_name = 'Anna Berg', search_text = ''`.execute(database.db);
    await toldTimes(2);
    expect([await find('Lind'), await find('Berg')]).toEqual([[], ['Anna Berg']]);
  } finally {
    await wakes.stop();
  }
});

test('after a change of name the old one is no longer found', async () => {
  await enter();
  await start();
  await sql`update contact set display_name = 'Anna Berg', search_text = ''`.execute(database.db);
  await start();
  expect([await find('li'), await find('be'), await find('Berg')]).toEqual([[], ['Anna Berg'], ['Anna Berg']]);
});

test('more contacts than one transaction takes, and one without a letter or digit', async () => {
  await enter();
  await sql`insert into contact (id, organisation_id, display_name)
    select gen_random_uuid(), ${organisationId}, 'Person ' || n from generate_series(1, 1100) n`.execute(database.db);
  await sql`insert into contact (id, organisation_id, display_name)
    values (gen_random_uuid(), ${organisationId}, '–')`.execute(database.db);
  await start();
  expect(await find('person 1093')).toEqual(['Person 1093']);
  const { rows } = await sql<{ count: string }>`select count(*) from contact where search_text = ''`.execute(
    database.db,
  );
  expect(rows).toEqual([{ count: '0' }]);
});

test('a contact that could not be completed is tried again, however many are told of meanwhile', async () => {
  const clock = createFakeClock();
  const told = new Waiters();
  const lines: string[] = [];
  const log = (...args: unknown[]) => {
    lines.push(String(args.at(-1)));
    told.wake();
  };
  const heard: (() => void)[] = [];
  const wakes: Wakes = { listen: async (_channel, { onNotice }) => void heard.push(() => onNotice('')) };
  const queries = jest.spyOn(database.db, 'transaction');
  await takeEntered({ db: database.db, logger: { info: log, warn: log }, wakes, clock });
  await enter();
  queries.mockReset().mockImplementation(() => {
    throw new VaxelError('server.unavailable');
  });
  for (let told = 0; told < 1_000; told += 1) for (const tell of heard) tell();
  const failed = () => lines.some((line) => line.includes('cannot be searched yet'));
  await told.until(failed, patienceMs, () => 'the failure');
  queries.mockRestore();
  await told.until(
    () => {
      clock.advance(1_000);
      return lines.some((line) => line.includes('can be searched now'));
    },
    patienceMs,
    () => 'the next try',
  );
  expect(await find('Lind')).toEqual(['Anna Lind']);
  expect(lines.filter((line) => line.includes('cannot be searched yet'))).toHaveLength(1);
});
