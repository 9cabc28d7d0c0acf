import { createHmac, randomUUID } from 'node:crypto';
import type { SipCredentials } from '../../src/contract/devices/devices';
import { Product } from './product';
import { dial, talk } from './talk';

const turnSecret = 'a-secret-shared-with-the-relay';
const [customer, stranger] = ['+46701740605', '+46812345678'];

let product: Product;
beforeAll(async () => {
  const turn = { TURN_URLS: 'turn:127.0.0.1:9', TURN_SECRET: turnSecret };
  product = await Product.start({ LOG_LEVEL: 'debug', ...turn });
});
afterAll(() => product.close());

test('the log of a whole day’s work, at its most talkative, has no number, token or secret', async () => {
  const [anna, bjorn] = await product.people('anna', 'bjorn');
  const account = (
    await anna.api('POST', '/devices', { windowId: randomUUID(), kind: 'tab', label: 'x' })
  ).json<SipCredentials>();
  const phone = await product.phone(account).register();
  const desk = await bjorn.phone();
  const outside = await product.outside(customer);

  // Calls inside, from outside, to outside where nobody is, and one that the rules refuse.
  const inside = await talk(phone, desk, bjorn.extension);
  inside.a.hangUp();
  await anna.untilHistory(inside.id);
  const number = anna.me.user.numbers[0] ?? '';
  expect(number).toMatch(/^\+46\d{8,}$/);
  const incoming = outside.dial(number);
  const rings = await phone.nextCall();
  rings.answer(900);
  await incoming.until('established');
  incoming.hangUp();
  await rings.until('ended');
  for (const dialled of [stranger, '+4600000000000000000']) {
    const { id, call } = dial(phone, dialled);
    await call.until('ended');
    await anna.untilHistory(id);
  }

  // A password that is wrong, a token that is none, and one that is whole and of another audience.
  const wrong = 'the-wrong-password-of-a-phone';
  await product
    .phone({ ...account, password: wrong })
    .register()
    .catch(() => undefined);
  const forged = `${anna.token.split('.').slice(0, 2).join('.')}.forged-signature-of-nobody`;
  expect((await product.get('/api/me', forged)).status).toBe(401);
  expect((await product.request('POST', '/api/messages', forged, { text: stranger })).status).toBe(401);
  expect((await anna.api('POST', '/own-contacts', { name: 'x'.repeat(5_000), numbers: [customer] })).status).toBe(400);

  await product.end();
  const log = product.output;
  expect(log.split('\n').filter((line) => line.startsWith('{')).length).toBeGreaterThan(20);
  const [ice] = account.iceServers;
  const secrets = {
    ...{ token: anna.token, signature: anna.token.split('.')[2] ?? '', other: bjorn.token, forged },
    ...{ password: account.password, wrong, turnSecret, relay: ice?.credential ?? '' },
    nonce: account.nonce ?? '',
    again: createHmac('sha1', turnSecret)
      .update(ice?.username ?? '')
      .digest('base64'),
  };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length).toBeGreaterThan(10);
    expect({ name, isInLog: log.includes(secret) }).toEqual({ name, isInLog: false });
  }
  for (const whole of [customer, stranger, number]) {
    expect(log).not.toContain(whole);
    expect(log).not.toContain(whole.slice(1));
    expect(log).not.toContain(whole.slice(3));
  }
});
