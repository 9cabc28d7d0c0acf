import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, temporaryFolder } from '../e2e/server';
import { Product } from '../integration/product';
import { dial, talk } from '../integration/talk';
import { documented } from './documented';
import { startOwnPostgres, type OwnPostgres } from './postgres';

let postgres: OwnPostgres;
const backups = temporaryFolder();
beforeAll(async () => {
  postgres = await startOwnPostgres();
});
afterAll(async () => {
  await postgres.stop();
  removeFolder(backups);
});

/** What people see of the past, and of their contacts. */
interface Seen {
  readonly history: readonly unknown[];
  readonly contacts: unknown;
}

async function seenBy(product: Product, key: string): Promise<Seen> {
  const person = await product.person(key);
  const seen = { history: await person.history(), contacts: (await person.api('GET', '/contacts')).json() };
  person.leave();
  return seen;
}

/** A talk, a call that nobody takes, and one to a number that there is not. */
async function aDay(product: Product): Promise<void> {
  const [anna, bjorn] = await product.people('anna', 'bjorn');
  const [phone, desk] = [await anna.phone(), await bjorn.phone()];
  const call = await talk(phone, desk, bjorn.extension);
  await call.isHeard();
  call.a.hangUp();
  await anna.untilHistory(call.id);
  await bjorn.untilHistory(call.id);
  const missed = dial(phone, bjorn.extension);
  await desk.nextCall();
  missed.call.hangUp();
  await bjorn.untilHistory(missed.id);
  const wrong = dial(phone, '1999');
  await wrong.call.until('ended');
  await anna.untilHistory(wrong.id);
  await phone.close();
  await desk.close();
}

async function isWhole(product: Product, before: Record<'anna' | 'bjorn', Seen>): Promise<void> {
  expect((await product.get('/readyz')).status).toBe(200);
  for (const key of ['anna', 'bjorn'] as const) expect(await seenBy(product, key)).toEqual(before[key]);
  // It goes on where it was: numbers that the database counts are not given out twice.
  await aDay(product);
  expect((await (await product.person('anna')).history()).length).toBe(before.anna.history.length * 2);
}

async function whatWas(product: Product) {
  const before = { anna: await seenBy(product, 'anna'), bjorn: await seenBy(product, 'bjorn') };
  expect(before.anna.history.length).toBe(3);
  expect(before.bjorn.history.length).toBe(2);
  return before;
}

test('your own PostgreSQL: dumped while the server works, restored elsewhere, the same calls and people', async () => {
  await postgres.shell('createdb -h 127.0.0.1 -p "$PORT" -U vaxel first', portOf(postgres.urlOf('first')));
  const first = await Product.start({ DATABASE_URL: postgres.urlOf('first') });
  const folder = join(backups, 'dump');
  mkdirSync(folder);
  try {
    await aDay(first);
    const before = await whatWas(first);
    const where = { DATABASE_URL: postgres.urlOf('first'), VAXEL_DATA: first.dataFolder, BACKUP: folder };
    await postgres.shell(documented('backup of a PostgreSQL of your own, while the server works'), where);
    // What comes after the dump is not in it.
    await aDay(first);
    await first.end();

    const there = { DATABASE_URL: postgres.urlOf('second'), VAXEL_DATA: join(backups, 'data'), BACKUP: folder };
    await postgres.shell(documented('restore into a new database'), { ...there, ...portOf(there.DATABASE_URL) });
    const second = await Product.start({ DATABASE_URL: there.DATABASE_URL }, there.VAXEL_DATA);
    try {
      await isWhole(second, before);
    } finally {
      await second.close();
    }
  } finally {
    await first.close().catch(() => undefined);
  }
});

test('the server’s own PostgreSQL: the folder, packed while the server is stopped', async () => {
  const first = await Product.start();
  try {
    await aDay(first);
    const before = await whatWas(first);
    await first.end();
    const where = { VAXEL_DATA: first.dataFolder, BACKUP: backups };
    await postgres.shell(documented('backup of the data folder, while the server is stopped'), where);
    const data = join(backups, 'unpacked');
    await postgres.shell(documented('restore of the data folder'), { VAXEL_DATA: data, BACKUP: backups });
    const second = await Product.start({}, data);
    try {
      await isWhole(second, before);
    } finally {
      await second.close();
    }
  } finally {
    await first.close().catch(() => undefined);
  }
});

/** As `createdb` and `psql` read the address from the environment. */
function portOf(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username } = new URL(url);
  return { PORT: port, PGHOST: hostname, PGPORT: port, PGUSER: username };
}
