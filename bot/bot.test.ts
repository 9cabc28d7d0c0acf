import { randomUUID } from 'node:crypto';
import type { HistoryEntry } from '../src/contract/history/history';
import type { SaidToGroups } from '../src/answer-groups/said';
import type { CallId } from '../src/contract/ids';
import { demoAccounts } from '../src/local/demo/accounts';
import { demoOrganisations } from '../src/local/demo/organisations';
import { demoOrganisationId, demoUserId } from '../src/local/demo/ids';
import type { ChatMessage } from '../src/local/connector/feed';
import { startBotWorkplace, type BotWorkplace } from '../tests/fakes/bot-workplace';
import { definitionOf } from '../tabs/fakes/activity-samples';
import { makeHistoryEntry } from '../tests/fakes/snapshot';

let workplace: BotWorkplace;
beforeAll(async () => {
  workplace = await startBotWorkplace();
});
afterAll(() => workplace.close());

const fjallbo = demoOrganisations[0] as (typeof demoOrganisations)[number];

function userOf(key: string) {
  const organisation = demoOrganisations.find(({ users }) => users.some((user) => user.key === key)) ?? fjallbo;
  return { organisationId: demoOrganisationId(organisation), userId: demoUserId(organisation, { key }) };
}

/** Puts a call into the call list and says whom to tell. */
function missedBy(key: string, changes: Partial<HistoryEntry> = {}) {
  const callId = randomUUID() as CallId;
  const entry = makeHistoryEntry({
    callId,
    other: { name: 'Norrbäck Bygg AB', number: '+46701740640', contactId: null, userId: null },
    startedAtMs: Date.UTC(2026, 10, 22, 13, 5),
    endedAtMs: Date.UTC(2026, 10, 22, 13, 5, 20),
    ...changes,
  });
  workplace.history.set(callId, entry);
  return { ...userOf(key), callId };
}

async function open(as: string, locale = 'en-US'): Promise<void> {
  expect((await workplace.post('/local/chat/open', { as, locale })).status).toBe(204);
}

const cardsOf = (messages: readonly ChatMessage[]) =>
  messages.flatMap(({ cards }) => cards).map((card) => JSON.stringify(card));
const missedCards = async (as: string) =>
  cardsOf(await workplace.chatOf(as)).filter((card) => /Missed call|Missat samtal/.test(card) && !/Växel/.test(card));

async function press(as: string, activityId: string, callId: string): Promise<unknown> {
  const action = { type: 'Action.Execute', verb: 'missedCall.handled', data: { callId } };
  const response = await workplace.post('/local/chat/actions', { as, activityId, action });
  return ((await response.json()) as { body: unknown }).body;
}

test('who opens the app for the first time is greeted once, in the language of Teams', async () => {
  await open('asa', 'sv-SE');
  await open('asa', 'sv-SE');
  expect(cardsOf(await workplace.chatOf('asa'))).toEqual([expect.stringContaining('Växel är här')]);
  await open('jose', 'en-GB');
  expect(cardsOf(await workplace.chatOf('jose'))).toEqual([expect.stringContaining('Växel is here')]);
});

test('a chat that is opened in another language greets nobody anew, and the cards from then on are in it', async () => {
  await open('sara');
  await open('sara', 'sv-SE');
  await workplace.bot.notifyMissedCall(missedBy('sara'));
  const [greeting, card, ...more] = cardsOf(await workplace.chatOf('sara'));
  expect(greeting).toContain('Växel is here');
  expect(card).toContain('Missat samtal');
  expect(more).toEqual([]);
});

test('a missed call makes one card, however often the job runs, also at the same time', async () => {
  await open('anna');
  const key = missedBy('anna');
  const runs = await Promise.allSettled([workplace.bot.notifyMissedCall(key), workplace.bot.notifyMissedCall(key)]);
  expect(runs.some(({ status }) => status === 'fulfilled')).toBe(true);
  await workplace.bot.notifyMissedCall(key);
  const [card, ...more] = await missedCards('anna');
  expect(more).toEqual([]);
  expect(card).toContain('Norrbäck Bygg AB');
  expect(card).toContain('070-174 06 40 (+46 70 174 06 40)');
  // 13:05 UTC is 14:05 in Stockholm.
  expect(card).toMatch(/Sun.*22 Nov.*14:05/);
  const actions = (JSON.parse(card ?? '{}') as { actions: { type: string; url?: string }[] }).actions;
  expect(actions.map(({ type }) => type)).toEqual(['Action.OpenUrl', 'Action.Execute']);
  expect(decodeURIComponent(actions[0]?.url ?? '')).toContain('"subEntityId":"call/+46701740640"');
});

