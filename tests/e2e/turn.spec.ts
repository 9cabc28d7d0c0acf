import { hears, tones } from './ears';
import { expect, openPerson, test } from './people';
import { startTurn } from './turn';

test('where a network lets nothing but the relay through, the self test finds it and a call is heard both ways', async ({ browser, start }) => {
  const turn = await startTurn();
  const server = await start({ environment: turn.environment });
  const anna = await openPerson(browser, server.url, 'anna', { toneHz: tones.anna });
  const bjorn = await openPerson(browser, server.url, 'bjorn', { toneHz: tones.bjorn });
  // As behind a firewall that drops all datagrams but those of the relay.
  await anna.context.addInitScript(() => {
    const Real = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });
  await anna.page.reload();
  await expect(anna.tab.getByText(/^Rings on: .*this tab/)).toBeVisible();
  await anna.call('1002');
  await bjorn.tab.getByRole('button', { name: 'Answer' }).click();
  await hears(bjorn, 'anna');
  await hears(anna, 'bjorn');
  await anna.tab.getByRole('button', { name: 'Hang up' }).click();

  await anna.tab.getByRole('navigation').getByText('Settings').click();
  await anna.button('Start test').click();
  const step = (name: string) => anna.tab.locator(`[data-step=${name}]`);
  await anna.button('Yes, I hear them').click();
  await expect(step('relay')).toHaveAttribute('data-result', 'good', { timeout: 40_000 });
  turn.stop();
  await anna.button('Test again').click();
  await anna.button('Yes, I hear them').click();
  await expect(step('relay')).toHaveAttribute('data-result', 'failed', { timeout: 40_000 });
  await Promise.all([anna, bjorn].map(({ context }) => context.close()));
});
