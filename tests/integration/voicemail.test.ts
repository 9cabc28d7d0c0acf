import type { VoicemailPage, VoicemailPolicyView } from '../../src/contract/voicemail/voicemail';
import { SoundAddress } from '../../src/contract/sounds/sounds';
import { readOggOpus } from '../../src/sound/ogg-opus';
import { aSegment, startTranscriber, type Transcriber } from '../fakes/transcriber';
import { eventually } from '../fakes/waiters';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import type { Colleague } from './colleague';
import { callsMailbox, ownToneHz, speaksGreeting } from './own-mailbox';
import { Product } from './product';

let product: Product;
let transcriber: Transcriber;
let david: Colleague;
let bjorn: Colleague;
let outside: SipPhone;
beforeAll(async () => {
  transcriber = await startTranscriber({ kind: 'openai', key: 'the-key-of-a-machine' });
  product = await Product.start({
    ...{ TRANSCRIPTION: 'openai', TRANSCRIPTION_URL: transcriber.config.url },
    TRANSCRIPTION_KEY: 'the-key-of-a-machine',
  });
  [david, bjorn] = await product.people('david', 'bjorn');
  outside = await product.outside('+46701234567');
});
afterAll(async () => {
  await product.close();
  await transcriber.close();
});

const packetsPerSecond = 50;
/** Of the tone that the caller has in the place of words. */
const toneHz = 600;

/** Calls somebody none of whose devices can be reached, hears the beep and speaks for so long. */
async function speak(seconds: number): Promise<PhoneCall> {
  const call = outside.dial(david.me.user.numbers[0] ?? '', { toneHz });
  await call.until('established');
  const media = await call.openMedia();
  await call.hearsTone(1_000);
  const before = media.stats().sent;
  await media.until(
    () => media.stats().sent - before >= seconds * packetsPerSecond,
    120_000,
    () => `${media.stats().sent - before} packets`,
  );
  return call;
}

const messages = async () => (await david.api('GET', '/voicemail')).json<VoicemailPage>().messages;

test('who calls in vain leaves a message, which its person alone can play, in parts too', async () => {
  const call = await speak(4);
  call.hangUp();
  await eventually('the message', async () => (await messages()).length === 1);
  const [message] = await messages();
  expect(message).toMatchObject({ from: { number: '+46701234567' }, heard: false, cutShort: false });
  expect(Math.abs((message?.ms ?? 0) - 4_000)).toBeLessThan(1_500);
  const { url } = (await david.api('POST', `/voicemail/${message?.id}/address`)).json<SoundAddress>();
  const whole = await fetch(product.url + url);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/ogg; codecs=opus']);
  expect(readOggOpus(Buffer.from(await whole.arrayBuffer())).length).toBeGreaterThan(150);
  expect((await fetch(product.url + url, { headers: { range: 'bytes=0-99' } })).status).toBe(206);
  const bjorns = { authorization: `Bearer ${await product.token('bjorn')}` };
  expect((await fetch(product.url + url, { headers: bjorns })).status).toBe(404);
  expect((await bjorn.api('POST', `/voicemail/${message?.id}/address`)).status).toBe(404);
});

test('hardly a word is a missed call, and no message', async () => {
  const before = (await messages()).length;
  const entries = () => [...david.realtime.state.history.values()];
  const known = entries().length;
  const call = await speak(1);
  call.hangUp();
  await david.until(() => entries().length > known, 'the missed call');
  expect(entries()[0]).toMatchObject({ outcome: 'missed' });
  await product.isQuiet(david);
  expect(await messages()).toHaveLength(before);
});

test('what is said is written down once an administrator wants it, and not before', async () => {
  expect(transcriber.asked).toEqual([]);
  const [eva] = await product.people('eva');
  const { canTranscribe, ...policy } = (await eva.api('GET', '/administration/voicemail')).json<VoicemailPolicyView>();
  expect([canTranscribe, policy.transcribe]).toEqual([true, false]);
  await eva.api('PUT', '/administration/voicemail', { ...policy, transcribe: true });
  transcriber.answers([aSegment(' Ring mig i morgon.')]);
  const call = await speak(3);
  call.hangUp();
  await eventually('the text', async () => (await messages())[0]?.transcript !== null);
  expect((await messages()).map(({ transcript }) => transcript?.text)).toEqual(['Ring mig i morgon.', undefined]);
  expect(transcriber.asked).toHaveLength(1);
  expect(Math.abs((transcriber.asked[0]?.ms ?? 0) - 3_000)).toBeLessThan(1_500);
});

test('by *98 its person hears of a message, deletes it, and speaks the greeting that callers hear', async () => {
  const phone = await david.phone();
  const mailbox = await callsMailbox(david, phone);
  const before = (await messages()).length;
  await mailbox.press('#');
  await mailbox.press('7');
  await eventually('the message to be gone', async () => (await messages()).length === before - 1);
  await mailbox.press('*');
  await eventually('the message to be back', async () => (await messages()).length === before);
  await speaksGreeting(david, mailbox);
  mailbox.call.hangUp();
  await phone.close();
  const caller = outside.dial(david.me.user.numbers[0] ?? '', { toneHz: 300 });
  await caller.until('established');
  await caller.hearsTone(ownToneHz);
  caller.hangUp();
});
