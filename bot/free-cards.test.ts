import { parseSubPageId } from '../src/contract/deep-links';
import type { UserId } from '../src/contract/ids';
import { demoOrganisationId, demoUserId } from '../src/local/demo/ids';
import { targetOfLink } from '../src/local/pages/teams/deep-link';
import { startBotWorkplace, type BotWorkplace } from '../tests/fakes/bot-workplace';

let workplace: BotWorkplace;
beforeAll(async () => {
  workplace = await startBotWorkplace();
});
afterAll(() => workplace.close());

const fjallbo = { key: 'fjallbo' };
const about = (user: string) => ({
  organisationId: demoOrganisationId(fjallbo),
  userId: demoUserId(fjallbo, { key: user }),
  freeUserId: demoUserId(fjallbo, { key: 'bjorn' }) as UserId,
  atMs: 1_795_738_020_000,
});

test('whoever has no tab open reads in the chat, once, that a colleague is free, and calls from there', async () => {
  await workplace.post('/local/chat/open', { as: 'anna', locale: 'sv-SE' });
  await Promise.allSettled([workplace.bot.notifyFree(about('anna')), workplace.bot.notifyFree(about('anna'))]);
  await workplace.bot.notifyFree(about('anna'));
  const cards = (await workplace.chatOf('anna'))
    .flatMap((message) => message.cards)
    .map((card) => JSON.stringify(card));
  const [card, ...more] = cards.filter((each) => each.includes('Björn Åkesson är ledig nu'));
  expect(more).toEqual([]);
  const { actions } = JSON.parse(card ?? '{}') as { actions: { title: string; url: string }[] };
  const link = targetOfLink(actions[0]?.url ?? '', workplace.local.teamsAppId);
  expect(link.to === 'tab' && parseSubPageId(link.subPageId)).toEqual({ kind: 'call', number: '1002' });
});

test('whoever has no chat with the bot is told nothing, and the job is done', async () => {
  await expect(workplace.bot.notifyFree(about('petra'))).resolves.toBeUndefined();
});
