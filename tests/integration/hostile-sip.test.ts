import { sipRequest } from '../fakes/raw-sip';
import type { RawSip } from '../fakes/raw-sip';
import { mutations, tortureMessages } from '../suites/sip-torture';
import { dial, talk } from './talk';
import { eventually } from '../fakes/waiters';
import { isQuiet } from './colleague';
import { Product } from './product';
import type { Colleague } from './colleague';

const domain = 'fjallbo.vaxel';
const contact = 'Contact: <sip:raw@raw.invalid;transport=ws>';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
/** Extension 1009: the torture messages come in the name of this person. */
let jose: Colleague;
let olga: Colleague;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, jose, olga] = await product.people('anna', 'bjorn', 'jose', 'olga');
  await Promise.all([anna.phone(), bjorn.phone(), olga.phone()]);
});
afterAll(() => product.close());

test('malformed, mutated and oversized SIP: a call goes on, the server lives, no call hangs', async () => {
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await call.isHeard();
  const account = await jose.enrol();
  let raw: RawSip = await product.raw();
  await raw.register(account);
  let sent = 0;
  for (const message of [...Object.values(tortureMessages(domain)), ...mutations(domain, 250, 20_261_122)]) {
    if (raw.isClosed) {
      raw = await product.raw();
      await raw.register(account);
    }
    raw.send(message);
    sent += 1;
    // An answer behind it from time to time: what was sent has been dealt with, and is not just lying in a buffer.
    if (sent % 25 === 0)
      await Promise.race([
        raw.request('OPTIONS', `sip:${domain}`, account.addressOfRecord, account.addressOfRecord),
        raw.closed(),
      ]);
  }
  for (const text of [`OPTIONS sip:${domain} SIP/2.0\r\n${'X'.repeat(70_000)}`, 'x'.repeat(1_000_000)]) {
    const huge = await product.raw();
    huge.send(text);
    await huge.closed();
  }
  raw.close();
  await call.isHeard();
  expect(call.a.media?.stats().lost).toBeLessThan(20);
  expect(call.b.media?.stats().lost).toBeLessThan(20);
  expect((await product.get('/readyz')).status).toBe(200);
  // Whatever of it was a good INVITE rang here, and has stopped with its socket.
  await Promise.all(
    bjorn
      .callsOnPhones()
      .slice(1)
      .map((each) => each.until('ended')),
  );
  await eventually(
    'no other open call',
    async () => (await product.sql('select id from call where state <> $1', ['ended'])).length === 1,
  );
  await eventually('José’s line to be quiet', () => Promise.resolve(isQuiet(anna.lineOf(jose))));
  expect(anna.card(call.id)?.state).toBe('active');
  call.b.hangUp();
  expect(await anna.untilHistory(call.id)).toMatchObject({ outcome: 'answered', endReason: 'hungUp' });
  await product.isQuiet(anna, bjorn);
});

/** What an answer tells, without what differs from message to message. */
const told = (text: string) => text.replace(/^(Via|From|To|Call-ID|CSeq|WWW-Authenticate):.*$/gim, '').trim();

test('a device that has not registered connects nobody and cannot tell who exists', async () => {
  const raw = await product.raw();
  const invite = (user: string, from = `sip:1001@${domain}`) =>
    raw.request('INVITE', `sip:${user}@${domain}`, from, `sip:${user}@${domain}`, [contact]);
  const known = await invite('1002');
  const unknown = await invite('1999');
  expect([known.status, unknown.status]).toEqual([403, 403]);
  expect(told(known.text)).toBe(told(unknown.text));

  const account = await jose.enrol();
  const register = (addressOfRecord: string, username: string) =>
    raw.register({ addressOfRecord, username, password: 'guessed' });
  const wrong = await register(account.addressOfRecord, account.username);
  const nobody = await register(`sip:1999@${domain}`, '00000000-0000-4000-8000-000000000000');
  expect(wrong.status).toBeGreaterThanOrEqual(400);
  expect(wrong.status).toBe(nobody.status);
  expect(told(wrong.text)).toBe(told(nobody.text));
  expect((await invite('1002')).status).toBe(403);
  raw.close();
});

