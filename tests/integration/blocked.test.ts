import { dial } from './talk';
import { Product } from './product';
import type { Colleague } from './colleague';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
const outside = '+46701234567';

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn] = await product.people('anna', 'bjorn');
  await Promise.all([anna.phone(), bjorn.phone()]);
  for (const number of [bjorn.extension, outside])
    expect((await anna.api('PUT', '/marked-numbers', { number, mark: 'blocked' })).status).toBe(200);
});
afterAll(() => product.close());

/** Anna's phone and window after a call that she was not to notice: an entry says blocked, and that is all. */
async function notices(callId: string, before: number): Promise<void> {
  await anna.until(() => anna.realtime.state.history.has(callId as never), 'the entry');
  expect(anna.realtime.state.history.get(callId as never)).toMatchObject({ outcome: 'blocked', direction: 'in' });
  expect(anna.firstPhone.calls).toEqual([]);
  expect(anna.card(callId as never)).toBeUndefined();
  const told = anna.realtime.received
    .slice(before)
    .flatMap((message) => (message.type === 'events' ? message.events.map(({ type }) => type) : []));
  expect(told).toEqual(['history.added']);
}

test('a colleague whom she has blocked hears busy, and her phone, card and line stay still', async () => {
  await bjorn.until(() => bjorn.lineOf(anna) === 'idle', 'her line to be known');
  const before = anna.realtime.received.length;
  const seen = bjorn.realtime.received.length;
  const { id, call } = dial(bjorn.firstPhone, anna.extension);
  await call.until('ended');
  expect(call.refusal?.status).toBe(486);
  expect(await bjorn.untilHistory(id)).toMatchObject({ outcome: 'busy', endReason: 'busy' });
  await notices(id, before);
  const sent = JSON.stringify(bjorn.realtime.received.slice(seen));
  expect(sent).not.toMatch(/block|"ringing"/i);
  expect(bjorn.lineOf(anna)).toBe('idle');
});

test('so does a number from outside; with the number gone from Blocked it rings again', async () => {
  const phone = await product.outside(outside);
  const before = anna.realtime.received.length;
  const call = phone.dial(anna.me.user.numbers[0] ?? '');
  await call.until('ended');
  expect(call.refusal?.status).toBe(486);
  await anna.until(() => [...anna.realtime.state.history.values()].length > 1, 'the second entry');
  const entry = [...anna.realtime.state.history.values()].find(({ other }) => other.number === outside);
  await notices(entry?.callId ?? '', before);
  await anna.api('PUT', '/marked-numbers', { number: outside, mark: null });
  const again = phone.dial(anna.me.user.numbers[0] ?? '');
  const rings = await anna.firstPhone.nextCall();
  await rings.until('ringing');
  again.hangUp();
  await product.isQuiet(anna, bjorn);
});
