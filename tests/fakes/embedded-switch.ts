import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { createCallLimits } from '../../src/limits/call-limits';
import type { Logger } from '../../src/ports/logger';
import { createEmbeddedSwitch } from '../../src/switch/embedded/index';
import { createStartMixer } from '../../src/switch/embedded/mixing/start-mixer';
import { systemClock } from '../../src/time/system-clock';
import type { HarnessOptions } from '../suites/switch-options';
import type { SwitchHarness } from '../suites/switch-office';
import type { CreateHarness } from '../suites/switch.suite';
import { buildMixWorker } from './built-worker';

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The suite's few devices say more at once than people do; what is limited has its own test. */
const unlimited = { burst: 100_000, perSecond: 100_000 };
const rates = { stranger: unlimited, address: unlimited, user: unlimited };
const admitCall = createCallLimits(systemClock, {
  user: { fresh: unlimited, most: 1_000 },
  organisation: { fresh: unlimited, most: 1_000 },
});

/** The embedded switch at an address of its own. */
export const startEmbeddedSwitch: CreateHarness = (options) => startEmbeddedWithMixers(options, () => undefined);

/** `onMixer` is told of each thread of the mixer that begins. */
export async function startEmbeddedWithMixers(
  { firstPacketMs, neverSentMs, lostMs, ...options }: HarnessOptions,
  onMixer: (mixer: Worker) => void,
): Promise<SwitchHarness> {
  const recordingsFolder = await mkdtemp(join(tmpdir(), 'vaxel-recordings-'));
  const built = await buildMixWorker();
  const startMixer = createStartMixer(built.file);
  const telephony = createEmbeddedSwitch({
    clock: systemClock,
    logger: quiet,
    bindAddress: '127.0.0.1',
    silence: { firstPacketMs, neverSentMs, lostMs },
    rates,
    admitCall,
    recordingsFolder,
    startMixer() {
      const worker = startMixer();
      onMixer(worker);
      return worker;
    },
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
      built.remove();
      await rm(recordingsFolder, { recursive: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
