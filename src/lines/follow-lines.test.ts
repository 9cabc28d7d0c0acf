import { sql } from 'kysely';
import { createFakeClock } from '../../tests/fakes/clock';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { Waiters } from '../../tests/fakes/waiters';
import { patienceMs } from '../../tests/patience';
import { createWakes } from '../storage/wakes';
import type { OpenWakes } from '../storage/wakes';
import { systemClock } from '../time/system-clock';
import { followLines } from './follow-lines';
import { createLines } from './lines';
import type { Lines } from './lines';
import { personAt } from './target';

let database: TestDatabase;
let wakes: OpenWakes;
let lines: Lines;
let fjallbo: TestOrganisation;
const gone: string[] = [];
const extensions: string[] = [];
const quiet = { warn: () => undefined };

beforeEach(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
  wakes = createWakes({ url: database.url, clock: systemClock });
  lines = createLines(database.db);
  gone.length = 0;
  extensions.length = 0;
  lines.onGone(({ displayName }) => gone.push(displayName));
  lines.onExtension((_organisationId, extension) => extensions.push(extension));
});
afterEach(async () => {
  await wakes.stop();
  await database.close();
});

const follow = () => followLines({ lines, wakes, clock: systemClock, logger: quiet });
const until = (what: string, condition: () => boolean) => new Waiters().until(condition, patienceMs, () => what);
const anna = { displayName: 'Anna Lind', extension: '1001', ownNumbers: [{ number: '+46851920011', label: 'Kontor' }] };

test('who is there at the start is routed', async () => {
  const { userId } = await addUser(database.db, fjallbo, anna);
  await follow();
  expect(lines.byExtension(fjallbo.id, '1001')).toMatchObject({
    kind: 'user',
    user: { userId, displayName: 'Anna Lind', numbers: ['+46851920011'] },
  });
  expect(lines.organisation(fjallbo.id)).toMatchObject({ country: 'SE' });
});

test('a user, an extension, a number and a name that change are routed without a restart', async () => {
  await follow();
  const { userId, contactId } = await addUser(database.db, fjallbo, anna);
  await until('the new user', () => personAt(lines.byExtension(fjallbo.id, '1001'))?.userId === userId);
  await until('the number', () => personAt(lines.byNumber('+46851920011'))?.userId === userId);
  expect(lines.extensionLengths(fjallbo.id)).toEqual([4]);

  await database.db.updateTable('app_user').set({ extension: '20001' }).where('id', '=', userId).execute();
  await until('the new extension', () => personAt(lines.byExtension(fjallbo.id, '20001'))?.userId === userId);
  expect([lines.byExtension(fjallbo.id, '1001'), lines.extensionLengths(fjallbo.id)]).toEqual([undefined, [5]]);
  await until('both being told', () => extensions.slice(-2).join() === '1001,20001');

  const mobile = JSON.stringify([{ label: 'mobile', number: '+46701740605' }]);
  await database.db
    .updateTable('contact')
    .set({ display_name: 'Anna Berg', numbers: mobile })
    .where('id', '=', contactId)
    .execute();
  await until('the new name', () => lines.user(userId)?.displayName === 'Anna Berg');
  expect(lines.user(userId)?.mobile).toBe('+46701740605');

  await database.db.deleteFrom('user_number').where('user_id', '=', userId).execute();
  await until('the number to go', () => lines.byNumber('+46851920011') === undefined);
  expect([lines.user(userId)?.numbers, gone]).toEqual([[], []]);
});

test('a user who is removed is gone, with extension and numbers', async () => {
  const { userId } = await addUser(database.db, fjallbo, anna);
  await follow();
  await database.db.deleteFrom('app_user').where('id', '=', userId).execute();
  await until('the user to go', () => lines.user(userId) === undefined);
  expect([
    lines.byExtension(fjallbo.id, '1001'),
    lines.byNumber('+46851920011'),
    lines.extensionLengths(fjallbo.id),
  ]).toEqual([undefined, undefined, []]);
  expect([gone, extensions]).toEqual([['Anna Lind'], ['1001', '1001']]);
});

