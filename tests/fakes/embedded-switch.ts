import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallLimits } from '../../src/limits/call-limits';
import type { Logger } from '../../src/ports/logger';
import { createEmbeddedSwitch } from '../../src/switch/embedded/index';
import { systemClock } from '../../src/time/system-clock';
import type { CreateHarness } from '../suites/switch.suite';

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The suite's few devices say more at once than people do; what is limited has its own test. */
const unlimited = { burst: 100_000, perSecond: 100_000 };
const rates = { stranger: unlimited, address: unlimited, user: unlimited };
const admitCall = createCallLimits(systemClock, {
  user: { fresh: unlimited, most: 1_000 },
  organisation: { fresh: unlimited, most: 1_000 },
});

/** The embedded switch at an address of its own. */
export const startEmbeddedSwitch: CreateHarness = async ({ firstPacketMs, neverSentMs, lostMs, ...options }) => {
  const recordingsFolder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
  const telephony = createEmbeddedSwitch({
    clock: systemClock,
    logger: quiet,
    bindAddress: '127.0.0.1',
    silence: { firstPacketMs, neverSentMs, lostMs },
    rates,
    admitCall,
    recordingsFolder,
    ...options,
  });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', telephony.transport.upgrade);
  await telephony.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    switch: telephony,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sip`,
    recordingsFolder,
    async stop() {
      await telephony.stop();
      await rm(recordingsFolder, { recursive: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
