import { randomUUID } from 'node:crypto';
import type { OtherParty } from '../src/contract/calls/call-view';
import { parseSubPageId } from '../src/contract/deep-links';
import type { CallId } from '../src/contract/ids';
import { demoOrganisationId, demoUserId } from '../src/local/demo/ids';
import { targetOfLink } from '../src/local/pages/teams/deep-link';
import { startBotWorkplace, type BotWorkplace } from '../tests/fakes/bot-workplace';

let workplace: BotWorkplace;
beforeAll(async () => {
  workplace = await startBotWorkplace();
});
afterAll(() => workplace.close());
afterEach(() => {
  workplace.failConnector(null);
  workplace.onRequest = () => undefined;
});

const bjorn: OtherParty = { name: 'Björn Åkesson', number: '1002', contactId: null, userId: null };
const keyOf = (user: string) => ({
  organisationId: demoOrganisationId({ key: 'fjallbo' }),
  userId: demoUserId({ key: 'fjallbo' }, { key: user }),
  callId: randomUUID() as CallId,
});
type Key = ReturnType<typeof keyOf>;

/** A call of the person's begins to wait. */
async function anchor(
  user: string,
  { other = bjorn, locale = 'en-US' }: { other?: OtherParty; locale?: string } = {},
): Promise<Key> {
  await workplace.post('/local/chat/open', { as: user, locale });
  const key = keyOf(user);
  workplace.anchored.set(key.callId, { id: key.callId, other });
  return key;
}
const release = (key: Key) => workplace.anchored.delete(key.callId);
const cards = async (user: string) =>
  (await workplace.chatOf(user))
    .flatMap((message) => message.cards)
    .map((card) => JSON.stringify(card))
    .filter((card) => /waiting|väntar sedan/i.test(card));

test('a call that waits has one card, however often the job runs, and its button leads back to the call', async () => {
  const key = await anchor('anna');
  await Promise.allSettled([workplace.bot.notifyAnchoredCall(key), workplace.bot.notifyAnchoredCall(key)]);
  await workplace.bot.notifyAnchoredCall(key);
  const [card, ...more] = await cards('anna');
  expect(more).toEqual([]);
  expect(card).toContain('Your call with Björn Åkesson is waiting');
  expect(card).toContain('Extension 1002');
  expect(card).toMatch(/"Waiting since","value":"\d\d:\d\d"/);
  const { actions } = JSON.parse(card ?? '{}') as { actions: { type: string; title: string; url: string }[] };
  expect(actions).toMatchObject([{ type: 'Action.OpenUrl', title: 'Return to call' }]);
  const link = targetOfLink(actions[0]?.url ?? '', workplace.local.teamsAppId);
  expect(link.to === 'tab' && parseSubPageId(link.subPageId)).toEqual({ kind: 'return', callId: key.callId });
});

test('in Swedish, and of a caller without a name', async () => {
  const key = await anchor('fatima', { other: { ...bjorn, name: null, number: null }, locale: 'sv-SE' });
  await workplace.bot.notifyAnchoredCall(key);
  const [card] = await cards('fatima');
  expect(card).toContain('Ditt samtal med ett dolt nummer väntar');
  expect(card).toContain('Tillbaka till samtalet');
});