test('a forged From is refused, from a colleague’s phone as from the other organisation’s', async () => {
  const seen = bjorn.callsOnPhones().length;
  for (const [phone, from] of [
    [anna.firstPhone, `sip:1003@${domain}`],
    [anna.firstPhone, 'sip:1001@sjobris.vaxel'],
    [olga.firstPhone, `sip:1001@${domain}`],
  ] as const) {
    const { id, call } = dial(phone, `1002@${domain}`, { from });
    await call.until('ended');
    expect(call.refusal?.status).toBe(403);
    expect(await product.sql('select id from call where id = $1', [id])).toEqual([]);
  }
  expect(bjorn.callsOnPhones()).toHaveLength(seen);
});

test('a user of another organisation reaches nobody here and learns nothing', async () => {
  const seen = { calls: bjorn.callsOnPhones().length, history: (await bjorn.history()).length };
  // Into the domain: the same for those who exist as for those who do not.
  const answers = [];
  for (const target of [`1002@${domain}`, `1999@${domain}`, '1002@nowhere.vaxel']) {
    const { call } = dial(olga.firstPhone, target);
    await call.until('ended');
    answers.push(call.refusal);
  }
  expect(answers[0]?.status).toBe(404);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  // In the own domain, by extension or by a number that nobody has: unknown. (A public number rings as from outside:
  // between-organisations.)
  for (const target of ['1002', '+46899999999']) {
    const { id, call } = dial(olga.firstPhone, target);
    expect(await olga.untilState(id, 'ended')).toMatchObject({
      endReason: 'unknownNumber',
      other: { name: null, contactId: null, userId: null },
    });
    await call.until('ended');
    expect(call.refusal?.status).toBe(404);
  }
  // Registered in the other domain with good credentials of the own one.
  const account = await olga.enrol();
  const raw = await product.raw();
  const refused = await raw.register({ ...account, addressOfRecord: `sip:1002@${domain}` });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  // Registered as oneself, but sent in a colleague's name and to his address.
  await raw.register(account);
  raw.send(
    sipRequest({
      method: 'INVITE',
      uri: `sip:1002@${domain}`,
      from: `sip:1001@${domain}`,
      to: `sip:1002@${domain}`,
      cseq: 50,
      callId: 'forged',
      extra: [contact],
    }),
  );
  expect((await raw.take((message) => message.header('CSeq') === '50 INVITE' && message.status >= 200)).status).toBe(
    403,
  );
  raw.close();

  // A good call is the next thing that Björn hears of.
  const { id, call } = dial(anna.firstPhone, bjorn.extension);
  await call.until('ringing');
  expect(
    bjorn
      .callsOnPhones()
      .slice(seen.calls)
      .map((rings) => rings.header('X-Vaxel-Call')),
  ).toEqual([id]);
  call.hangUp();
  await bjorn.untilHistory(id);
  expect(await bjorn.history()).toHaveLength(seen.history + 1);
  await product.isQuiet(anna, bjorn);
});

test('nobody takes over a call with the right ids but its owner’s own phone', async () => {
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  const { dialog } = call.a;
  const strangers = [
    ['the other party’s own phone', bjorn.firstPhone, 403],
    ['a colleague', await jose.phone(), 403],
    ['another organisation', olga.firstPhone, 481],
  ] as const;
  for (const [who, phone, status] of strangers) {
    const taking = phone.dial('1001', { replaces: dialog, toneHz: 1300 });
    await taking.until('ended');
    expect([who, taking.refusal?.status]).toEqual([who, status]);
  }
  const raw = await product.raw();
  const value = `Replaces: ${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`;
  expect(
    (await raw.request('INVITE', `sip:1001@${domain}`, `sip:1001@${domain}`, `sip:1001@${domain}`, [contact, value]))
      .status,
  ).toBe(403);
  raw.close();
  await call.isHeard();

  const second = await anna.phone();
  const taken = second.dial('1001', { replaces: dialog, toneHz: 1300 });
  await taken.until('established');
  await Promise.all([call.b.hearsTone(1300), taken.hearsTone(900), call.a.until('ended')]);
  taken.hangUp();
  expect(await anna.untilHistory(call.id)).toMatchObject({ outcome: 'answered', endReason: 'hungUp' });
  await product.isQuiet(anna, bjorn);
});