test('the card says which number was called to somebody with several', async () => {
  await open('anna');
  const [number, ...others] = await workplace.database.db
    .selectFrom('user_number')
    .selectAll()
    .where('user_id', '=', userOf('anna').userId)
    .orderBy('position')
    .execute();
  expect(others.length).toBeGreaterThan(0);
  const before = (await missedCards('anna')).length;
  await workplace.bot.notifyMissedCall(missedBy('anna', { calledNumber: number?.number ?? null }));
  const card = (await missedCards('anna'))[before];
  const { body } = JSON.parse(card ?? '{}') as { body: { facts?: { title: string; value: string }[] }[] };
  const said = body.flatMap(({ facts = [] }) => facts).find(({ title }) => title === 'To')?.value;
  expect(said).toContain(number?.label);
  expect(said?.replace(/\D/g, '')).toContain(number?.number.slice(3));
});

test('a call from a hidden number cannot be called back', async () => {
  await open('fatima', 'sv-SE');
  await workplace.bot.notifyMissedCall(
    missedBy('fatima', { other: { name: null, number: null, contactId: null, userId: null } }),
  );
  const [card] = await missedCards('fatima');
  expect(card).toContain('Dolt nummer');
  expect(card).not.toContain('Action.OpenUrl');
});

test('a call that was answered after all, or was deleted from the list, makes no card', async () => {
  await open('li');
  await workplace.bot.notifyMissedCall(missedBy('li', { outcome: 'answeredElsewhere' }));
  const deleted = missedBy('li');
  workplace.history.delete(deleted.callId);
  await workplace.bot.notifyMissedCall(deleted);
  expect(await missedCards('li')).toEqual([]);
});

test('a call that was cut off has the same card in other words, and both languages', async () => {
  await open('mehmet');
  await open('ingrid', 'sv-SE');
  const endedAtMs = Date.UTC(2026, 10, 22, 13, 45);
  await workplace.bot.notifyMissedCall(
    missedBy('mehmet', { outcome: 'disconnected', endReason: 'lost', direction: 'out', endedAtMs }),
  );
  await workplace.bot.notifyMissedCall(missedBy('ingrid', { outcome: 'disconnected', endReason: 'lost', endedAtMs }));
  const [english] = cardsOf((await workplace.chatOf('mehmet')).slice(1));
  expect(english).toContain('The call with Norrbäck Bygg AB was disconnected');
  expect(english).not.toContain('Missed');
  expect(english).toContain('14:45');
  expect(english).toContain('Call back');
  const [swedish] = cardsOf((await workplace.chatOf('ingrid')).slice(1));
  expect(swedish).toContain('Samtalet bröts');
  expect(swedish).toContain('Ring upp');
});

test('"Mark as handled" changes the card for good; a second press changes nothing more', async () => {
  await open('david');
  const key = missedBy('david');
  await workplace.bot.notifyMissedCall(key);
  const message = (await workplace.chatOf('david')).at(-1);
  const answer = JSON.stringify(await press('david', message?.id ?? '', key.callId));
  expect(answer).toMatch(/application\/vnd\.microsoft\.card\.adaptive.*Handled \d\d:\d\d/);
  const [after] = await missedCards('david');
  expect(after).toMatch(/Handled \d\d:\d\d/);
  expect(after).not.toContain('"actions"');
  await press('david', message?.id ?? '', key.callId);
  expect(await missedCards('david')).toEqual([after]);
});

test('nobody can handle the card of another person, of the same organisation or another', async () => {
  await open('cecilia');
  await open('olga');
  const key = missedBy('cecilia');
  await workplace.bot.notifyMissedCall(key);
  const [before] = await missedCards('cecilia');
  for (const as of ['anna', 'olga', 'frida']) {
    await open(as);
    expect(await press(as, 'any', key.callId)).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
  }
  expect(await missedCards('cecilia')).toEqual([before]);
});

