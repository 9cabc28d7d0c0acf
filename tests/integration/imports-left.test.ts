import { request } from 'node:http';
import { auditLog } from '../../src/audit/record';
import { ImportView } from '../../src/contract/imports/imports';
import type { ImportView as View } from '../../src/contract/imports/imports';
import { createImportsFeature } from '../../src/imports/feature';
import { createRunJob, type RunJob } from '../../src/imports/jobs';
import type { Principal } from '../../src/ports/principal';
import type { Ownership } from '../../src/ports/ownership';
import { openDatabase, type OpenDatabase } from '../../src/storage/database';
import { systemClock as clock } from '../../src/time/system-clock';
import { listenBetween, type Between } from '../fakes/between-database';
import type { TestDatabase } from '../fakes/database';
import { createTestDatabase, migrationsFolder } from '../fakes/database';
import { serveApp, type ServedApp } from '../fakes/http-app';
import type { TestOrganisation } from '../fakes/organisation';
import { addContact, addOrganisation, addUser } from '../fakes/organisation';
import { createLosableOwnership } from '../fakes/ownership';
import { eventually } from '../fakes/waiters';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let eva: Principal;
const closing: (() => Promise<void> | void)[] = [];
const logger = { debug() {}, info() {}, warn() {}, error() {} };

beforeEach(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
  const { userId } = await addUser(database.db, fjallbo, { displayName: 'Eva Nyström', extension: '1005' });
  await addContact(database.db, fjallbo, { displayName: 'Karin', extension: '7001' });
  eva = { organisationId: fjallbo.id, userId, roles: ['user', 'administrator'], expiresAtMs: 0 };
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await database.close();
});

interface Server {
  readonly url: string;
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  upload(text: string): Promise<Response>;
  rested(id: string): Promise<View>;
}

/** A server's imports, on a database that may go away. */
async function start(
  { db }: Pick<OpenDatabase, 'db'>,
  ownership: Ownership = createLosableOwnership(),
  runJob?: RunJob,
): Promise<Server> {
  const feature = createImportsFeature(
    { db, audit: auditLog, logger, clock, ownership },
    { runJob: runJob ?? createRunJob(db, auditLog), stop: async () => undefined },
  );
  const served: ServedApp = await serveApp({
    routers: feature.router ? [feature.router] : [],
    authenticate: async () => eva,
  });
  await feature.start?.();
  closing.push(async () => {
    await feature.stop?.();
    await served.close();
  });
  const send = (method: string, path: string, body: string | null, type: string) =>
    fetch(`${served.url}/api/administration/imports${path}`, {
      method,
      headers: { authorization: 'Bearer eva', 'content-type': type },
      ...(body !== null && { body }),
    });
  const ask = (method: string, path: string, body: unknown = {}) =>
    send(method, path, method === 'GET' ? null : JSON.stringify(body), 'application/json');
  return {
    url: served.url,
    ask,
    upload: (text) => send('POST', '?fileName=people.csv', text, 'application/octet-stream'),
    async rested(id) {
      let view: View | null = null;
      await eventually('the import to rest', async () => {
        const response = await ask('GET', `/${id}`);
        if (response.status !== 200) return false;
        view = ImportView.parse(await response.json());
        return view.progress === null;
      });
      return view as unknown as View;
    },
  };
}

async function behind(
  words: string,
  onAsked: (between: Between) => Promise<void>,
): Promise<Between & Pick<OpenDatabase, 'db'>> {
  const between: Between = await listenBetween(database.url, words, () => onAsked(between));
  const opened = await openDatabase({ where: { url: between.url }, migrationsFolder, connections: 4 });
  closing.push(
    () => between.close(),
    () => opened.close(),
  );
  return { ...between, db: opened.db };
}
function cutOnce(): (between: Between) => Promise<void> {
  let isFirst = true;
  return async (between) => {
    if (isFirst) between.cut();
    isFirst = false;
  };
}
const names = async () =>
  (await database.db.selectFrom('contact').select('display_name').orderBy('display_name').execute()).map(
    (row) => row.display_name,
  );

test.each([
  ['a dry run', 'insert into import_line', 'refused'],
  ['an import', 'insert into contact (', 'ready'],
  ['an undo', 'delete from contact_token', 'applied'],
] as const)('%s whose database goes away in the middle is where it was once it is back', async (_, words, state) => {
  const away = await behind(words, cutOnce());
  const server = await start(away);
  const { id } = ImportView.parse(await (await server.upload('Namn\nNy\n')).json());
  const steps = [() => server.ask('POST', `/${id}/apply`), () => server.ask('POST', `/${id}/undo`)];
  const before = { refused: 0, ready: 1, applied: 2 }[state];
  for (const step of steps.slice(0, before)) {
    await server.rested(id);
    expect((await step()).status).toBe(202);
  }
  await away.asked(1);
  // Nobody can say so while it is away.
  expect((await server.ask('GET', `/${id}`)).status).toBe(503);
  away.mend();
  expect(await server.rested(id)).toMatchObject({ state, refusal: 'failed' });
  expect(await names()).toEqual(state === 'applied' ? ['Eva Nyström', 'Karin', 'Ny'] : ['Eva Nyström', 'Karin']);
  // And it can be done anew.
  if (state === 'refused') expect((await server.ask('PATCH', `/${id}`)).status).toBe(200);
  for (const step of steps.slice(Math.max(0, before - 1))) {
    await server.rested(id);
    expect((await step()).status).toBe(202);
  }
  expect(await server.rested(id)).toMatchObject({ state: 'undone', refusal: null });
});

