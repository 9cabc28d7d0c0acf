import { auditLog } from '../../src/audit/record';
import { createAuditRoutes } from '../../src/audit/routes';
import { createAuditStore } from '../../src/audit/store';
import { ImportLinesPage, ImportView } from '../../src/contract/imports/imports';
import type { ImportView as View } from '../../src/contract/imports/imports';
import type { OrganisationId } from '../../src/contract/ids';
import type { Feature } from '../../src/feature';
import { createImportsFeature } from '../../src/imports/feature';
import { createRunJob } from '../../src/imports/jobs';
import type { Principal } from '../../src/ports/principal';
import { createPeopleStores } from '../../src/people/store';
import { systemClock } from '../../src/time/system-clock';
import type { TestDatabase } from '../fakes/database';
import { createTestDatabase } from '../fakes/database';
import type { ServedApp } from '../fakes/http-app';
import { serveApp } from '../fakes/http-app';
import type { TestOrganisation } from '../fakes/organisation';
import { addContact, addOrganisation, addUser } from '../fakes/organisation';
import { createLosableOwnership } from '../fakes/ownership';
import { eventually } from '../fakes/waiters';

let database: TestDatabase;
let served: ServedApp;
let feature: Feature;
let ownership: ReturnType<typeof createLosableOwnership>;
let fjallbo: TestOrganisation;
let sjobris: TestOrganisation;
let anna: Awaited<ReturnType<typeof addUser>>;
const people: Record<string, Principal> = {};
const silent = { debug() {}, info() {}, warn() {}, error() {} };

beforeEach(async () => {
  database = await createTestDatabase();
  const { db } = database;
  fjallbo = await addOrganisation(db);
  sjobris = await addOrganisation(db, { name: 'Sjöbris' });
  anna = await addUser(db, fjallbo, {
    displayName: 'Anna Lind',
    extension: '1001',
    mailAddress: 'anna@fjallbo.example',
  });
  const eva = await addUser(db, fjallbo, { displayName: 'Eva Nyström', extension: '1005' });
  const olga = await addUser(db, sjobris, { displayName: 'Olga Berg', extension: '2001' });
  const principal = (organisation: TestOrganisation, userId: Principal['userId'], ...roles: Principal['roles']) => ({
    organisationId: organisation.id,
    userId,
    roles: ['user' as const, ...roles],
    expiresAtMs: 0,
  });
  people['eva'] = principal(fjallbo, eva.userId, 'administrator');
  people['anna'] = principal(fjallbo, anna.userId);
  people['olga'] = principal(sjobris, olga.userId, 'administrator');
  const runJob = createRunJob(db, auditLog);
  ownership = createLosableOwnership();
  feature = createImportsFeature(
    { db, audit: auditLog, logger: silent, clock: systemClock, ownership },
    { runJob, stop: async () => undefined },
  );
  const auditOf = (id: OrganisationId) => createAuditStore(db, id);
  served = await serveApp({
    routers: [...(feature.router ? [feature.router] : []), createAuditRoutes({ db, audit: auditLog, auditOf })],
    authenticate: async (token) => people[token] as Principal,
  });
});
afterEach(async () => {
  await feature.stop?.();
  await served.close();
  await database.close();
});

