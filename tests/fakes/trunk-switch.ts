import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../src/local/asterisk/ports';
import { startOutsideNetwork, type OutsideNetwork } from '../../src/local/asterisk/outside-network';
import type { Logger } from '../../src/ports/logger';
import { createAsteriskSwitch } from '../../src/switch/asterisk/index';
import type { SwitchEvent } from '../../src/switch/port';
import { systemClock } from '../../src/time/system-clock';
import { findAsterisk } from './asterisk';
import { ari, startAsteriskFor } from './asterisk-switch';
import { certificateFor } from './certificates';

const logger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A real Asterisk with our driver, which asks operators every second, and believes one certificate. */
export async function startTrunkSwitch(onEvent: (event: SwitchEvent) => void) {
  const ports = await freePorts();
  const certificate = await certificateFor(['127.0.0.1'], 30);
  const asterisk = await startAsteriskFor(ports, ({ sounds }) => {
    const authorities = join(sounds, 'authorities.pem');
    writeFileSync(authorities, certificate.cert);
    return { authorities };
  });
  const telephony = createAsteriskSwitch({
    clock: systemClock,
    logger,
    ari: { url: `http://127.0.0.1:${ports.http}`, ...ari },
    webSocketUrl: `ws://127.0.0.1:${ports.http}/ws`,
    soundsFolder: asterisk.folders.sounds,
    device: { mediaAddress: '127.0.0.1', trunkQualifySeconds: 1 },
    admitCall: () => () => undefined,
  });
  telephony.onEvent(onEvent);
  await telephony.start();
  return { asterisk, telephony, certificate, sipPort: ports.sip };
}

/** A telephone network that announces with a tone of 500 Hz. */
export async function startAnnouncing(company: number): Promise<OutsideNetwork> {
  const tone = Buffer.alloc(256_000);
  for (let at = 0; at < tone.length; at += 2)
    tone.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * 500 * (at / 2)) / 16_000)), at);
  return startOutsideNetwork({
    install: findAsterisk(),
    company,
    writeSounds: (folder) => writeFileSync(join(folder, 'not-in-use-sv.sln16'), tone),
  });
}