test('what has begun is said to have begun, also when the database goes away at once', async () => {
  const away = await behind('no question', async () => undefined);
  let begun = 0;
  const server = await start(away, createLosableOwnership(), async () => {
    begun += 1;
    away.cut();
    throw new Error('away');
  });
  expect((await server.upload('Namn\nNy\n')).status).toBe(201);
  expect(begun).toBe(1);
});

test('what is not answered has not begun', async () => {
  const away = await behind('contact"."display_name" as "creator', cutOnce());
  let begun = 0;
  const server = await start(away, createLosableOwnership(), async () => void (begun += 1));
  expect((await server.upload('Namn\nNy\n')).status).toBe(503);
  away.mend();
  const states = () => database.db.selectFrom('import').select(['state', 'refusal']).execute();
  await eventually('it to be put back', async () => (await states())[0]?.state === 'refused');
  expect([await states(), begun]).toEqual([[{ state: 'refused', refusal: 'failed' }], 0]);
});

test('a file that was coming in when the database went away is not there, and holds nothing up', async () => {
  const away = await behind('insert into "import_part"', cutOnce());
  const server = await start(away);
  expect((await server.upload('Namn\nNy\n')).status).toBe(503);
  away.mend();
  await eventually('another file', async () => (await server.upload('Namn\nAnnan\n')).status === 201);
  expect(await database.db.selectFrom('import').select('received').execute()).toEqual([{ received: true }]);
});

test('of a file whose connection is reset on its way nothing stays, and the next one is let in', async () => {
  const server = await start(database);
  const upload = request(`${server.url}/api/administration/imports?fileName=people.csv`, {
    method: 'POST',
    headers: { authorization: 'Bearer eva', 'content-type': 'application/octet-stream', 'content-length': 2_000_000 },
  });
  upload.on('error', () => undefined).write('Namn\n'.repeat(200_000));
  const stored = () => database.db.selectFrom('import_part').select('position').execute();
  await eventually('a part of it', async () => (await stored()).length > 0);
  upload.destroy();
  await eventually('nothing of it', async () => {
    const rows = await database.db.selectFrom('import').select('id').execute();
    return rows.length + (await stored()).length === 0;
  });
  expect((await server.upload('Namn\nNy\n')).status).toBe(201);
});

/** Two servers' ownership of one database: what the one has the other cannot have, until it is lost. */
function twoServers(): readonly [Ownership, Ownership, { lose(): void }] {
  const all = createLosableOwnership();
  return [all, { own: (...subject) => all.own(...subject) }, all];
}

test('what another server works at is left alone, and put back once that is gone', async () => {
  const [one, other] = twoServers();
  let [began, goOn] = [(): void => undefined, (): void => undefined];
  const isBegun = new Promise<void>((resolve) => (began = resolve));
  const stays = new Promise<void>((resolve) => (goOn = resolve));
  const runs: RunJob = async (job, onProgress) => {
    if (job.kind === 'apply') {
      began();
      await stays;
      throw new Error('its end');
    }
    await createRunJob(database.db, auditLog)(job, onProgress);
  };
  const first = await start(database, one, runs);
  const { id } = ImportView.parse(await (await first.upload('Namn\nNy\n')).json());
  await first.rested(id);
  await first.ask('POST', `/${id}/apply`);
  await isBegun;
  const second = await start(database, other);
  expect(ImportView.parse(await (await second.ask('GET', `/${id}`)).json()).state).toBe('applying');
  expect((await second.upload('Namn\nx\n')).status).toBe(409);
  expect((await second.ask('POST', `/${id}/apply`)).status).toBe(409);
  goOn();
  await first.rested(id);
  expect((await second.ask('POST', `/${id}/apply`)).status).toBe(202);
  expect(await second.rested(id)).toMatchObject({ state: 'applied' });
});

test('only what was left is put back at a start, of whichever organisation', async () => {
  const sjobris = await addOrganisation(database.db, { name: 'Sjöbris' });
  const left = async (organisation: TestOrganisation, state: string, received = true) =>
    database.pool.query(
      `insert into import (id, organisation_id, file_name, state, received, refusal)
       values (gen_random_uuid(), $1, $2, $2, $3, null)`,
      [organisation.id, state, received],
    );
  await left(fjallbo, 'applying');
  await left(fjallbo, 'applied');
  await left(sjobris, 'reading', false);
  await start(database);
  await left(sjobris, 'undoing');
  const server = await start(database);
  const { rows } = await database.pool.query('select file_name, state, refusal from import order by 1');
  expect(rows).toEqual([
    { file_name: 'applied', state: 'applied', refusal: null },
    { file_name: 'applying', state: 'ready', refusal: 'failed' },
    { file_name: 'undoing', state: 'applied', refusal: 'failed' },
  ]);
  // Left without anybody's notice: whoever wants to begin finds out.
  await left(fjallbo, 'applying');
  expect((await server.upload('Namn\nNy\n')).status).toBe(201);
});

