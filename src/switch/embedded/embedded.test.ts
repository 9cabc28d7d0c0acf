import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../clock';
import type { Logger } from '../../logger';
import { switchSuite } from '../../../tests/suites/switch.suite';
import { createEmbeddedSwitch } from './index';

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

jest.setTimeout(90_000);

switchSuite('embedded', async ({ firstPacketMs, neverSentMs, lostMs, ...options }) => {
  const telephony = createEmbeddedSwitch({ clock: systemClock, logger: quiet, bindAddress: '127.0.0.1', silence: { firstPacketMs, neverSentMs, lostMs }, ...options });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', telephony.handleUpgrade);
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
