import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../../ports/logger';
import { demoOrganisations } from '../demo/organisations';
import { readInstall } from './asterisk-process';
import { startOutsideNetwork, type OutsideNetwork } from './outside-network';
import { startOwnAsterisk, type OwnAsterisk } from './own-asterisk';
import { freePorts } from './ports';

export interface LocalAsterisksOptions {
  /** Where `scripts/asterisk.mjs` has brought it. */
  readonly folder: string;
  readonly soundsFolder: string;
  readonly logger: Logger;
}

export interface LocalAsterisks {
  readonly own: OwnAsterisk;
  /** Null: it could not be started, and the log says why. */
  readonly outside: OutsideNetwork | null;
  stop(): Promise<void>;
}

const announcement = 'not-in-use-sv.sln16';

/** One Asterisk is the company's switch, a second one the telephone network around it. @throws Error of the first */
export async function startLocalAsterisks({
  folder,
  soundsFolder,
  logger,
}: LocalAsterisksOptions): Promise<LocalAsterisks> {
  const install = readInstall(folder);
  const ports = await freePorts();
  const numbers = demoOrganisations.flatMap(({ users }) => users.flatMap((user) => user.numbers));
  let isStopped = false;
  const network = startOutsideNetwork({
    install,
    company: ports.sip,
    companyNumbers: numbers.map(({ number }) => number),
    writeSounds: (sounds) => copyFileSync(join(soundsFolder, announcement), join(sounds, announcement)),
  }).catch((error: unknown) => {
    const reason = String(error).slice(0, 1_000);
    logger.warn({ reason }, 'the outside network did not start: outside phones are played by the own switch');
    return null;
  });
  const stopOutside = async (): Promise<void> => {
    isStopped = true;
    await (await network)?.stop();
  };
  try {
    const own = await startOwnAsterisk({ install, ports, soundsFolder, logger });
    const outside = await network;
    void outside?.exited.then(() => {
      if (!isStopped) logger.warn({}, 'the outside network has ended by itself: nobody outside is reached any more');
    });
    return { own, outside, stop: async () => void (await Promise.all([own.stop(), stopOutside()])) };
  } catch (error) {
    await stopOutside();
    throw error;
  }
}