test('the card is gone once the call waits no more, and the job may run again', async () => {
  const key = await anchor('bjorn');
  await workplace.bot.notifyAnchoredCall(key);
  expect(await cards('bjorn')).toHaveLength(1);
  release(key);
  await workplace.bot.endAnchoredCall(key);
  expect(await cards('bjorn')).toEqual([]);
  await workplace.bot.endAnchoredCall(key);
  expect(workplace.requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
});

test('an open chat sees the card come and go', async () => {
  const key = await anchor('petra');
  const abort = new AbortController();
  const { body } = await fetch(`${workplace.baseUrl}/local/chat/events?as=petra`, { signal: abort.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async (): Promise<unknown> =>
    JSON.parse((await reader?.read())?.value?.slice('data: '.length) ?? 'null');
  expect(await next()).toMatchObject({ type: 'snapshot' });
  await workplace.bot.notifyAnchoredCall(key);
  const come = await next();
  expect(come).toMatchObject({ type: 'message', message: { author: 'bot', cards: [{ type: 'AdaptiveCard' }] } });
  release(key);
  await workplace.bot.endAnchoredCall(key);
  expect(await next()).toEqual({ type: 'removed', id: (come as { message: { id: string } }).message.id });
  abort.abort();
});

test('a call that came back in time never has a card', async () => {
  const key = await anchor('cecilia');
  release(key);
  await workplace.bot.endAnchoredCall(key);
  await workplace.bot.notifyAnchoredCall(key);
  expect(await cards('cecilia')).toEqual([]);
});

test('a call that waits a second time has a card again, also when the first end comes late', async () => {
  const key = await anchor('david');
  await workplace.bot.notifyAnchoredCall(key);
  release(key);
  await workplace.bot.endAnchoredCall(key);
  workplace.anchored.set(key.callId, { id: key.callId, other: bjorn });
  await workplace.bot.notifyAnchoredCall(key);
  await workplace.bot.endAnchoredCall(key);
  expect(await cards('david')).toHaveLength(1);
});

test('a call that came back while its card was on the way: the sender takes it away itself', async () => {
  const key = await anchor('eva');
  workplace.onRequest = async (request) => {
    if (!request.startsWith('POST')) return;
    release(key);
    await workplace.bot.endAnchoredCall(key);
  };
  await workplace.bot.notifyAnchoredCall(key);
  expect(await cards('eva')).toEqual([]);
  workplace.anchored.set(key.callId, { id: key.callId, other: bjorn });
  workplace.onRequest = () => undefined;
  await workplace.bot.notifyAnchoredCall(key);
  expect(await cards('eva')).toHaveLength(1);
});

test('a channel in trouble makes both jobs fail, and their next run does what is left', async () => {
  const key = await anchor('nils');
  workplace.failConnector(502);
  await expect(workplace.bot.notifyAnchoredCall(key)).rejects.toMatchObject({ code: 'server.unavailable' });
  workplace.failConnector(null);
  await workplace.bot.notifyAnchoredCall(key);
  expect(await cards('nils')).toHaveLength(1);
  release(key);
  workplace.failConnector(502);
  await expect(workplace.bot.endAnchoredCall(key)).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(await cards('nils')).toHaveLength(1);
  workplace.failConnector(null);
  await workplace.bot.endAnchoredCall(key);
  expect(await cards('nils')).toEqual([]);
});

test('sending failed, and then the call came back: nothing is left of the card', async () => {
  const key = await anchor('sara');
  workplace.failConnector(502);
  await expect(workplace.bot.notifyAnchoredCall(key)).rejects.toMatchObject({ code: 'server.unavailable' });
  workplace.failConnector(null);
  release(key);
  await workplace.bot.endAnchoredCall(key);
  await workplace.bot.notifyAnchoredCall(key);
  expect(await cards('sara')).toEqual([]);
  expect(
    await workplace.database.db
      .selectFrom('bot_notification')
      .select('state')
      .where('subject', '=', key.callId)
      .execute(),
  ).toEqual([]);
});

test('a card that the person deleted, or a channel that deletes nothing, ends the job', async () => {
  for (const [user, status] of [
    ['marta', 404],
    ['li', 501],
  ] as const) {
    const key = await anchor(user);
    await workplace.bot.notifyAnchoredCall(key);
    release(key);
    workplace.failConnector(status);
    await workplace.bot.endAnchoredCall(key);
    await workplace.bot.endAnchoredCall(key);
    workplace.failConnector(null);
  }
});

test('a server that takes over looks at every card that was left, and removes those of calls gone', async () => {
  const [gone, interrupted, kept] = [await anchor('zofia'), await anchor('soren'), await anchor('helene')];
  await workplace.bot.notifyAnchoredCall(gone);
  await workplace.bot.notifyAnchoredCall(kept);
  // Killed in the middle of sending: the connector never answers.
  const killed = new Promise<void>((resolve) => {
    workplace.onRequest = () => new Promise<void>(() => resolve());
  });
  void workplace.bot.notifyAnchoredCall(interrupted).catch(() => undefined);
  await killed;
  workplace.onRequest = () => undefined;
  for (const key of [gone, interrupted]) release(key);

  const next = workplace.nextBot();
  workplace.jobs.length = 0;
  await next.takeOver();
  const jobs = workplace.jobs.flatMap((job) => (job.name === 'anchor-over' ? [job.data] : []));
  expect(jobs).toEqual(expect.arrayContaining([gone, interrupted, kept]));
  for (const key of jobs) await next.endAnchoredCall(key);
  expect(await cards('zofia')).toEqual([]);
  expect(await cards('helene')).toHaveLength(1);
  expect(
    await workplace.database.db
      .selectFrom('bot_notification')
      .select('state')
      .where('subject', 'in', [gone.callId, interrupted.callId])
      .execute(),
  ).toEqual([]);
});

test('who has no chat with the bot is not told, and both jobs are done', async () => {
  const key = keyOf('orjan');
  workplace.anchored.set(key.callId, { id: key.callId, other: bjorn });
  const before = workplace.requests.length;
  await workplace.bot.notifyAnchoredCall(key);
  release(key);
  await workplace.bot.endAnchoredCall(key);
  expect(workplace.requests.length).toBe(before);
});
