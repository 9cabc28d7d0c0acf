import { hears, tones } from './ears';
import { expect, openPerson, test } from './people';
import type { Person } from './people';
import { names } from './talking';
import { startTurn } from './turn';

/** A page that is loaded anew on a busy machine. */

/** As behind a firewall that drops all datagrams but those of the relay. */
async function letOnlyRelayThrough(person: Person): Promise<void> {
  await person.context.addInitScript(() => {
    const Real = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });
  await person.page.reload();
  await expect(person.tab.getByText(/^Rings on: .*this tab/)).toBeVisible();
}

test('where only the relay is let through, the self test finds it and a call is heard both ways', async ({
  browser,
  start,
}) => {
  const turn = await startTurn();
  const server = await start({ environment: turn.environment });
  const anna = await openPerson(browser, server.url, 'anna', { toneHz: tones.anna });
  const bjorn = await openPerson(browser, server.url, 'bjorn', { toneHz: tones.bjorn });
  await letOnlyRelayThrough(anna);
  await anna.call('1002');
  await bjorn.tab.getByRole('button', { name: 'Answer' }).click();
  await hears(bjorn, 'anna');
  await hears(anna, 'bjorn');
  await anna.tab.getByRole('button', { name: 'Hang up' }).click();

  await anna.tab.getByRole('navigation').getByText('Settings').click();
  await anna.button('Start test').click();
  const step = (name: string) => anna.tab.locator(`[data-step=${name}]`);
  await anna.button('Yes, I hear them').click();
  await expect(step('relay')).toHaveAttribute('data-result', 'good');
  turn.stop();
  await anna.button('Test again').click();
  await anna.button('Yes, I hear them').click();
  await expect(step('relay')).toHaveAttribute('data-result', 'failed');
  await Promise.all([anna, bjorn].map(({ context }) => context.close()));
});

// No TURN server: no audio ever gets through in that window.
test.describe('a window whose network lets nothing through', () => {
  for (const side of ['callee', 'caller'] as const) {
    test(`as ${side}: music for the other side, no card says good sound; the person is told why and moves on`, async ({
      open,
      deskPhone,
    }) => {
      test.slow();
      const [anna, bjorn] = [await open('anna', { toneHz: tones.anna }), await open('bjorn', { toneHz: tones.bjorn })];
      await letOnlyRelayThrough(bjorn);
      const desk = await deskPhone('bjorn', `&says=tone&tone=${tones.tomas}`);
      const [caller, callee] = side === 'callee' ? [anna, bjorn] : [bjorn, anna];
      await expect(bjorn.tab.getByText(/^Rings on: .*Desk phone/)).toBeVisible();
      await caller.call(callee === bjorn ? '1002' : '1001');
      await callee.tab.getByRole('button', { name: 'Answer', exact: true }).click();
      const card = bjorn.card(names.anna);
      await expect(card).toContainText('No sound from you gets through');
      await expect(card).toContainText('Your network lets no audio through');
      await hears(anna, 'music');
      await expect(anna.card(names.bjorn)).toContainText('you hear music');
      for (const person of [anna, bjorn]) await expect(person.tab.locator('[data-quality=good]')).toHaveCount(0);
      // It asks for new media all the while, and that changes nothing.
      await expect(anna.card(names.bjorn)).toContainText('you hear music');
      await hears(anna, 'music');
      await card.getByRole('button', { name: 'More' }).click();
      await bjorn.tab.getByRole('menuitem', { name: 'Move to' }).click();
      await bjorn.tab.getByRole('menuitem', { name: /Desk phone/ }).click();
      await desk.press('Answer');
      await hears(anna, 'tomas');
      await hears(desk.page, 'anna');
    });
  }
});
