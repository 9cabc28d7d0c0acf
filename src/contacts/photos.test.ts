import type { Kysely } from 'kysely';
import { serveContacts } from '../../tests/fakes/contacts-server';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import type { ServedApp } from '../../tests/fakes/http-app';
import { addContact, addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { aPng } from '../../tests/fakes/pictures';
import type { ContactId } from '../contract/ids';
import type { PhotosOfContacts } from '../contract/contacts/photos';
import { ContactView } from '../contract/people/people';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { readPhotoText, setPhoto } from './photos';

let database: TestDatabase;
let db: Kysely<Database>;
let served: ServedApp;
let fjallbo: TestOrganisation;
let norrback: ContactId;

/** Of few pixels, as its own reader of sizes sees it. */
const page = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><script>alert(1)</script></svg>';
const grey = aPng(96, 96).toString('base64');
const white = aPng(96, 96, 255).toString('base64');

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const people: Record<string, Principal> = {};
  fjallbo = await addOrganisation(db);
  const sjobris = await addOrganisation(db, { name: 'Sjöbris' });
  for (const [name, organisation] of [
    ['anna', fjallbo],
    ['bjorn', fjallbo],
    ['olga', sjobris],
  ] as const) {
    const { userId } = await addUser(db, organisation, { displayName: name });
    people[name] = { userId, organisationId: organisation.id, roles: ['user'], expiresAtMs: 0 };
  }
  people['anders'] = { ...(people['olga'] as Principal), roles: ['administrator'] };
  norrback = await addContact(db, fjallbo, { displayName: 'Karin Norrbäck' });
  ({ served } = await serveContacts(db, people, { told: [], changed: [] }));
});
afterAll(async () => {
  await served.close();
  await database.close();
});