test('who has called back sees it on every open card of that number only; the job may run twice', async () => {
  await open('eva');
  const [first, second] = [missedBy('eva'), missedBy('eva')];
  const other = missedBy('eva', {
    other: { name: 'Ånge kommun', number: '+4684650402', contactId: null, userId: null },
  });
  for (const key of [first, second, other]) await workplace.bot.notifyMissedCall(key);
  const call = { ...userOf('eva'), callId: randomUUID() as CallId, otherNumber: '+46701740640' };
  await workplace.bot.markCalledBack(call);
  const cards = await missedCards('eva');
  expect(cards.map((card) => /You called back \d\d:\d\d/.test(card))).toEqual([true, true, false]);
  const updates = () => workplace.requests.filter((request) => request.startsWith('PUT')).length;
  await workplace.bot.markCalledBack(call);
  expect(await missedCards('eva')).toEqual(cards);
  await workplace.bot.markCalledBack({ ...call, callId: randomUUID() as CallId });
  const before = updates();
  await workplace.bot.markCalledBack({ ...call, callId: randomUUID() as CallId });
  expect(updates()).toBe(before);
});

test('a channel in trouble makes the job fail, and the next run sends the one card', async () => {
  await open('marta');
  const key = missedBy('marta');
  workplace.failConnector(502);
  await expect(workplace.bot.notifyMissedCall(key)).rejects.toMatchObject({ code: 'server.unavailable' });
  workplace.failConnector(null);
  await workplace.bot.notifyMissedCall(key);
  expect(await missedCards('marta')).toHaveLength(1);
});

test('called back while the card was held up: it is handled already when it comes', async () => {
  await open('nils');
  const key = missedBy('nils');
  workplace.failConnector(502);
  await expect(workplace.bot.notifyMissedCall(key)).rejects.toMatchObject({ code: 'server.unavailable' });
  workplace.failConnector(null);
  await workplace.bot.markCalledBack({
    ...userOf('nils'),
    callId: randomUUID() as CallId,
    otherNumber: '+46701740640',
  });
  await workplace.bot.notifyMissedCall(key);
  expect(await missedCards('nils')).toEqual([]);
});

test('a chat that is gone for good ends the job quietly', async () => {
  await open('zofia');
  workplace.failConnector(403);
  await workplace.bot.notifyMissedCall(missedBy('zofia'));
  workplace.failConnector(null);
  expect(await missedCards('zofia')).toEqual([]);
});

test('a person without the app gets no card, and the job is done', async () => {
  const before = workplace.requests.length;
  await workplace.bot.notifyMissedCall(missedBy('orjan'));
  expect(workplace.requests.length).toBe(before);
  expect(await workplace.chatOf('orjan')).toEqual([]);
});

test('an account that is linked to its user later gets the cards that come then', async () => {
  await open('gustav');
  await workplace.bot.notifyMissedCall(missedBy('gustav'));
  expect(await missedCards('gustav')).toEqual([]);
  const objectId = demoAccounts.get('gustav')?.objectId ?? '';
  await workplace.database.db
    .updateTable('app_user')
    .set({ entra_object_id: objectId })
    .where('id', '=', userOf('gustav').userId)
    .execute();
  await workplace.bot.notifyMissedCall(missedBy('gustav'));
  expect(await missedCards('gustav')).toHaveLength(1);
});

test('an activity that is written to the bot is set, and it answers with what holds now', async () => {
  await open('marta', 'sv-SE');
  const asked: string[] = [];
  const definition = definitionOf('lunch');
  workplace.sayActivity = async ({ userId }, text) => {
    asked.push(`${userId} ${text}`);
    if (text === 'lunch') return { kind: 'set', definition, untilMs: null };
    if (text === 'semester') return { kind: 'refused', code: 'activity.endMissing' };
    return text.startsWith('lunch ') ? { kind: 'notUnderstood', names: [definition] } : null;
  };
  for (const text of ['Lunch', 'Semester', 'lunch med Eva', 'hej'])
    await workplace.post('/local/chat/messages', { as: 'marta', locale: 'sv-SE', text });
  workplace.sayActivity = () => Promise.resolve(null);
  expect(asked[0]).toBe(`${userOf('marta').userId} lunch`);
  const answers = (await workplace.chatOf('marta')).flatMap(({ text }) => text ?? []).join('\n');
  expect(answers).toContain('Din hänvisning är nu Lunch.');
  expect(answers).toContain('behöver en sluttid');
  expect(answers).toContain('Du har: Lunch.');
  expect(answers).toContain('Det förstår jag inte.');
});

