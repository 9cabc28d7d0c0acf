import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeviceId } from '../../contract/ids';
import { systemClock } from '../../time/system-clock';
import type { Logger } from '../../ports/logger';
import { switchSuite } from '../../../tests/suites/switch.suite';
import { createCallLimits } from '../../limits/call-limits';
import { createEmbeddedSwitch } from './index';

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The suite's few devices say more at once than people do; what is limited has its own test. */
const unlimited = { burst: 100_000, perSecond: 100_000 };
const rates = { stranger: unlimited, address: unlimited, user: unlimited };
const admitCall = createCallLimits(systemClock, {
  user: { fresh: unlimited, most: 1_000 },
  organisation: { fresh: unlimited, most: 1_000 },
});

switchSuite('embedded', async ({ firstPacketMs, neverSentMs, lostMs, ...options }) => {
  const telephony = createEmbeddedSwitch({
    clock: systemClock,
    logger: quiet,
    bindAddress: '127.0.0.1',
    silence: { firstPacketMs, neverSentMs, lostMs },
    rates,
    admitCall,
    ...options,
  });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', telephony.transport.upgrade);
  await telephony.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    switch: telephony,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sip`,
    async stop() {
      await telephony.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});

test('a switch that does not run enrols nobody', async () => {
  const telephony = createEmbeddedSwitch({ clock: systemClock, logger: quiet, bindAddress: '127.0.0.1' });
  const side = { kind: 'outside', number: '+46700000001' } as const;
  const deviceId = 'device' as DeviceId;
  const device = {
    deviceId,
    side,
    user: '1001',
    domain: 'fjallbo.vaxel',
    username: 'a',
    password: 'b',
    expiresAtMs: Infinity,
  };
  await expect(telephony.enrol(device)).rejects.toMatchObject({ code: 'server.unavailable' });
});
