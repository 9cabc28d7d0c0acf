import { connectToServerDatabase } from '../fakes/server-database';
import { expect, openPerson, test } from './people';
import { ends } from './talking';

const log = 'Chat with Växel';

test('who leaves the app in a call gets a card that leads back to it', async ({ openInTeams, deskPhone }) => {
  const anna = await openInTeams('anna', { toneHz: 523 });
  const desk = await deskPhone('bjorn', '&says=tone&tone=700');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await desk.press('Answer');
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
  const cards = anna.page.getByRole('log', { name: log }).getByRole('article').filter({ hasText: 'is waiting' });

  await anna.page.getByRole('button', { name: 'Leave the app' }).click();
  await expect(desk.hearing).toHaveText('Hearing: music');
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText('Your call with Björn Åkesson is waiting');
  await cards.getByText('Return to call').click();
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
  await expect(desk.hearing).toHaveText('Hearing: tone');
  await expect.poll(async () => Math.round((await anna.listen()).hz / 20)).toBe(35);
  await expect.poll(async () => Math.round((await desk.listen()).hz / 20)).toBe(26);
  await expect(cards).toHaveCount(0);

  await ends(anna, 'Björn Åkesson', () => desk.press('Hang up'));
});

test('the card goes when the other side hangs up, also in a chat that is opened later', async ({
  openInTeams,
  outside,
}) => {
  const cecilia = await openInTeams('cecilia');
  const phone = await outside('+46701740698', '&says=speech');
  await expect(cecilia.tab.getByText('Rings on')).toBeVisible();
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920013');
  await phone.press('Call');
  await cecilia.button('Answer').click();
  await expect(phone.state).toHaveAttribute('data-call-state', 'active');
  await cecilia.page.getByRole('button', { name: 'Leave the app' }).click();
  const cards = cecilia.page.getByRole('log', { name: log }).getByRole('article').filter({ hasText: 'is waiting' });
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText('+46 70 174 06 98');
  await phone.press('Hang up');
  await expect(cards).toHaveCount(0);
  await cecilia.page.reload();
  await expect(cecilia.page.getByRole('log', { name: log }).getByRole('article').first()).toBeVisible();
  await expect(cards).toHaveCount(0);
});

test('a server that is killed takes its cards along when it is back', async ({ browser, start }) => {
  const first = await start();
  const [anna, bjorn] = [
    await openPerson(browser, first.url, 'anna', { inTeams: true }),
    await openPerson(browser, first.url, 'bjorn'),
  ];
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Answer' }).click();
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
  await anna.page.getByRole('button', { name: 'Leave the app' }).click();
  const cards = anna.page.getByRole('log', { name: log }).getByRole('article').filter({ hasText: 'is waiting' });
  await expect(cards).toHaveCount(1);
  // Teams has the card; the server has to know under what name, else nobody can take it back.
  const database = await connectToServerDatabase(first.dataFolder);
  await expect
    .poll(async () =>
      (await database.query<{ state: string }>('select state from bot_notification')).rows.map(({ state }) => state),
    )
    .toEqual(['sent']);
  await database.end();

  await first.stop('SIGKILL');
  await start({ dataFolder: first.dataFolder, port: Number(new URL(first.url).port) });
  await expect(cards).toHaveCount(0);
  for (const { context } of [anna, bjorn]) await context.close();
});
