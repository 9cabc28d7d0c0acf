import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { Product } from '../integration/product';
import { atMost, quantile, report } from './figure';

/**
 * B14: callers wait for an answer group with one agent, who hangs up and is free. From then until the phone rings for
 * whoever came first, and from the agent's answer until caller and agent hear each other; the whole product, over SIP.
 */
const callers = Number(process.argv[2] ?? 20);
const supportNumber = '+46851920001';

async function waits(product: Product, n: number): Promise<PhoneCall> {
  const phone: SipPhone = await product.outside(`+4670123${String(4000 + n)}`);
  const call = phone.dial(supportNumber, { toneHz: 600 });
  await call.until('established');
  await call.openMedia();
  await call.hearsMusic();
  return call;
}

const product = await Product.start();
const [anna, eva] = await product.people('anna', 'eva');
await anna.phone();
const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
const support = groups.find(({ number }) => number === supportNumber);
if (!support) throw new Error('the demo has no Support');
const { id, ...settings } = support;
const stay = { noneLoggedIn: null, allPaused: null, noneReachable: null };
const exits = { ...settings.exits, emptyOnEntry: stay, emptyWhileWaiting: stay };
await eva.api('PUT', `/administration/answer-groups/${id}`, { ...settings, exits });
const waiting: PhoneCall[] = [];
for (let n = 0; n < callers; n += 1) waiting.push(await waits(product, n));

const [ringMs, heardMs]: number[][] = [[], []];
await anna.realtime.command({ name: 'answerGroup.logIn' });
let freeAtMs = performance.now();
for (const caller of waiting) {
  // oxlint-disable-next-line no-await-in-loop -- the agent has one after the other
  const rings = await anna.firstPhone.nextCall();
  ringMs?.push(performance.now() - freeAtMs);
  const answeredAtMs = performance.now();
  rings.answer(900);
  await rings.until('established');
  await rings.openMedia();
  await Promise.all([caller.hearsTone(900), rings.hearsTone(600)]);
  heardMs?.push(performance.now() - answeredAtMs);
  rings.hangUp();
  freeAtMs = performance.now();
}
await product.close();

const figure = (what: string, values: readonly number[], part: number) => {
  const value = quantile(values, part);
  return { id: 'B14', what: `answer group: ${what}`, value: Math.round(value), unit: 'ms' };
};
// The first one follows a login.
const rung = ringMs?.slice(1) ?? [];
report([
  {
    ...figure('agent free → first caller rings, the middle one', rung, 0.5),
    goal: atMost(quantile(rung, 0.5), 500, 'ms'),
  },
  figure('agent free → first caller rings, p95', rung, 0.95),
  figure('answer → both hear, the middle one', heardMs ?? [], 0.5),
  figure('answer → both hear, p95', heardMs ?? [], 0.95),
]);
