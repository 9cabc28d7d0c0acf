import type { AnswerGroupAdminList, AnswerGroupAdminView } from '../../src/contract/answer-groups/settings';
import type { SoundId } from '../../src/contract/ids';
import type { SoundOfOwner } from '../../src/contract/sounds/sounds';
import type { SipPhone } from '../fakes/sip-phone';
import { wavOf } from '../fakes/wav';
import type { Colleague } from './colleague';
import { Product } from './product';

const supportNumber = '+46851920001';
const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };

let product: Product;
let anna: Colleague;
let eva: Colleague;
let outside: SipPhone;
let support: AnswerGroupAdminView;
beforeAll(async () => {
  product = await Product.start();
  [anna, eva] = await product.people('anna', 'eva');
  await anna.phone();
  outside = await product.outside('+46701234567');
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  support = groups.find(({ number }) => number === supportNumber) as AnswerGroupAdminView;
});
afterAll(() => product.close());

/** Tones in the place of words: each sound of the group has its own. */
async function upload(name: string, hz: number, ms: number): Promise<SoundId> {
  const path = `/api/administration/sounds?group=${support.id}&name=${name}`;
  const headers = { Authorization: `Bearer ${eva.token}`, 'Content-Type': 'application/octet-stream' };
  const body = new Uint8Array(wavOf(hz, 8_000, ms));
  const response = await fetch(product.url + path, { method: 'POST', headers, body });
  return ((await response.json()) as SoundOfOwner).id;
}

/** Callers wait also while nobody is logged in. */
async function change(settings: Partial<AnswerGroupAdminView>): Promise<number> {
  const { id, ...before } = support;
  const exits = { ...before.exits, emptyOnEntry: waits, emptyWhileWaiting: waits };
  const body = { ...before, exits, ...settings };
  return (await eva.api('PUT', `/administration/answer-groups/${id}`, body)).status;
}

async function calls() {
  const call = outside.dial(supportNumber, { toneHz: 600 });
  await call.until('established');
  await call.openMedia();
  return call;
}

test('callers hear the welcome, and then the music of the group; an agent who answers talks at once', async () => {
  const says = { place: false, time: false, greeting: null };
  const [welcome, music] = [await upload('Welcome', 440, 3_000), await upload('Music', 1_300, 2_000)];
  expect(await change({ says: { ...says, welcome, music } })).toBe(204);
  const call = await calls();
  await call.hearsTone(440);
  await call.hearsTone(1_300);
  expect(await anna.realtime.command({ name: 'answerGroup.logIn' })).toMatchObject({ ok: true });
  const rings = await anna.firstPhone.nextCall();
  rings.answer(900);
  await rings.until('established');
  await rings.openMedia();
  await Promise.all([call.hearsTone(900), rings.hearsTone(600)]);
  call.hangUp();
  await rings.until('ended');
  // Long enough that nobody could answer after it.
  const long = await upload('Long', 500, 120_000);
  expect(await change({ says: { ...says, welcome: long, music: null } })).toBe(204);
  const again = await calls();
  await again.hearsTone(500);
  const next = await anna.firstPhone.nextCall();
  next.answer(900);
  await next.until('established');
  await next.openMedia();
  await Promise.all([again.hearsTone(900), next.hearsTone(600)]);
  again.hangUp();
  await next.until('ended');
  expect(await anna.realtime.command({ name: 'answerGroup.logOut' })).toMatchObject({ ok: true });
});

test('the standard welcome and the place are spoken, and the music goes on after them', async () => {
  const says = { welcome: 'standard', place: true, time: true, music: null, greeting: null } as const;
  expect(await change({ says })).toBe(204);
  const call = await calls();
  await call.hearsMusic();
  call.hangUp();
  await call.until('ended');
});

test('a sound that is deleted is heard no more, and cannot be chosen; nor can one of another group', async () => {
  const says = { place: false, time: false, music: null, greeting: null };
  const welcome = await upload('Gone', 440, 60_000);
  expect(await change({ says: { ...says, welcome } })).toBe(204);
  expect((await eva.api('DELETE', `/administration/sounds/${welcome}?group=${support.id}`)).status).toBe(204);
  const refused = await eva.api('PUT', `/administration/answer-groups/${support.id}`, {
    ...{ ...support, says: { ...says, welcome } },
  });
  expect([refused.status, refused.json()]).toMatchObject([422, { code: 'answerGroups.unknownSound' }]);
});

test('who leaves the group a message hears the greeting of the group before the beep', async () => {
  const greeting = await upload('Greeting', 700, 2_000);
  const says = { welcome: 'none', place: false, time: false, music: null, greeting } as const;
  const toVoicemail = { ...waits, noneLoggedIn: { to: 'voicemail' } as const };
  expect(await change({ says, exits: { ...support.exits, emptyOnEntry: toVoicemail } })).toBe(204);
  const call = await calls();
  await call.hearsTone(700);
  await call.hearsTone(1_000);
  call.hangUp();
});