test('a number that passes to another in one transaction is the other’s, and extensions can be swapped', async () => {
  const one = await addUser(database.db, fjallbo, anna);
  const other = await addUser(database.db, fjallbo, { displayName: 'Björn Åkesson', extension: '1002' });
  await follow();
  await database.db.transaction().execute(async (transaction) => {
    await transaction.updateTable('user_number').set({ user_id: other.userId }).execute();
    for (const [userId, extension] of [
      [one.userId, 'x'],
      [other.userId, '1001'],
      [one.userId, '1002'],
    ] as const) {
      await transaction.updateTable('app_user').set({ extension }).where('id', '=', userId).execute();
    }
  });
  const holderOf = (extension: string) => personAt(lines.byExtension(fjallbo.id, extension))?.userId;
  await until('the swap', () => holderOf('1002') === one.userId && holderOf('1001') === other.userId);
  await until('the number', () => personAt(lines.byNumber('+46851920011'))?.userId === other.userId);
  expect([lines.user(one.userId)?.numbers, lines.user(other.userId)?.numbers]).toEqual([[], ['+46851920011']]);
});

test('what is rolled back is never routed, and an organisation that comes is known', async () => {
  await follow();
  await database.db
    .transaction()
    .execute(async (transaction) => {
      await addUser(transaction, fjallbo, anna);
      throw new Error('changed my mind');
    })
    .catch(() => undefined);
  const sjobris = await addOrganisation(database.db, { name: 'Sjöbris', country: 'NO' });
  await until('the new organisation', () => lines.organisation(sjobris.id)?.country === 'NO');
  expect(lines.byExtension(fjallbo.id, '1001')).toBeUndefined();
});

test('an import of more than can be told one by one', async () => {
  await follow();
  await sql`insert into contact (id, organisation_id, display_name)
    select gen_random_uuid(), ${fjallbo.id}, 'Person ' || n from generate_series(1, 1200) n`.execute(database.db);
  await sql`insert into app_user (id, organisation_id, contact_id, extension)
    select gen_random_uuid(), ${fjallbo.id}, id, '7' || lpad(split_part(display_name, ' ', 2), 4, '0')
    from contact`.execute(database.db);
  await until(
    'the last of them',
    () => lines.byExtension(fjallbo.id, '71200') !== undefined && lines.byExtension(fjallbo.id, '70001') !== undefined,
  );
  expect(lines.extensionLengths(fjallbo.id)).toEqual([5]);
});

test('what changed while the connection was lost is read when it is back', async () => {
  await follow();
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'vaxel-wakes' and datname = current_database()`.execute(database.db);
  const { userId } = await addUser(database.db, fjallbo, anna);
  await until('the user who came meanwhile', () => lines.user(userId) !== undefined);
});

test('while the database is away what was known stays, and what changed is read when it is back', async () => {
  const clock = createFakeClock();
  const asked: string[] = [];
  let isAway = true;
  let tell = (_payload: string): void => undefined;
  const answer = async (what: string) => {
    asked.push(what);
    if (isAway && asked.length > 1) throw new Error('away');
  };
  await followLines({
    lines: { load: () => answer('everything'), apply: (changes) => answer(changes.map(({ userId }) => userId).join()) },
    wakes: { listen: async (_channel, { onNotice }) => void (tell = onNotice) },
    clock,
    logger: quiet,
  });
  tell(JSON.stringify({ organisationId: fjallbo.id, userId: fjallbo.tenantId }));
  await until('the failure', () => {
    clock.advance(100);
    return asked.length === 2;
  });
  isAway = false;
  await until('the next try', () => {
    clock.advance(1_000);
    return asked.length === 3;
  });
  expect(asked).toEqual(['everything', fjallbo.tenantId, 'everything']);
});

const nothing = ['', 'x', 'null', '{"organisationId":"\\u0000"}', '\u202a{'];

test.each(nothing)('a notice that says nothing of ours has everything read: %j', async (said) => {
  await follow();
  const { userId } = await addUser(database.db, fjallbo, anna);
  await until('the new user', () => lines.user(userId) !== undefined);
  // Behind the triggers' back: only who reads everything sees it.
  await sql`alter table app_user disable trigger user`.execute(database.db);
  await database.db.updateTable('app_user').set({ extension: '20001' }).where('id', '=', userId).execute();
  await sql`select pg_notify('line_changed', ${said})`.execute(database.db);
  await until('the new extension', () => lines.byExtension(fjallbo.id, '20001') !== undefined);
});
