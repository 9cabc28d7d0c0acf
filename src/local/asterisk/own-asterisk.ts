import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '../../ports/logger';
import { asteriskConfiguration } from '../../switch/asterisk/configuration';
import { startAsterisk, type AsteriskInstall, type RunningAsterisk } from './asterisk-process';
import { allAtLoopback, type AsteriskPorts } from './ports';

export interface OwnAsteriskOptions {
  readonly ports: AsteriskPorts;
  readonly install: AsteriskInstall;
  /** With our sounds, and the music in a folder of its own. */
  readonly soundsFolder: string;
  readonly logger: Logger;
}

/** The company's switch in local mode: an Asterisk of the server's own, on loopback. */
export interface OwnAsterisk {
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  readonly webSocketUrl: string;
  /** Its port for SIP over UDP and TCP. */
  readonly sip: number;
  stop(): Promise<void>;
}

const loopback = '127.0.0.1';

/**
 * Starts it and keeps it up: one that ends by itself has lost its calls, and comes back as an empty one at the same
 * place. @throws Error when it does not start
 */
export async function startOwnAsterisk(options: OwnAsteriskOptions): Promise<OwnAsterisk> {
  const { install, ports, soundsFolder, logger } = options;
  const ari = { user: 'vaxel', password: randomBytes(24).toString('base64url') };
  const files = asteriskConfiguration({
    http: { address: loopback, port: ports.http },
    ari,
    sip: { address: loopback, port: ports.sip },
    rtp: ports.rtp,
    musicFolder: join(soundsFolder, 'music'),
    reachedAt: allAtLoopback(),
  });
  const start = async (): Promise<RunningAsterisk> => {
    const started = await startAsterisk({ install, files: () => files });
    void started.exited.then(() => (isStopped ? undefined : again(started)));
    return started;
  };
  let isStopped = false;
  let running = start();
  async function again(ended: RunningAsterisk): Promise<void> {
    logger.warn({ said: ended.log().slice(-2_000) }, 'Asterisk has ended by itself, and is started again');
    running = ended.stop().then(start);
    await running.catch((error: unknown) => logger.error({ err: error }, 'Asterisk does not start'));
  }
  await running;
  return {
    ari: { url: `http://${loopback}:${ports.http}`, ...ari },
    webSocketUrl: `ws://${loopback}:${ports.http}/ws`,
    sip: ports.sip,
    async stop() {
      isStopped = true;
      await (await running.catch(() => null))?.stop();
    },
  };
}
