import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createCallLimits } from '../../src/limits/call-limits';
import { startAsterisk, type AsteriskFolders, type RunningAsterisk } from '../../src/local/asterisk/asterisk-process';
import { freePorts, type AsteriskPorts } from '../../src/local/asterisk/ports';
import type { Logger } from '../../src/ports/logger';
import { asteriskConfiguration, type AsteriskConfigurationOptions } from '../../src/switch/asterisk/configuration';
import { createAsteriskSwitch } from '../../src/switch/asterisk/index';
import type { Switch } from '../../src/switch/port';
import { systemClock } from '../../src/time/system-clock';
import { suiteOptions } from '../suites/switch-options';
import type { CreateHarness } from '../suites/switch.suite';
import { findAsterisk } from './asterisk';

const logger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const loopback = '127.0.0.1';
export const ari = { user: 'vaxel', password: 'of-the-tests-of-the-tests' };

/** The suite's few devices say more at once than people do; what is limited has its own test. */
const unlimited = { burst: 100_000, perSecond: 100_000 };
const admitCall = createCallLimits(systemClock, {
  user: { fresh: unlimited, most: 1_000 },
  organisation: { fresh: unlimited, most: 1_000 },
});

export interface AsteriskSwitch {
  readonly asterisk: RunningAsterisk;
  readonly ports: AsteriskPorts;
  /** Started. */
  readonly switch: Switch;
  /** Where phones of it connect. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Our driver for an Asterisk that runs, not started.
 * @param ariPort where it reaches ARI, when that is not at Asterisk itself
 */
export function createDriver(
  { asterisk, ports }: Pick<AsteriskSwitch, 'asterisk' | 'ports'>,
  options = suiteOptions,
  ariPort = ports.http,
): Switch & { readonly transport: { readonly url: string } } {
  const { firstPacketMs, neverSentMs, lostMs, registrationSeconds, minRegistrationSeconds } = options;
  return createAsteriskSwitch({
    clock: systemClock,
    logger,
    ari: { url: `http://${loopback}:${ariPort}`, ...ari },
    webSocketUrl: `ws://${loopback}:${ports.http}/ws`,
    soundsFolder: asterisk.folders.sounds,
    recordingsFolder: recordingsOf({ asterisk }),
    // Two processes share the machine, and one of them makes keys for DTLS.
    silence: { firstPacketMs: 3 * firstPacketMs, neverSentMs, lostMs },
    device: { registrationSeconds, minRegistrationSeconds, mediaAddress: loopback },
    admitCall,
  });
}

/** Where recordings of its drivers go; gone with it. */
export const recordingsOf = ({ asterisk }: Pick<AsteriskSwitch, 'asterisk'>): string =>
  join(asterisk.folders.root, 'recordings');

/**
 * A real Asterisk, for a driver.
 * @param ports where it shall be, as one that was there before
 * @param configure what it is to know besides, and what is to lie in its folders for that
 */
export async function startAsteriskFor(
  ports: AsteriskPorts,
  configure: (folders: AsteriskFolders) => Partial<AsteriskConfigurationOptions> = () => ({}),
): Promise<RunningAsterisk> {
  return startAsterisk({
    install: findAsterisk(),
    files: (folders) =>
      asteriskConfiguration({
        http: { address: loopback, port: ports.http },
        ari,
        sip: { address: loopback, port: ports.sip },
        rtp: ports.rtp,
        musicFolder: join(folders.sounds, 'music'),
        ...configure(folders),
      }),
    prepare: ({ sounds }) =>
      void execFileSync(process.execPath, [join(process.cwd(), 'scripts', 'asterisk-sounds.mjs'), sounds]),
  });
}

/** What a server's environment says of it. */
export const serverOn = ({ folders }: RunningAsterisk, ports: AsteriskPorts): NodeJS.ProcessEnv => ({
  SWITCH: 'asterisk',
  ASTERISK_URL: `http://${loopback}:${ports.http}`,
  ASTERISK_USER: ari.user,
  ASTERISK_PASSWORD: ari.password,
  ASTERISK_WEBSOCKET_URL: `ws://${loopback}:${ports.http}/ws`,
  ASTERISK_SOUNDS: folders.sounds,
});

/** A real Asterisk of its own, steered by our driver. */
export async function startAsteriskSwitch(options = suiteOptions): Promise<AsteriskSwitch> {
  const ports = await freePorts();
  const asterisk = await startAsteriskFor(ports);
  const telephony = createDriver({ asterisk, ports }, options);
  await telephony.start();
  return {
    asterisk,
    ports,
    switch: telephony,
    url: telephony.transport.url,
    async stop() {
      await telephony.stop();
      await asterisk.stop();
    },
  };
}

/** For the suite that every switch keeps. */
export const suiteOnAsterisk: CreateHarness = async (options) => {
  const { stop, url, ...running } = await startAsteriskSwitch(options);
  return {
    ...{ switch: running.switch, url, stop },
    phones: { offersCandidates: true, keepsAssociation: true },
    recordingsFolder: recordingsOf(running),
  };
};
