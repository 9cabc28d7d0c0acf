import { hears, tones } from './ears';
import { expect, test as base } from './people';
import type { Person, PhonePage } from './people';
import { removeFolder, startServer } from './server';
import type { RunningServer } from './server';
import { watchCalls } from './watch';

/** A server that keeps calls for 3 s only. */
const test = base.extend<object, { server: RunningServer }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await startServer({ environment: { ANCHOR_SECONDS: '3' } });
      await use(server);
      await server.stop();
      removeFolder(server.dataFolder);
    },
    { scope: 'worker' },
  ],
});

const card = (anna: Person) => anna.card('Sofia Lund');

async function sofiaCallsAnna(anna: Person, sofia: PhonePage): Promise<void> {
  await expect(anna.tab.getByText(/^Rings on: .*this tab/)).toBeVisible();
  await sofia.page.getByRole('textbox', { name: 'Number' }).fill('+46851920011');
  await sofia.press('Call');
  await card(anna).getByRole('button', { name: 'Answer' }).click();
  await hears(sofia.page, 'anna');
}

test('who does not come back in time finds the call on the desk phone', async ({
  openInTeams,
  outside,
  deskPhone,
  server,
}) => {
  const anna = await openInTeams('anna', { toneHz: tones.anna });
  const desk = await deskPhone('anna', `&says=tone&tone=${tones.david}`);
  const sofia = await outside('+46701234567', `&says=tone&tone=${tones.sofia}`);
  const watch = await watchCalls(server.url, 'anna');
  await sofiaCallsAnna(anna, sofia);
  // Answered in the tab it rings here no more, and while the call waits for the tab it does not begin again.
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  const leavesMs = Date.now();
  await anna.page.getByRole('button', { name: 'Leave the app' }).click();
  await watch.said(({ state }) => state === 'anchored');
  await hears(sofia.page, 'music');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  expect(Date.now() - leavesMs).toBeGreaterThan(2_900);
  await hears(sofia.page, 'music');
  await desk.press('Answer');
  await hears(sofia.page, 'david');
  await hears(desk.page, 'sofia');
  await anna.page.getByRole('button', { name: 'Come back' }).click();
  await expect(card(anna)).toHaveAttribute('data-call-state', 'elsewhere');
  await sofia.press('Hang up');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  watch.close();
});

test('where nothing else can ring a voice says goodbye, and the call list says that the connection was lost', async ({
  openInTeams,
  outside,
}) => {
  const anna = await openInTeams('anna', { toneHz: tones.anna });
  const sofia = await outside('+46701234567', `&says=tone&tone=${tones.sofia}`);
  await sofiaCallsAnna(anna, sofia);
  await anna.page.getByRole('button', { name: 'Leave the app' }).click();
  await hears(sofia.page, 'music');
  await expect(sofia.hearing).toHaveText('Hearing: speech');
  await expect(sofia.state).toHaveAttribute('data-call-state', 'ended');
  await anna.page.getByRole('button', { name: 'Come back' }).click();
  await anna.tab.getByRole('radio', { name: 'Missed' }).click();
  const entry = anna.tab.getByRole('listitem').filter({ hasText: 'Sofia Lund' });
  await expect(entry).toContainText('Was disconnected');
  await expect(card(anna)).toHaveCount(0);
});

test('the other side can hang up while it waits; nothing rings for a call that is over', async ({
  openInTeams,
  outside,
  deskPhone,
}) => {
  const anna = await openInTeams('anna', { toneHz: tones.anna });
  const desk = await deskPhone('anna');
  const sofia = await outside('+46701234567', `&says=tone&tone=${tones.sofia}`);
  await sofiaCallsAnna(anna, sofia);
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await anna.page.getByRole('button', { name: 'Leave the app' }).click();
  await hears(sofia.page, 'music');
  await sofia.press('Hang up');
  await anna.page.getByRole('button', { name: 'Come back' }).click();
  await expect(anna.tab.getByText(/^Rings on: .*this tab/)).toBeVisible();
  await expect(card(anna)).toHaveCount(0);
  await expect(anna.tab.getByRole('listitem').filter({ hasText: 'Sofia Lund' }).first()).toBeVisible();
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
});
