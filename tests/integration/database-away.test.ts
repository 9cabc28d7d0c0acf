import { randomUUID } from 'node:crypto';
import { errorCatalogue } from '../../src/contract/errors';
import { dial, talk } from './talk';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import type { Colleague } from './colleague';

const awayMs = 10_000;

let product: Product;
let people: Colleague[];
/** Stopped processes must go on before anything else can end. */
let stopped: number[] = [];

beforeAll(async () => {
  product = await Product.start();
  people = await product.people('anna', 'bjorn', 'cecilia', 'david');
  await Promise.all(people.map((person) => person.phone()));
});
afterAll(async () => {
  goOn();
  await product.close();
});

async function stopDatabase(): Promise<void> {
  stopped = await product.databaseProcesses();
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
}

function goOn(): void {
  for (const pid of stopped.splice(0)) process.kill(pid, 'SIGCONT');
}

test('the database is gone for 10 s: calls go on, begin and end; REST says 503; nothing is lost', async () => {
  const [anna, bjorn, cecilia, david] = people as [Colleague, Colleague, Colleague, Colleague];
  const before = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await Promise.all([anna.untilState(before.id, 'active'), before.isHeard()]);
  expect((await product.get('/readyz')).status).toBe(200);

  await stopDatabase();
  const goneMs = performance.now();
  // Asked at once, answered when their patience is over.
  const readiness = product.get('/readyz');
  const rest = Promise.all(['/history', '/me', '/contacts?q=li', '/settings'].map((path) => anna.api('GET', path)));
  const enrolment = anna.api('POST', '/devices', { windowId: randomUUID(), kind: 'tab', label: 'New' });

  // A call is made meanwhile, answered, heard, held, taken back and hung up.
  const during = await talk(cecilia.firstPhone, david.firstPhone, david.extension);
  await during.isHeard();
  expect((await cecilia.realtime.command({ name: 'call.hold', callId: during.id })).ok).toBe(true);
  await during.b.hearsMusic();
  expect((await cecilia.realtime.command({ name: 'call.resume', callId: during.id })).ok).toBe(true);
  await during.isHeard();
  during.a.hangUp();
  await Promise.all([
    during.b.until('ended'),
    cecilia.untilState(during.id, 'ended'),
    david.untilState(during.id, 'ended'),
  ]);
  // One is missed meanwhile, and the call that went on is hung up.
  const missed = dial(cecilia.firstPhone, david.extension);
  await david.firstPhone.nextCall();
  missed.call.hangUp();
  await Promise.all([missed.call.until('ended'), david.untilState(missed.id, 'ended')]);
  await before.isHeard();

  const refused = [...(await rest), await enrolment];
  for (const answer of refused) {
    expect(answer.status).toBe(errorCatalogue['server.unavailable'].status);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'server.unavailable', status: 503 });
  }
  expect((await readiness).status).toBe(503);
  await before.isHeard();
  await before.a.media?.until(
    () => performance.now() - goneMs > awayMs,
    awayMs + 5_000,
    () => 'ten seconds without database',
  );
  before.b.hangUp();
  await Promise.all([before.a.until('ended'), bjorn.untilState(before.id, 'ended')]);
  expect((await product.get('/readyz')).status).toBe(503);
  goOn();

  await eventually('the server to be ready again', async () => (await product.get('/readyz')).status === 200);
  const expected = [
    [anna, before.id, 'out', 'answered'],
    [bjorn, before.id, 'in', 'answered'],
    [cecilia, during.id, 'out', 'answered'],
    [david, during.id, 'in', 'answered'],
    [cecilia, missed.id, 'out', 'cancelled'],
    [david, missed.id, 'in', 'missed'],
  ] as const;
  for (const [person, callId, direction, outcome] of expected) {
    await eventually(`${person.key}'s record to be stored`, async () =>
      (await person.history()).some((entry) => entry.callId === callId),
    );
    const records = (await person.history()).filter((entry) => entry.callId === callId);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ direction, outcome });
    expect(person.realtime.state.history.get(callId)).toEqual(records[0]);
  }
  await product.isQuiet(...people);
  expect(people.map((person) => person.realtime.faults)).toEqual([[], [], [], []]);
  // And all is as before.
  const after = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await after.isHeard();
  after.a.hangUp();
  expect(await anna.untilHistory(after.id)).toMatchObject({ outcome: 'answered' });
});

test('PostgreSQL is killed in a call: it comes back by itself, the call and its record are whole', async () => {
  const [anna, bjorn] = people as [Colleague, Colleague];
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  const [postmaster] = await product.databaseProcesses();
  process.kill(postmaster, 'SIGKILL');
  await call.isHeard();
  call.a.hangUp();
  await call.b.until('ended');
  await eventually('a new PostgreSQL', async () => (await product.get('/readyz')).status === 200);
  await eventually('the record', async () =>
    (await bjorn.history()).some(({ callId, outcome }) => callId === call.id && outcome === 'answered'),
  );
  await product.isQuiet(anna, bjorn);
});