const url = (path: string) => `${served.url}/api/administration/${path}`;
const ask = async (method: string, path: string, body?: unknown, as = 'eva') =>
  fetch(url(path), {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const upload = (text: string | Buffer, as = 'eva') =>
  fetch(url('imports?fileName=people.csv'), {
    method: 'POST',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(text)),
  });
async function rested(id: string): Promise<View> {
  let view: View | null = null;
  await eventually('the import to rest', async () => {
    view = ImportView.parse(await (await ask('GET', `imports/${id}`)).json());
    return view.progress === null;
  });
  return view as unknown as View;
}
async function dryRun(text: string | Buffer): Promise<View> {
  const response = await upload(text);
  expect(response.status).toBe(201);
  return rested(ImportView.parse(await response.json()).id);
}
async function apply({ id }: View, body: object = {}): Promise<View> {
  expect((await ask('POST', `imports/${id}/apply`, body)).status).toBe(202);
  return rested(id);
}
async function undo({ id }: View): Promise<View> {
  expect((await ask('POST', `imports/${id}/undo`)).status).toBe(202);
  return rested(id);
}
const lines = async ({ id }: View, outcome: string) =>
  ImportLinesPage.parse(await (await ask('GET', `imports/${id}/lines?outcome=${outcome}`)).json()).lines;
const directory = async () => {
  const { contacts } = await createPeopleStores(database.db, () => [4])(fjallbo.id).page({ limit: 200 });
  return contacts.map(({ id: _, userId: __, ...contact }) => contact);
};
const search = async (typed: string) =>
  (await createPeopleStores(database.db, () => [4])(fjallbo.id).search(typed, 10)).map(
    ({ displayName }) => displayName,
  );
const told = async () =>
  (await createAuditStore(database.db, fjallbo.id).page({ limit: 10 })).rows.map(({ action, after }) => [
    action,
    after,
  ]);

test('a file goes in whole and out again: dry run, import, search, audit, undo', async () => {
  const before = await directory();
  const view = await dryRun(
    'Namn;Företag;Titel;Anknytning;Mobil;Skostorlek\n' +
      'Karin Norrbäck;Norrbäck Bygg;Inköp;0110;701740640;38\n' +
      'Tomas Öst;;;;="0701740641";\n' +
      'Fel Nummer;;;;4,67E+10;\n',
  );
  expect(view).toMatchObject({
    state: 'ready',
    counts: { new: 2, changed: 0, unchanged: 0, error: 1 },
    columns: [
      { field: 'name' },
      { field: 'company' },
      { field: 'role' },
      { field: 'extension' },
      { field: 'mobile' },
      { header: 'Skostorlek', field: 'ignore' },
    ],
  });
  expect(await lines(view, 'error')).toMatchObject([
    { line: 4, reason: 'numberLost', detail: '4,67E+10', name: 'Fel Nummer' },
  ]);
  // Nothing has happened yet.
  expect(await directory()).toEqual(before);

  expect(await apply(view)).toMatchObject({ state: 'applied', undoUntilMs: expect.any(Number) as number });
  expect(await directory()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        displayName: 'Karin Norrbäck',
        role: 'Inköp',
        extension: '0110',
        numbers: [{ label: 'mobile', number: '+46701740640' }],
      }),
    ]),
  );
  for (const typed of ['norrb', 'ka', '0110', '070-174 06 40'])
    expect([typed, await search(typed)]).toEqual([typed, ['Karin Norrbäck']]);
  expect(await told()).toEqual([['contacts.imported', { added: 2, changed: 0, unchanged: 0, errors: 1, removed: 0 }]]);

  expect(await undo(view)).toMatchObject({ state: 'undone', kept: 0 });
  expect(await directory()).toEqual(before);
  expect(await search('norrb')).toEqual([]);
  expect((await ask('POST', `imports/${view.id}/undo`)).status).toBe(409);
});

test('found by id, else address, else extension, never by name; what the file does not say stays', async () => {
  await database.db
    .updateTable('contact')
    .set({ external_id: 'K7' })
    .where('id', '=', await addContact(database.db, fjallbo, { displayName: 'Karin', company: 'Bygg', role: 'Inköp' }))
    .execute();
  await addContact(database.db, fjallbo, {
    displayName: 'Namne',
    company: 'Ett',
    numbers: [{ label: 'home', number: '+4684650401' }],
  });
  const view = await dryRun(
    'Externt id;Namn;Titel;E-post;Anknytning;Telefon\n' +
      'K7;Karin Norrbäck;;;;08-465 04 02\n' +
      ';Anna Lind;Säljchef;ANNA@fjallbo.example;;\n' +
      ';Eva Nyström;;;1005;\n' +
      ';Namne;;;;08-465 04 09\n',
  );
  expect(view.counts).toMatchObject({ new: 1, changed: 2, unchanged: 1, error: 0 });
  expect(
    (await lines(view, 'changed')).map(({ line, before, after }) => [line, before?.name, after?.name, after?.role]),
  ).toEqual([
    [2, 'Karin', 'Karin Norrbäck', 'Inköp'],
    [3, 'Anna Lind', 'Anna Lind', 'Säljchef'],
  ]);
  await apply(view);
  const karin = (await directory()).find(({ displayName }) => displayName === 'Karin Norrbäck');
  expect(karin).toMatchObject({ company: 'Bygg', role: 'Inköp', numbers: [{ label: 'work', number: '+4684650402' }] });
  expect((await directory()).filter(({ displayName }) => displayName === 'Namne')).toHaveLength(2);
  // The same file once more has nothing to do.
  expect((await dryRun('Externt id;Namn;Telefon\nK7;Karin Norrbäck;08-465 04 02\n')).counts).toMatchObject({
    new: 0,
    changed: 0,
    unchanged: 1,
  });
  await undo(view);
  expect((await directory()).find(({ displayName }) => displayName === 'Karin')).toMatchObject({
    numbers: [],
    role: 'Inköp',
  });
  expect(await search('karin')).toEqual(['Karin']);
});

