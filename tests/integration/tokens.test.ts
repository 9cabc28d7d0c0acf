import type { ServerMessage } from '../../src/contract/realtime';
import { patienceMs } from '../patience';
import { Product } from './product';
import { talk } from './talk';
import type { Colleague } from './colleague';

type Bye = Extract<ServerMessage, { type: 'bye' }>;
const isBye = (message: ServerMessage): message is Bye => message.type === 'bye';

let product: Product;
let bjorn: Colleague;

beforeAll(async () => {
  product = await Product.start();
  bjorn = await product.person('bjorn');
  await bjorn.phone();
});
afterAll(() => product.close());

test('a token expires in the middle of a call: without a new one the session ends, the call goes on', async () => {
  const anna = await product.person('anna', { tokenSeconds: 15 });
  await anna.phone();
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  const bye = await anna.realtime.next(isBye);
  expect(bye).toMatchObject({ reason: 'tokenExpired', problem: { code: 'auth.expired', status: 401 } });
  expect(await anna.realtime.closed).toBe(4401);
  await call.isHeard();
  expect(bjorn.card(call.id)?.state).toBe('active');

  // The window signs in anew and finds the call as it is.
  const again = await product.person('anna');
  expect(again.card(call.id)).toMatchObject({ state: 'active', direction: 'out' });
  expect((await again.realtime.command({ name: 'call.hold', callId: call.id })).ok).toBe(true);
  await call.b.hearsMusic();
  expect((await again.realtime.command({ name: 'call.resume', callId: call.id })).ok).toBe(true);
  await call.isHeard();
  call.a.hangUp();
  expect(await again.untilHistory(call.id)).toMatchObject({ outcome: 'answered' });
  await bjorn.untilState(call.id, 'ended');
});

test('a session that is given a new token in time goes on beyond the old one, and so does its call', async () => {
  const cecilia = await product.person('cecilia', { tokenSeconds: 15 });
  const startedMs = Date.now();
  cecilia.realtime.send({ type: 'token', token: await product.token('cecilia') });
  const accepted = await cecilia.realtime.next(
    (message): message is Extract<ServerMessage, { type: 'token.accepted' }> => message.type === 'token.accepted',
  );
  expect(accepted.tokenExpiresAtMs).toBeGreaterThan(startedMs + 60_000);
  await cecilia.phone();
  const call = await talk(cecilia.firstPhone, bjorn.firstPhone, bjorn.extension);
  // Past the old token's end, by the sound of the call itself.
  const { media } = call.a;
  await media?.until(
    () => Date.now() > startedMs + 17_000 && media.stats().received > 200,
    patienceMs,
    () => 'the old token to be over',
  );
  await call.isHeard();
  expect(cecilia.realtime.received.some(isBye)).toBe(false);
  expect((await cecilia.realtime.command({ name: 'call.hangUp', callId: call.id })).ok).toBe(true);
  expect(await cecilia.untilHistory(call.id)).toMatchObject({ outcome: 'answered', endReason: 'hungUp' });
  await call.b.until('ended');
});

test('another person’s token renews nothing', async () => {
  const david = await product.person('david', { tokenSeconds: 30 });
  david.realtime.send({ type: 'token', token: bjorn.token });
  expect(await david.realtime.next(isBye)).toMatchObject({ reason: 'protocol', problem: { code: 'auth.invalid' } });
});
