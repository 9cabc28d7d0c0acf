import { randomUUID } from 'node:crypto';
import { freePorts } from '../../src/local/asterisk/ports';
import { serverOn, startAsteriskFor } from '../fakes/asterisk-switch';
import { dial, talk } from '../integration/talk';
import { Product } from '../integration/product';
import { atMost, median, ratioAtMost, report } from './figure';

/**
 * R1 on Asterisk: the server is killed with -9 again and again while two people talk, two are in a call on hold with
 * music, and a call rings that is answered by the next server. What is measured: calls that did not live through it,
 * packets of the talk that were lost, the time from the next server's start until it has carried out a command of each
 * call, and the records.
 */
const kills = Number(process.argv[2] ?? 50);
const people = ['anna', 'bjorn', 'cecilia', 'david', 'eva', 'asa'] as const;
type Person = Awaited<ReturnType<Product['person']>>;

const ports = await freePorts();
const asterisk = await startAsteriskFor(ports);
const quietMs = performance.now();
const product = await Product.start(serverOn(asterisk, ports));
const freshMs = performance.now() - quietMs;
const [anna, bjorn, cecilia, david, eva, asa] = await product.people(...people);
const all = [anna, bjorn, cecilia, david, eva, asa];
const windows = people.map(() => randomUUID());
await Promise.all(all.map((person, at) => person.phone({}, windows[at])));

const command = async (person: Person, name: 'call.hold' | 'call.resume' | 'call.mute', callId: string) => {
  const said = name === 'call.mute' ? { name, callId, muted: false } : { name, callId };
  const ack = await person.realtime.command(said as Parameters<typeof person.realtime.command>[0]);
  if (!ack.ok) throw new Error(`${name}: ${JSON.stringify(ack)}`);
};

const steady = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
const held = await talk(cecilia.firstPhone, david.firstPhone, david.extension);
await david.untilState(held.id, 'active');
await command(david, 'call.hold', held.id);
await held.a.hearsMusic();

process.once('uncaughtExceptionMonitor', () => process.stderr.write(product.output));
const [ready, control]: [number[], number[]] = [[], []];
const answered: string[] = [];
let caller = eva.firstPhone;
let dropped = 0;
for (let kill = 0; kill < kills; kill += 1) {
  const ringing = dial(caller, asa.extension, { toneHz: 600 });
  let rings = await asa.firstPhone.nextCall();
  while (rings.header('X-Vaxel-Call') !== ringing.id) rings = await asa.firstPhone.nextCall();
  await ringing.call.until('ringing');
  await product.kill();
  const startMs = performance.now();
  await product.startAgain();
  ready.push(performance.now() - startMs);
  const [annaNow, davidNow, evaNow, asaNow] = await product.people('anna', 'david', 'eva', 'asa');
  await Promise.all([command(annaNow, 'call.mute', steady.id), command(davidNow, 'call.resume', held.id)]);
  rings.answer(900);
  await ringing.call.until('established');
  control.push(performance.now() - startMs);
  await Promise.all([steady.isHeard(), held.isHeard(), ringing.call.hearsTone(900), rings.hearsTone(600)]);
  await command(davidNow, 'call.hold', held.id);
  await held.a.hearsMusic();
  const calls = [steady.a, steady.b, held.a, held.b, ringing.call, rings];
  dropped += calls.filter(({ state }) => state !== 'established').length;
  ringing.call.hangUp();
  if ((await evaNow.untilHistory(ringing.id)).outcome === 'answered') answered.push(ringing.id);
  // A window learns that the new server does not know it, and is rung by the connection that it has.
  await asaNow.untilReachable(await asaNow.enrol('Test', windows[5]));
  const before = caller;
  caller = await evaNow.phone();
  await before.close();
  for (const person of [annaNow, davidNow, evaNow, asaNow]) person.leave();
  process.stderr.write(
    `${kill + 1}: ready ${Math.round(ready.at(-1) ?? 0)} ms, all obey ${Math.round(control.at(-1) ?? 0)} ms\n`,
  );
}
const lost = (steady.a.media?.stats().lost ?? 0) + (steady.b.media?.stats().lost ?? 0);
const rows = await product.sql('select call_id, count(*) from history where call_id = any($1) group by call_id', [
  answered,
]);
const wrong = kills - answered.length + (kills - rows.filter(({ count }) => Number(count) === 2).length);
await product.close();
await asterisk.stop();

const round = (value: number): number => Math.round(value);
const slowest = round(Math.max(...control));
report([
  {
    id: 'R1',
    what: `legs that did not live through ${kills} kills`,
    value: dropped,
    unit: '',
    goal: atMost(dropped, 0),
  },
  { id: 'R1', what: 'packets of a talk lost meanwhile', value: lost, unit: '', goal: atMost(lost, 0) },
  { id: 'R1', what: 'records that are not whole', value: wrong, unit: '', goal: atMost(wrong, 0) },
  {
    id: 'R1',
    what: 'from the start until every call obeys, slowest',
    value: slowest,
    unit: 'ms',
    goal: atMost(slowest, 3_000, 'ms'),
  },
  {
    id: 'R1',
    what: 'from the start until it is ready',
    value: round(median(ready)),
    unit: 'ms',
    peer: { what: 'the first start, on empty data', value: round(freshMs) },
    goal: ratioAtMost(median(ready), freshMs, 3),
  },
]);