test('of three files that come at the same moment one is let in', async () => {
  const server = await start(database);
  // The first is read to no end before the others are answered.
  const holding = await database.pool.connect();
  try {
    await holding.query('begin; lock table import_line in access exclusive mode');
    const answers = await Promise.all([1, 2, 3].map(() => server.upload('Namn\nNy\n')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    await holding.query('rollback');
    const taken = answers.find(({ status }) => status === 201);
    const { id } = ImportView.parse(await taken?.json());
    expect(await server.rested(id)).toMatchObject({ state: 'ready' });
  } finally {
    holding.release(true);
  }
});

const company = `update contact set company = 'Bytt' where display_name =`;
/** Done, or kept waiting by a lock. */
async function isDoneOrWaits(change: Promise<unknown>): Promise<void> {
  let isDone = false;
  void change.finally(() => (isDone = true)).catch(() => undefined);
  await eventually('the change to be done, or to wait', async () => {
    const waiting = await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
      [`${company}%`],
    );
    return isDone || waiting.rowCount === 1;
  });
}

test.each([
  ['changes', 'Karin', 1, 'update contact set display_name = row.name', []],
  ['changes of a colleague', 'Eva Nyström', 2, 'update contact set display_name = row.name', []],
  ['removes', 'Gammal', 1, 'delete from contact using', []],
  ['changed, and that is taken back', 'Karin', 1, 'update contact set display_name = row.name', ['undo']],
  ['added, and that is taken back', 'Ny', 1, 'delete from contact where id in', ['undo']],
] as const)('nothing that is changed meanwhile is lost: what an import %s', async (_, name, place, words, then) => {
  await addContact(database.db, fjallbo, { displayName: 'Gammal', extension: '7002' });
  let change: Promise<{ readonly rowCount: number | null }> | null = null;
  let isWatched = then.length === 0;
  let asked = 0;
  const away = await behind(words, async () => {
    if (!isWatched || (asked += 1) !== place) return;
    change = database.pool.query(`${company} '${name}'`);
    await isDoneOrWaits(change);
  });
  const server = await start(away);
  const file = 'Namn;Anknytning;Titel\nKarin;7001;Chef\nEva Nyström;1005;Chef\nNy;;\n';
  const { id } = ImportView.parse(await (await server.upload(file)).json());
  expect(await server.rested(id)).toMatchObject({ counts: { new: 1, changed: 2, missing: 1 } });
  await server.ask('POST', `/${id}/apply`, { removeMissing: true });
  expect(await server.rested(id)).toMatchObject({ state: 'applied' });
  isWatched = true;
  for (const step of then) await server.ask('POST', `/${id}/${step}`);
  expect(await server.rested(id)).toMatchObject({ state: then.length > 0 ? 'undone' : 'applied', kept: 0 });
  expect(change).not.toBeNull();
  const { rowCount } = (await change) ?? { rowCount: null };
  // Whoever changed it was told the truth: it stands there now, or there was nothing to change.
  const { rows } = await database.pool.query(`select role from contact where company = 'Bytt'`);
  expect(rows).toHaveLength(rowCount ?? -1);
  expect(rows).toEqual(['Karin', 'Eva Nyström'].includes(name) ? [{ role: then.length > 0 ? null : 'Chef' }] : []);
});

test('a job whose import another server may have from now on is ended, and says nothing of it', async () => {
  const ownership = createLosableOwnership();
  const runs: RunJob = (_, __, ending) =>
    new Promise((_resolve, reject) => ending.addEventListener('abort', () => reject(new Error('ended'))));
  const server = await start(database, ownership, runs);
  const { id } = ImportView.parse(await (await server.upload('Namn\nNy\n')).json());
  ownership.lose();
  expect(await database.db.selectFrom('import').select(['id', 'state']).execute()).toEqual([{ id, state: 'reading' }]);
});

test('a colleague who is changed while others are written: nothing of the import is done, and it says so', async () => {
  const away = await behind('update contact set display_name = row.name', async () => {
    await database.pool.query(`${company} 'Eva Nyström'`);
  });
  const server = await start(away);
  const { id } = ImportView.parse(await (await server.upload('Namn;Anknytning\nEva N;1005\nKari;7001\n')).json());
  expect(await server.rested(id)).toMatchObject({ counts: { changed: 2 } });
  await server.ask('POST', `/${id}/apply`);
  expect(await server.rested(id)).toMatchObject({ state: 'ready', refusal: 'changed' });
  expect(await names()).toEqual(['Eva Nyström', 'Karin']);
});
