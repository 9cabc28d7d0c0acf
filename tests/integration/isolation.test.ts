import { randomUUID } from 'node:crypto';
import type { HistoryDeletion } from '../../src/contract/history/history';
import type { CallId, DeviceId } from '../../src/contract/ids';
import { CallCommand } from '../../src/contract/calls/commands';
import { demoOrganisations } from '../../src/local/demo/organisations';
import { samplesOf } from './isolation/samples';
import { dial, talk } from './talk';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import type { Answer } from './product';
import type { Colleague } from './colleague';
import type { Talk } from './talk';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let olga: Colleague;
let per: Colleague;
let live: Talk;
let ended: CallId;
let deletion: HistoryDeletion;
let annasDevice: DeviceId;
const annasWindow = randomUUID();
/** Everything that tells of the people of Fjällbo; not a byte of it may reach Sjöbris. */
let secrets: string[];

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, olga, per] = await product.people('anna', 'bjorn', 'olga', 'per');
  await Promise.all([anna.phone(), bjorn.phone(), olga.phone()]);
  annasDevice = (await anna.enrol('Annas telefon', annasWindow)).deviceId;
  const first = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  first.a.hangUp();
  ended = first.id;
  await Promise.all([anna.untilHistory(ended), bjorn.untilHistory(ended)]);
  const second = dial(anna.firstPhone, bjorn.extension);
  await second.call.until('ringing');
  second.call.hangUp();
  await anna.untilHistory(second.id);
  deletion = (await anna.api('POST', '/history/delete', { callIds: [second.id] })).json<HistoryDeletion>();
  live = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await anna.untilState(live.id, 'active');

  const organisation = demoOrganisations.find(({ key }) => key === 'fjallbo');
  const ids = await product.sql<{ id: string }>(
    'select unnest(array[app_user.id, contact_id, organisation.id, device.id, entra_tenant_id]) as id from ' +
      'app_user join organisation on organisation.id = organisation_id left join device on device.user_id = ' +
      `app_user.id where domain = 'fjallbo.vaxel'`,
  );
  secrets = [
    'fjallbo',
    ...ids.map(({ id }) => id).filter((id) => id !== null),
    ...(organisation?.users.flatMap(({ name, numbers, mobile }) => [
      name,
      ...numbers.map(({ number }) => number),
      ...(mobile === null ? [] : [mobile]),
    ]) ?? []),
    ...(organisation?.contacts.flatMap(({ name, numbers }) => [name, ...numbers.map(({ number }) => number)]) ?? []),
    deletion.deletionId,
    live.id,
    ended,
    annasWindow,
  ];
});
afterAll(() => product.close());

const tellsNothing = (text: string) => expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);

/**
 * What the running product is asked by Olga with what belongs to Fjällbo, and the answer that is right. Every route
 * there is, with everything that it takes, is asked in `isolation/`.
 */
const questions: Record<
  string,
  (() => { readonly path: string; readonly body?: unknown; readonly status: number; readonly by?: Colleague })[]
> = {
  'GET /me': [() => ({ path: '/me', status: 200 })],
  'GET /contacts': [
    () => ({ path: '/contacts?limit=200', status: 200 }),
    ...[
      'Anna',
      'anna',
      'Lind',
      'ann',
      'a',
      'Åkesson',
      'akeson',
      '1001',
      '0851920011',
      '+46851920011',
      'Norrbäck',
      'försäljning',
      'Fjällbo',
    ].map((q) => () => ({ path: `/contacts?q=${encodeURIComponent(q)}&limit=200`, status: 200 })),
    () => ({ path: `/contacts?after=${encodeURIComponent(cursorOf(anna))}`, status: 400 }),
  ],
  'GET /contacts/:id': [() => ({ path: `/contacts/${anna.me.user.contactId}`, status: 404 })],
  'GET /history': [
    ...['', '?show=missed', '?q=Anna', '?q=1001'].map((query) => () => ({ path: `/history${query}`, status: 200 })),
  ],
  'GET /history/:callId': [
    () => ({ path: `/history/${ended}`, status: 404 }),
    () => ({ path: `/history/${live.id}`, status: 404 }),
  ],
  'POST /history/seen': [
    () => ({ path: '/history/seen', body: { callIds: [ended] }, status: 204 }),
    () => ({ path: '/history/seen', body: { upTo: ended }, status: 404 }),
  ],
  'POST /help-alerts/seen': [() => ({ path: '/help-alerts/seen', body: { ids: [ended] }, status: 403 })],
  'POST /history/delete': [
    () => ({ path: '/history/delete', body: { callIds: [ended] }, status: 200 }),
    () => ({ path: '/history/delete', body: { all: true }, status: 200 }),
  ],
  'POST /history/restore': [
    () => ({ path: '/history/restore', body: { deletionId: deletion.deletionId }, status: 409 }),
  ],
  'POST /devices': [
    () => ({ path: '/devices', body: { windowId: annasWindow, kind: 'tab', label: 'Olgas' }, status: 200 }),
  ],
  'DELETE /devices/:deviceId': [() => ({ path: `/devices/${annasDevice}`, status: 404 })],
  'GET /settings': [() => ({ path: '/settings', status: 200 })],
  'PATCH /settings': [() => ({ path: '/settings', body: { numberToShow: anna.me.user.numbers[0] }, status: 403 })],
  'GET /administration/audit': [() => ({ path: '/administration/audit', status: 403 })],
  'GET /administration/audit.csv': [() => ({ path: '/administration/audit.csv', status: 403 })],
  'GET /versions': [() => ({ path: '/versions', status: 200 })],
  // By somebody who has not said the foreign ids: one's own requests are in one's own log.
  'POST /log-bundle': [() => ({ path: '/log-bundle', body: { lines: ['a line'] }, status: 200, by: per })],
};

