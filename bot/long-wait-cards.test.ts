import { parseSubPageId } from '../src/contract/deep-links';
import type { AnswerGroupId } from '../src/contract/ids';
import { demoOrganisationId, demoUserId } from '../src/local/demo/ids';
import { targetOfLink } from '../src/local/pages/teams/deep-link';
import { startBotWorkplace, type BotWorkplace } from '../tests/fakes/bot-workplace';

let workplace: BotWorkplace;
beforeAll(async () => {
  workplace = await startBotWorkplace();
});
afterAll(() => workplace.close());

const fjallbo = { key: 'fjallbo' };
const groupId = '00000000-0000-4000-8000-000000000a01' as AnswerGroupId;
const about = (user: string) => ({
  ...{ organisationId: demoOrganisationId(fjallbo), userId: demoUserId(fjallbo, { key: user }) },
  groupId,
});
const waits = (waiting: number) =>
  workplace.longWaits.set(groupId, { name: 'Support', waiting, oldestEnteredAtMs: 1_795_738_020_000 });
const cards = async (user: string) =>
  (await workplace.chatOf(user))
    .flatMap((message) => message.cards)
    .map((card) => JSON.stringify(card))
    .filter((card) => /Lång väntan|Long wait/.test(card));

test('a supervisor has one card while somebody waits too long, which says how many wait, and then none', async () => {
  await workplace.post('/local/chat/open', { as: 'eva', locale: 'sv-SE' });
  waits(2);
  await Promise.allSettled([workplace.bot.showLongWait(about('eva')), workplace.bot.showLongWait(about('eva'))]);
  await workplace.bot.showLongWait(about('eva'));
  const [card, ...more] = await cards('eva');
  expect(more).toEqual([]);
  expect(card).toContain('Lång väntan i Support');
  expect(card).toContain('{"title":"Väntar","value":"2"}');
  const { actions } = JSON.parse(card ?? '{}') as { actions: { url: string }[] };
  const link = targetOfLink(actions[0]?.url ?? '', workplace.local.teamsAppId);
  expect(link.to === 'tab' && parseSubPageId(link.subPageId)).toEqual({ kind: 'section', section: 'answer-groups' });
  waits(5);
  await workplace.bot.showLongWait(about('eva'));
  expect(await cards('eva')).toEqual([expect.stringContaining('"value":"5"')]);
  workplace.longWaits.clear();
  await workplace.bot.showLongWait(about('eva'));
  await workplace.bot.showLongWait(about('eva'));
  expect(await cards('eva')).toEqual([]);
});

test('in English, and anew the next time', async () => {
  await workplace.post('/local/chat/open', { as: 'anna', locale: 'en-US' });
  for (const waiting of [1, 3]) {
    waits(waiting);
    await workplace.bot.showLongWait(about('anna'));
    expect(await cards('anna')).toEqual([expect.stringContaining('Long wait in Support')]);
    workplace.longWaits.clear();
    await workplace.bot.showLongWait(about('anna'));
    expect(await cards('anna')).toEqual([]);
  }
});

test('a server that takes over looks at the cards of the last one', async () => {
  await workplace.post('/local/chat/open', { as: 'bjorn', locale: 'sv-SE' });
  waits(1);
  await workplace.bot.showLongWait(about('bjorn'));
  await workplace.nextBot().takeOver();
  expect(workplace.jobs).toContainEqual({ name: 'long-wait', data: about('bjorn') });
});

test('whoever supervises the group no more has no card any more', async () => {
  waits(2);
  await workplace.bot.showLongWait(about('eva'));
  expect(await cards('eva')).toHaveLength(1);
  workplace.noSupervisors.add(about('eva').userId);
  await workplace.bot.showLongWait(about('eva'));
  expect(await cards('eva')).toEqual([]);
});

test('whoever has no chat with the bot is told nothing, and the job is done', async () => {
  waits(1);
  await expect(workplace.bot.showLongWait(about('petra'))).resolves.toBeUndefined();
});