test('what is written about answer groups is done, and told in the language of the person', async () => {
  await open('nils', 'sv-SE');
  const said: Record<string, SaidToGroups> = {
    kö: {
      kind: 'queue',
      groups: [
        { name: 'Support', agents: 3, available: 1, waiting: 2, oldestEnteredAtMs: Date.now() - 72_500 },
        { name: 'Sälj', agents: 0, available: 0, waiting: 0, oldestEnteredAtMs: null },
      ],
    },
    'logga in support': { kind: 'loggedIn', groups: ['Support', 'Sälj'] },
    paus: { kind: 'whichReason', choices: ['Lunch'] },
    'logga ut': { kind: 'refused', code: 'answerGroups.notAgent' },
  };
  workplace.sayToGroups = async ({ userId }, text) => (userId === userOf('nils').userId ? (said[text] ?? null) : null);
  for (const text of ['Kö', 'Logga in Support', 'Paus', 'logga ut'])
    await workplace.post('/local/chat/messages', { as: 'nils', locale: 'sv-SE', text });
  workplace.sayToGroups = () => Promise.resolve(null);
  const answers = (await workplace.chatOf('nils')).flatMap(({ text }) => text ?? []).join('\n');
  expect(answers).toContain('Support: 1 av 3 agenter tillgängliga. 2 väntar, längst 1:12.');
  expect(answers).toContain('Sälj: 0 av 0 agenter tillgängliga. Ingen väntar.');
  expect(answers).toContain('Du är inloggad i Support, Sälj.');
  expect(answers).toContain('Det finns: Lunch.');
  expect(answers).toContain('Du är inte inloggad i någon svarsgrupp.');
});

test('the bot says what it can do, in the language of the person', async () => {
  await open('bjorn', 'sv-SE');
  await workplace.post('/local/chat/messages', { as: 'bjorn', locale: 'sv-SE', text: 'Hjälp' });
  await workplace.post('/local/chat/messages', { as: 'bjorn', locale: 'sv-SE', text: 'ring mamma' });
  const texts = (await workplace.chatOf('bjorn')).map(({ author, text }) => `${author}: ${text ?? ''}`);
  expect(texts).toEqual([
    'bot: ',
    'person: Hjälp',
    expect.stringMatching(/^bot: .*missat ett samtal/),
    'person: ring mamma',
    expect.stringMatching(/^bot: Det förstår jag inte/),
  ]);
});

test('preparing the workplace anew keeps the chats', async () => {
  await open('soren');
  const rows = await workplace.local.seed().then(() => workplace.chatOf('soren'));
  expect(cardsOf(rows)).toHaveLength(1);
});

describe('the hours on a card', () => {
  const settings = (key: string) => ({
    organisation_id: userOf(key).organisationId,
    user_id: userOf(key).userId,
    language: null,
    number_to_show: null,
    call_from: null,
  });
  const set = (key: string, values: { time_zone?: string | null; browser_time_zone?: string | null }) =>
    workplace.database.db
      .insertInto('user_setting')
      .values({ ...settings(key), ...values })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
      .execute();
  const lastCard = async (key: string) => {
    await workplace.bot.notifyMissedCall(missedBy(key));
    return (await missedCards(key)).at(-1);
  };

  test('are of the zone that the person reads times in: chosen, the last computer’s, the organisation’s', async () => {
    await open('helene', 'en-GB');
    expect(await lastCard('helene')).toContain('14:05');
    await set('helene', { browser_time_zone: 'America/New_York' });
    expect(await lastCard('helene')).toContain('08:05');
    await set('helene', { time_zone: 'Asia/Tokyo' });
    expect(await lastCard('helene')).toContain('22:05');
    await set('helene', { time_zone: 'organisation' });
    expect(await lastCard('helene')).toContain('14:05');
  });
});
