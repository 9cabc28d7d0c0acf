import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAsterisk, type AsteriskFolders, type RunningAsterisk } from '../../src/local/asterisk/asterisk-process';
import { freePorts } from '../../src/local/asterisk/ports';
import { findAsterisk } from '../fakes/asterisk';
import { environmentOf, given } from '../package/compose-file';

const loopback = '127.0.0.1';

export interface ComposeAsterisk {
  readonly asterisk: RunningAsterisk;
  readonly ports: { readonly udp: number; readonly tls: number };
  /** What the server of compose.yml is told of it. */
  readonly server: NodeJS.ProcessEnv;
}

/**
 * Asterisk as compose.yml has it: the service that writes its configuration has the environment of compose.yml, with
 * this machine's addresses, ports and folders; `ops/asterisk/run.sh` starts it. Without Docker, and Debian's package is
 * unpacked, not installed.
 * @param http where it answers the server and the proxy, with a port
 * @param certificates where the proxy keeps its own
 * @param name that they are for
 */
export async function startComposeAsterisk(http: string, certificates: string, name: string): Promise<ComposeAsterisk> {
  const [free, { sip: tls }] = [await freePorts(), await freePorts()];
  const install = findAsterisk();
  const environment = (root: string): NodeJS.ProcessEnv => ({
    ...environmentOf('asterisk-files'),
    PUBLIC_HOST: name,
    ASTERISK_HTTP: http,
    ASTERISK_ASKED_FROM: loopback,
    ASTERISK_ADDRESS: loopback,
    ASTERISK_SOUNDS: join(root, 'lib/sounds'),
    ASTERISK_CERTIFICATE: join(root, 'tls/phones.crt'),
    ASTERISK_KEY: join(root, 'tls/phones.key'),
    PHONE_PORTS: `udp:${free.sip},tcp:${free.sip},tls:${tls}`,
    MEDIA_ADDRESS: loopback,
    MEDIA_PORTS: `${free.rtp.begin}-${free.rtp.end}`,
  });
  const asterisk = await startAsterisk({
    // As a name on the path and as a container's command, in one: who asks it something asks the program itself.
    install: { ...install, program: join(process.cwd(), 'tests/production/as-in-container.sh'), arguments: [] },
    files: ({ root, etc }) => {
      const written = write(environment(root), etc);
      const variables = { ...environment(root), CERTIFICATES: certificates, LOOK_EVERY: '1', RUN_AS: userName() };
      prepare({ root, etc }, [install.program, ...install.arguments], variables);
      return written;
    },
  });
  const told = environmentOf('server');
  const phones = { PHONE_HOST: loopback, PHONE_PORTS: environment('')['PHONE_PORTS'] };
  return {
    asterisk,
    ports: { udp: free.sip, tls },
    server: {
      SWITCH: told['SWITCH'],
      ASTERISK_URL: `http://${http}`,
      ASTERISK_PASSWORD: told['ASTERISK_PASSWORD'],
      ASTERISK_SOUNDS: asterisk.folders.sounds,
      ...phones,
    },
  };
}

export const secretOfAri = (): string => given.get('ASTERISK_PASSWORD') ?? '';

const userName = (): string => spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim();

/** Carries out the service's command. Its files but asterisk.conf, which names the folders of this machine here. */
function write(environment: NodeJS.ProcessEnv, etc: string): Record<string, string> {
  const args = ['--enable-source-maps', 'dist/server/asterisk-files.js', etc];
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`asterisk-files ended with ${status}:\n${stderr}`);
  const names = readdirSync(etc).filter((each) => each !== 'asterisk.conf');
  return Object.fromEntries(names.map((each) => [each, readFileSync(join(etc, each), 'utf8')]));
}

/** What an image has by itself: the program on its path, and the environment of its service. */
function prepare(
  { root, etc }: Pick<AsteriskFolders, 'root' | 'etc'>,
  program: readonly string[],
  variables: NodeJS.ProcessEnv,
): void {
  mkdirSync(join(root, 'bin'));
  const line = `exec ${program.join(' ')} -C ${join(etc, 'asterisk.conf')} "$@"`;
  writeFileSync(join(root, 'bin/asterisk'), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  writeFileSync(join(root, 'container'), lines.join(''));
}