/** A cursor of the directory that names a contact of Fjällbo. */
const cursorOf = ({ me }: Colleague) =>
  Buffer.from(`${me.user.displayName}|${me.user.contactId}`).toString('base64url');

test.each(Object.keys(questions))('%s with a token of Sjöbris gives nothing of Fjällbo', async (route) => {
  for (const question of questions[route] ?? []) {
    const { path, body, status, by = olga } = question();
    const answer: Answer = await by.api(route.split(' ')[0] ?? '', path, body);
    expect([path, answer.status]).toEqual([path, status]);
    tellsNothing(answer.text);
  }
});

test('what was asked has changed nothing at Fjällbo', async () => {
  await eventually(
    'the list of Anna to hold the one call',
    async () => (await anna.history()).map(({ callId }) => callId).join() === ended,
  );
  expect((await anna.api('GET', '/settings')).json()).toMatchObject({ numberToShow: null });
  // The device of that window is still Anna's: she can take it away, once.
  expect((await anna.api('DELETE', `/devices/${annasDevice}`)).status).toBe(204);
  expect((await anna.api('DELETE', `/devices/${annasDevice}`)).status).toBe(404);
});

test('realtime commands about a foreign call are answered like those about none, and change nothing', async () => {
  const about = { id: () => live.id, text: () => undefined };
  // One that places a call makes one.
  const commands = CallCommand.options
    .filter(({ shape }) => shape.name.value !== 'call.place')
    .flatMap((option) => samplesOf(option, 'command', about) as CallCommand[]);
  expect(commands.length).toBeGreaterThan(10);
  for (const [index, command] of commands.entries()) {
    const nobodys = JSON.parse(JSON.stringify(command).replaceAll(live.id, randomUUID())) as CallCommand;
    // In turn: one window alone may not ask for so much at once.
    const { realtime } = index % 2 === 0 ? olga : per;
    const [foreign, absent] = [await realtime.command(command), await realtime.command(nobodys)];
    expect([command, foreign.ok]).toEqual([command, false]);
    expect({ ...foreign, id: 0 }).toEqual({ ...absent, id: 0 });
    tellsNothing(JSON.stringify(foreign));
  }
  await live.isHeard();
  expect(anna.card(live.id)).toMatchObject({ state: 'active', muted: false, heldByMe: false, heldByOther: false });
});

test('a colleague who is no party learns as little', async () => {
  const cecilia = await product.person('cecilia');
  expect(await cecilia.realtime.command({ name: 'call.hangUp', callId: live.id })).toMatchObject({
    ok: false,
    problem: { code: 'call.notFound' },
  });
  expect((await cecilia.api('GET', `/history/${ended}`)).status).toBe(404);
  expect([...cecilia.realtime.state.calls.keys(), ...cecilia.realtime.state.history.keys()]).toEqual([]);
});

test('a call that borrows the id of a foreign call becomes a call of its own', async () => {
  const seen = olga.realtime.received.length;
  for (const borrowed of [live.id, ended]) {
    const call = olga.firstPhone.dial('2099', { headers: [`X-Vaxel-Call: ${borrowed}`] });
    await call.until('ended');
    expect(call.refusal?.status).toBe(404);
  }
  await olga.until(() => olga.realtime.state.history.size === 2, 'both calls in the caller’s own history');
  const ids = [...olga.realtime.state.history.keys()];
  expect(ids).not.toContain(live.id);
  expect(ids).not.toContain(ended);
  expect((await olga.history()).map(({ callId }) => callId).sort()).toEqual(ids.sort());
  olga.realtime.received.slice(seen).forEach((message) => tellsNothing(JSON.stringify(message)));
  await live.isHeard();
  expect(anna.card(live.id)?.state).toBe('active');
});

test('over all this, not a byte of Fjällbo has come to Sjöbris by realtime, and none the other way', async () => {
  live.a.hangUp();
  await Promise.all([anna.untilHistory(live.id), live.b.until('ended')]);
  tellsNothing(JSON.stringify([olga.realtime.received, per.realtime.received]));
  const { calls, history, lines } = (await olga.freshSnapshot()).state;
  tellsNothing(JSON.stringify([[...calls], [...history], [...lines]]));
  for (const word of [olga.userId, olga.me.user.contactId, 'Olga Berg', 'sjobris', ...olga.me.user.numbers])
    expect(JSON.stringify(anna.realtime.received)).not.toContain(word);
});
