import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Both test runners are started in the repository's root. */
const root = process.cwd();

export interface RunningServer {
  readonly url: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** All that it printed so far. */
  output(): string;
  /**
   * Resolves with the exit code once it has ended. @throws Error when it had ended by itself before, with what it said
   * last
   */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  readonly port?: number;
  readonly dataFolder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly arguments?: readonly string[];
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'vaxel-'));

/**
 * Starts the built server as `npm start` does, with its own port and data folder; resolves when it says that it is
 * ready.
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const dataFolder = options.dataFolder ?? temporaryFolder();
  const { child, output } = spawnServer({ ...options, port, dataFolder });
  let isAsked = false;
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  await new Promise<void>((ready, reject) => {
    child.stdout?.on('data', () => output().includes('Växel is ready') && ready());
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output()}`)));
  });

  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    pid: child.pid ?? 0,
    output,
    stop(signal = 'SIGTERM') {
      const isGone = child.exitCode !== null || child.signalCode !== null;
      if (isGone && !isAsked)
        return Promise.reject(new Error(`the server had ended by itself:\n${output().slice(-8_000)}`));
      isAsked = true;
      child.kill(signal);
      return exited;
    },
  };
}

/** The server's process, for starts that are expected to fail. */
export function spawnServer(options: StartOptions & { port: number; dataFolder: string }): {
  child: ChildProcess;
  output: () => string;
} {
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), ...(options.arguments ?? [])], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(options.port),
      VAXEL_DATA: options.dataFolder,
      LOG_LEVEL: 'info',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