test('each bad line is named with its reason: one person twice, several matches, colleagues’ extensions', async () => {
  for (const name of ['Ett', 'Två'])
    await database.db
      .updateTable('contact')
      .set({ mail_address: 'info@kund.example' })
      .where('id', '=', await addContact(database.db, fjallbo, { displayName: name }))
      .execute();
  const view = await dryRun(
    'Namn;E-post;Anknytning\n;x@y.se;\nKarin;karin@x.se;\nKarin igen;KARIN@x.se;\nInfo;info@kund.example;\n' +
      'Ny Anna;ny@fjallbo.example;1001\nAnna Lind;anna@fjallbo.example;1099\nBo;$&$`;\n',
  );
  expect((await lines(view, 'error')).map(({ line, reason, detail }) => [line, reason, detail])).toEqual([
    [2, 'noName', null],
    [4, 'sameAsLine', '3'],
    [5, 'severalMatch', 'info@kund.example'],
    [6, 'extensionOfColleague', '1001'],
    [7, 'extensionOfColleague', '1099'],
    [8, 'mail', '$&$`'],
  ]);
  const report = await (await ask('GET', `imports/${view.id}/report.csv?language=sv`)).text();
  expect(report).toContain('Rad;Utfall;Skäl;Gäller;Namn;Före;Efter\r\n2;fel;Namn saknas.;');
});

test('another mapping makes the dry run anew, and is remembered once it was used', async () => {
  const file = 'Namn;Skostorlek;Mobil\nAnna;38;0701740606\n';
  const view = await dryRun(file);
  const changed = await ask('PATCH', `imports/${view.id}`, { fields: ['name', 'company', 'ignore'] });
  expect(changed.status).toBe(200);
  const again = await rested(view.id);
  expect(again.columns.map(({ field }) => field)).toEqual(['name', 'company', 'ignore']);
  expect((await lines(again, 'new'))[0]?.after).toMatchObject({ company: '38', numbers: [] });
  await apply(again);
  expect((await dryRun(file)).columns.map(({ field }) => field)).toEqual(['name', 'company', 'ignore']);
});

test('contacts that changed since the dry run: nothing of it is done, and it says so', async () => {
  await addContact(database.db, fjallbo, { displayName: 'Karin', extension: '7001' });
  const view = await dryRun('Namn;Anknytning;Titel\nKarin;7001;Chef\nNy;;\n');
  await database.pool.query(`update contact set company = 'Bytt' where display_name = 'Karin'`);
  expect(await apply(view)).toMatchObject({ state: 'ready', refusal: 'changed' });
  expect((await directory()).map(({ displayName }) => displayName)).not.toContain('Ny');
  expect(await told()).toEqual([]);
  expect((await ask('PATCH', `imports/${view.id}`, {})).status).toBe(200);
  expect(await apply(await rested(view.id))).toMatchObject({ state: 'applied', refusal: null });
});

test('an undo leaves what was changed since, and says how many', async () => {
  const view = await dryRun('Namn\nEtt\nTvå\nTre\n');
  await apply(view);
  await database.pool.query(`update contact set role = 'Chef' where display_name = 'Två'`);
  expect(await undo(view)).toMatchObject({ state: 'undone', kept: 1 });
  expect((await directory()).map(({ displayName }) => displayName)).toEqual(['Anna Lind', 'Eva Nyström', 'Två']);
});

test('who is missing from the file is counted, removed only if asked, never a colleague, and comes back', async () => {
  await addContact(database.db, fjallbo, {
    displayName: 'Gammal',
    extension: '7002',
    numbers: [{ label: 'work', number: '+4684650401' }],
  });
  const view = await dryRun('Namn\nNy\n');
  expect(view.counts).toMatchObject({ new: 1, missing: 1 });
  expect(await lines(view, 'missing')).toMatchObject([{ name: 'Gammal' }]);
  await apply(view, { removeMissing: true });
  expect((await directory()).map(({ displayName }) => displayName)).toEqual(['Anna Lind', 'Eva Nyström', 'Ny']);
  await undo(view);
  expect(await search('gammal')).toEqual(['Gammal']);
  expect(await search('7002')).toEqual(['Gammal']);
});

