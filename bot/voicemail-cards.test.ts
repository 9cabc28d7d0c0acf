import { randomUUID } from 'node:crypto';
import { demoOrganisations } from '../src/local/demo/organisations';
import { demoOrganisationId, demoUserId } from '../src/local/demo/ids';
import type { CallId, RecordingId } from '../src/contract/ids';
import { startBotWorkplace, type BotWorkplace } from '../tests/fakes/bot-workplace';
import { makeHistoryEntry } from '../tests/fakes/snapshot';

let workplace: BotWorkplace;
beforeAll(async () => {
  workplace = await startBotWorkplace();
});
afterAll(() => workplace.close());

/** Somebody leaves a message, and the person is to be told. */
async function leftFor(key: string) {
  const fjallbo = demoOrganisations[0] as (typeof demoOrganisations)[number];
  await workplace.post('/local/chat/open', { as: key, locale: 'en-US' });
  const callId = randomUUID() as CallId;
  const other = { name: 'Norrbäck Bygg AB', number: '+46701740640', contactId: null, userId: null };
  workplace.history.set(callId, makeHistoryEntry({ callId, other }));
  hear(callId, false);
  return { organisationId: demoOrganisationId(fjallbo), userId: demoUserId(fjallbo, { key }), callId };
}

const hear = (callId: CallId, heard: boolean) =>
  workplace.messages.set(callId, { id: randomUUID() as RecordingId, ms: 12_000, heard, transcript: null });

/** Without the greeting. */
const cardsOf = async (as: string) =>
  (await workplace.chatOf(as)).slice(1).flatMap(({ cards }) => cards.map((card) => JSON.stringify(card)));

test('a missed call and what was left in it are one card, which says when it was heard', async () => {
  const call = await leftFor('anna');
  await workplace.bot.notifyMissedCall(call);
  await workplace.bot.notifyMissedCall(call);
  expect(await cardsOf('anna')).toEqual([expect.stringContaining('"text":"Voicemail"')]);
  hear(call.callId, true);
  await workplace.bot.showMessage(call);
  expect(await cardsOf('anna')).toEqual([expect.stringContaining('"text":"Heard"')]);
});

test('a message that is deleted leaves the card of its call; restored it is there again', async () => {
  const call = await leftFor('eva');
  await workplace.bot.notifyMissedCall(call);
  workplace.messages.delete(call.callId);
  await workplace.bot.showMessage(call);
  const [card, ...more] = await cardsOf('eva');
  expect([card, more]).toEqual([expect.stringContaining('Missed call'), []]);
  expect(card).not.toContain('Voicemail');
  hear(call.callId, false);
  await workplace.bot.showMessage(call);
  expect(await cardsOf('eva')).toEqual([expect.stringContaining('"text":"Voicemail"')]);
});

test('who marks the card as handled still sees that there is a message', async () => {
  const call = await leftFor('david');
  await workplace.bot.notifyMissedCall(call);
  await workplace.bot.markCalledBack({ ...call, callId: randomUUID() as CallId, otherNumber: '+46701740640' });
  const [card] = await cardsOf('david');
  expect(card).toMatch(/"text":"Voicemail".*You called back/);
});

test('what becomes of an old message sends no card', async () => {
  const call = await leftFor('cecilia');
  await workplace.bot.showMessage(call);
  expect(await cardsOf('cecilia')).toEqual([]);
});