const ask = (method: string, path: string, body?: unknown, as = 'anna', more: Readonly<Record<string, string>> = {}) =>
  fetch(`${served.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...more },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const own = async (body: object, as = 'anna') =>
  ContactView.parse(await (await ask('POST', '/own-contacts', { name: 'Mormor', numbers: [], ...body }, as)).json());
const codeOf = async (answer: Promise<Response>) => ((await (await answer).json()) as { code?: string }).code;

describe('a photo of one’s own contact', () => {
  test('is stored with it, changed, kept where nothing is said of it, and taken away', async () => {
    const { id, photo } = await own({ photo: grey });
    const first = await ask('GET', `/contacts/${id}/photo?v=${photo}`);
    expect(Buffer.from(await first.arrayBuffer()).toString('base64')).toBe(grey);
    const change = async (more: object) =>
      ContactView.parse(
        await (await ask('PUT', `/own-contacts/${id}`, { name: 'Mormor Ek', numbers: [], ...more })).json(),
      ).photo;
    expect(await change({})).toBe(photo);
    const second = await change({ photo: white });
    expect([second === photo, second === null]).toEqual([false, false]);
    expect(await change({ photo: null })).toBeNull();
    expect((await ask('GET', `/contacts/${id}/photo`)).status).toBe(404);
    expect(await db.selectFrom('contact_photo').selectAll().where('contact_id', '=', id).execute()).toEqual([]);
  });

  test('is looked at again without being sent, and is nothing but a picture to a browser', async () => {
    const { id, photo } = await own({ photo: grey });
    const named = await ask('GET', `/contacts/${id}/photo?v=${photo}`);
    const header = (name: string) => named.headers.get(name);
    expect([header('content-type'), header('x-content-type-options'), header('vary')]).toEqual([
      'image/png',
      'nosniff',
      expect.stringContaining('Authorization'),
    ]);
    expect([header('cache-control'), header('etag')]).toEqual(['private, max-age=86400', `"${photo}"`]);
    expect(header('content-security-policy')).toContain("default-src 'none'");
    const stale = await ask('GET', `/contacts/${id}/photo?v=before`);
    expect(stale.headers.get('cache-control')).toBe('private, no-cache');
    const again = await ask('GET', `/contacts/${id}/photo`, undefined, 'anna', {
      'if-none-match': `"${photo}"`,
      // Without it, fetch asks for a whole answer.
      'cache-control': 'max-age=0',
    });
    expect(again.status).toBe(304);
  });

  test('is seen by its owner alone, and by nobody once the contact is deleted', async () => {
    const { id } = await own({ photo: grey });
    const statuses = async () =>
      Promise.all(
        ['anna', 'bjorn', 'olga', 'admin', 'anders'].map(
          async (as) => (await ask('GET', `/contacts/${id}/photo`, undefined, as)).status,
        ),
      );
    // "admin" is Anna as an administrator.
    expect(await statuses()).toEqual([200, 404, 404, 200, 404]);
    expect((await ask('PUT', `/administration/contacts/${id}/photo`, { photo: white }, 'admin')).status).toBe(404);
    await ask('DELETE', `/own-contacts/${id}`);
    expect(await statuses()).toEqual([404, 404, 404, 404, 404]);
    await ask('POST', `/own-contacts/${id}/restore`);
    expect((await statuses())[0]).toBe(200);
  });

  test.each([
    ['a page', Buffer.from(page).toString('base64')],
    ['a page that begins as a WebP', Buffer.from(`RIFF....WEBP${page}`).toString('base64')],
    ['a page that begins as a JPEG', Buffer.from(`\xff\xd8\xff${page}`, 'latin1').toString('base64')],
    ['a page that begins as a PNG', Buffer.from(`\x89PNG\r\n\x1a\n${page}`, 'latin1').toString('base64')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1').toString('base64')],
    ['the beginning of a PNG', aPng(96, 96).subarray(0, 12).toString('base64')],
    ['a picture of many pixels', aPng(3_000, 3_000).toString('base64')],
    ['no pixels', aPng(0, 0).toString('base64')],
  ])('%s is none, and nothing is stored', async (_, photo) => {
    const before = await db.selectFrom('contact').select('id').execute();
    expect(await codeOf(ask('POST', '/own-contacts', { name: 'X', numbers: [], photo }))).toBe('contacts.badPhoto');
    expect(await db.selectFrom('contact').select('id').execute()).toEqual(before);
  });

  test('neither what is no base64 nor what is too large', async () => {
    for (const photo of ['', 'é', 'a b', 'A'.repeat(33_000)])
      expect((await ask('POST', '/own-contacts', { name: 'X', numbers: [], photo })).status).toBe(400);
  });
});

test('rows ask for many at once: each person is told of what they see, and of nothing else', async () => {
  const { id: mine } = await own({ photo: grey });
  const { id: his } = await own({ photo: grey }, 'bjorn');
  const { id: gone } = await own({ photo: grey });
  const { id: none } = await own({});
  await ask('DELETE', `/own-contacts/${gone}`);
  const company = await addContact(db, fjallbo, { displayName: 'Karin Berg' });
  await db.transaction().execute((each) => setPhoto(each, fjallbo.id, company, readPhotoText(white)));
  const contactIds = [mine, his, gone, none, company, mine];
  const told = async (as: string) => {
    const answer = (await (await ask('POST', '/contacts/photos', { contactIds }, as)).json()) as PhotosOfContacts;
    return new Set(answer.photos.map(({ contactId }) => contactId));
  };
  // At once, as windows ask that come back after a restart: they are read together.
  const [anna, bjorn, olga] = await Promise.all([told('anna'), told('bjorn'), told('olga')]);
  expect([anna, bjorn, olga]).toEqual([new Set([mine, company]), new Set([his, company]), new Set()]);
  expect((await ask('POST', '/contacts/photos', { contactIds: Array(201).fill(mine) })).status).toBe(400);
});

describe('a photo of the company’s', () => {
  test('is given by administrators, told in the log, and seen by everybody of theirs', async () => {
    const path = `/administration/contacts/${norrback}/photo`;
    expect((await ask('PUT', path, { photo: grey }, 'bjorn')).status).toBe(403);
    expect((await ask('PUT', path, { photo: grey }, 'anders')).status).toBe(404);
    expect((await ask('PUT', path, { photo: grey }, 'admin')).status).toBe(204);
    const view = ContactView.parse(await (await ask('GET', `/contacts/${norrback}`, undefined, 'bjorn')).json());
    expect((await ask('GET', `/contacts/${norrback}/photo?v=${view.photo}`, undefined, 'bjorn')).status).toBe(200);
    expect((await ask('GET', `/contacts/${norrback}/photo`, undefined, 'olga')).status).toBe(404);
    expect((await ask('PUT', path, { photo: null }, 'admin')).status).toBe(204);
    const told = await db.selectFrom('audit').select(['action', 'before', 'after']).orderBy('id').execute();
    expect(told).toEqual([
      { action: 'contact.changed', before: { photo: false }, after: { photo: true } },
      { action: 'contact.changed', before: { photo: true }, after: { photo: false } },
    ]);
  });
});