test('a file that is none is refused with its reason, one too large before it is read to its end', async () => {
  expect(await dryRun(Buffer.from('PK\u0003\u0004x'))).toMatchObject({ state: 'refused', refusal: 'excel' });
  expect(await dryRun('')).toMatchObject({ state: 'refused', refusal: 'empty' });
  const large = await upload(Buffer.alloc(20 * 1024 * 1024 + 1, 'a')).catch(() => null);
  expect([413, undefined]).toContain(large?.status);
  expect(await database.db.selectFrom('import').select('file_name').execute()).toHaveLength(2);
});

test('one at a time in an organisation, and what is applied cannot be thrown away', async () => {
  const view = await dryRun('Namn\nNy\n');
  // Another server works at it.
  const lease = await ownership.own({ kind: 'import', id: view.id }, () => undefined);
  await database.db.updateTable('import').set({ state: 'applying' }).execute();
  const busy = await upload('Namn\nx\n');
  expect([busy.status, await busy.json()]).toMatchObject([409, { code: 'administration.busy' }]);
  await database.db.updateTable('import').set({ state: 'ready' }).execute();
  lease?.release();
  await apply(view);
  expect((await ask('DELETE', `imports/${view.id}`)).status).toBe(409);
  expect((await ask('POST', `imports/${view.id}/apply`, {})).status).toBe(409);
});

test('what is exported is read back unchanged, and a spreadsheet carries nothing out', async () => {
  await addContact(database.db, fjallbo, {
    displayName: '=HYPERLINK("x")',
    company: "'+1",
    numbers: [
      { label: 'mobile', number: '+46701740640' },
      { label: 'work', number: '+4684650401' },
      { label: 'work', number: '+4684650402' },
    ],
  });
  await addContact(database.db, fjallbo, { displayName: 'Rad ; "två"', extension: '0110' });
  await database.db
    .updateTable('contact')
    .set({ external_id: "$& $' $` $1" })
    .where('display_name', '=', 'Rad ; "två"')
    .execute();
  const before = await directory();
  for (const language of ['sv', 'en']) {
    const response = await ask('GET', `contacts.csv?language=${language}`);
    const csv = Buffer.from(await response.arrayBuffer());
    expect(csv.toString()).toMatch(/^\ufeff/);
    expect(csv.toString()).toContain(`'=HYPERLINK`);
    expect((await dryRun(csv)).counts).toEqual({ new: 0, changed: 0, unchanged: before.length, error: 0, missing: 0 });
  }
  const cards = await (await ask('GET', 'contacts.vcf')).text();
  expect(cards.match(/BEGIN:VCARD/g)).toHaveLength(before.length);
  expect(cards).toContain("\r\nUID:$& $' $` $1\r\nEND:VCARD\r\n");
  expect((await dryRun(cards)).counts).toMatchObject({ changed: 0, error: 0, new: 0 });
  expect(await told()).toContainEqual(['contacts.exported', null]);
});

test('own contacts of people are in no import and no export', async () => {
  await addContact(database.db, fjallbo, { displayName: 'Privat Person', extension: '7777' });
  await database.db
    .updateTable('contact')
    .set({ owner_user_id: anna.userId })
    .where('display_name', '=', 'Privat Person')
    .execute();
  const view = await dryRun('Namn;Anknytning\nAnnan;7777\n');
  expect(view.counts).toMatchObject({ new: 1, missing: 0 });
  expect(await (await ask('GET', 'contacts.csv')).text()).not.toContain('Privat');
});

test('others are refused, and another organisation’s import is not there', async () => {
  const view = await dryRun('Namn\nNy\n');
  expect((await upload('Namn\nx\n', 'anna')).status).toBe(403);
  for (const [method, path] of [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/apply'],
    ['POST', '/undo'],
    ['GET', '/lines'],
    ['GET', '/report.csv'],
  ] as const)
    for (const isBusy of [false, true]) {
      const lease = isBusy ? await ownership.own({ kind: 'import', id: view.id }, () => undefined) : null;
      const body = method === 'GET' ? undefined : {};
      const { status } = await ask(method, `imports/${view.id}${path}`, body, 'olga');
      lease?.release();
      expect([path, isBusy, status]).toEqual([path, isBusy, 404]);
    }
  expect((await dryRun('Namn\nNy\n')).counts.new).toBe(1);
});
