import { sofia } from './script';
import { expect, isPhone, test } from './screen';

type Page = Parameters<typeof isPhone>[0];

/** Packets of audio that the window has got, in all its calls. */
const packets = (page: Page): Promise<number> =>
  page.locator('body').evaluate(async () => {
    const { testConnections } = window as unknown as { testConnections: RTCPeerConnection[] };
    const reports = await Promise.all(testConnections.map((each) => each.getStats()));
    const received = reports.flatMap((report) => [...report.values()] as { packetsReceived?: number }[]);
    return received.reduce((sum, { packetsReceived = 0 }) => sum + packetsReceived, 0);
  });

test('a call of the script has packets in it, so that its card has nothing to say of the sound', async ({
  open,
  script,
}) => {
  const { page, card } = await open({ permissions: ['microphone'] });
  let isAcknowledged = false;
  let saidAgain = 0;
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => (isAcknowledged ||= String(payload).startsWith('ACK ')));
    socket.on('framesent', ({ payload }) => {
      if (isAcknowledged && /^SIP\/2\.0 200 .*CSeq: \d+ INVITE/s.test(String(payload))) saidAgain += 1;
    });
  });
  await page.reload();
  await isPhone(page);
  script.rings(sofia);
  await card(sofia.name).getByRole('button', { name: 'Answer' }).click();
  await expect(card(sofia.name)).toHaveAttribute('data-call-state', 'active');
  // Five seconds of sound: longer than a window waits before it takes a call for silent.
  await expect.poll(() => packets(page)).toBeGreaterThan(250);
  // One may have been on its way; a window that takes no ACK for its own says it four times meanwhile.
  expect(isAcknowledged).toBe(true);
  expect(saidAgain).toBeLessThanOrEqual(1);
  await expect(card(sofia.name)).toHaveAttribute('data-call-state', 'active');
  await expect(card(sofia.name).getByText(/no sound|no audio|poor sound/i)).toHaveCount(0);
});

test('a call of the script outlives the connection over which it came, and ends over the next one', async ({
  open,
  script,
}) => {
  const { page, card } = await open({ permissions: ['microphone'] });
  await isPhone(page);
  const call = script.rings(sofia);
  await card(sofia.name).getByRole('button', { name: 'Answer' }).click();
  await expect(card(sofia.name)).toHaveAttribute('data-call-state', 'active');
  const again = page.waitForEvent('websocket');
  script.cutsPhones();
  const socket = await again;
  const said = socket.waitForEvent('framereceived', ({ payload }) => String(payload).startsWith('BYE'));
  await socket.waitForEvent('framereceived', ({ payload }) =>
    /^SIP\/2\.0 200[^]*CSeq: \d+ REGISTER/.test(String(payload)),
  );
  await expect(card(sofia.name)).toHaveAttribute('data-call-state', 'active');
  call.ends('hungUp');
  await said;
  await expect(card(sofia.name)).toHaveAttribute('data-call-state', 'ended');
});
