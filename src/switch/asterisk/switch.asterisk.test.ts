import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { findAsterisk } from '../../../tests/fakes/asterisk';
import { switchSuite, type CreateHarness } from '../../../tests/suites/switch.suite';
import { createCallLimits } from '../../limits/call-limits';
import { startAsterisk } from '../../local/asterisk/asterisk-process';
import { freePorts } from '../../local/asterisk/ports';
import type { Logger } from '../../ports/logger';
import { systemClock } from '../../time/system-clock';
import { asteriskConfiguration } from './configuration';
import { createAsteriskSwitch } from './index';

const logger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The suite's few devices say more at once than people do; what is limited has its own test. */
const unlimited = { burst: 100_000, perSecond: 100_000 };
const admitCall = createCallLimits(systemClock, {
  user: { fresh: unlimited, most: 1_000 },
  organisation: { fresh: unlimited, most: 1_000 },
});

const harness: CreateHarness = async ({ firstPacketMs, neverSentMs, lostMs, ...options }) => {
  const ports = await freePorts();
  const ari = { user: 'vaxel', password: 'of the tests' };
  const loopback = '127.0.0.1';
  const asterisk = await startAsterisk({
    install: findAsterisk(),
    files: ({ sounds }) =>
      asteriskConfiguration({
        http: { address: loopback, port: ports.http },
        ari,
        sip: { address: loopback, port: ports.sip },
        rtp: ports.rtp,
        musicFolder: join(sounds, 'music'),
      }),
    prepare: ({ sounds }) =>
      void execFileSync(process.execPath, [join(process.cwd(), 'scripts', 'asterisk-sounds.mjs'), sounds]),
  });
  const telephony = createAsteriskSwitch({
    clock: systemClock,
    logger,
    ari: { url: `http://${loopback}:${ports.http}`, ...ari },
    webSocketUrl: `ws://${loopback}:${ports.http}/ws`,
    soundsFolder: asterisk.folders.sounds,
    // Two processes share the machine, and one of them makes keys for DTLS.
    silence: { firstPacketMs: 3 * firstPacketMs, neverSentMs, lostMs },
    device: {
      registrationSeconds: options.registrationSeconds,
      minRegistrationSeconds: options.minRegistrationSeconds,
      mediaAddress: loopback,
    },
    admitCall,
  });
  await telephony.start();
  return {
    switch: telephony,
    url: telephony.transport.url,
    phones: { offersCandidates: true },
    async stop() {
      await telephony.stop();
      await asterisk.stop();
    },
  };
};

switchSuite('asterisk', harness, { isOurs: false, crosses: false });
