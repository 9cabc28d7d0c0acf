import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProductionServer {
  /** All that it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Runs the built server in production mode until it says that it is ready.
 * @param environment all that it gets
 * @param preload modules that are loaded before it
 */
export async function startProductionServer(
  environment: NodeJS.ProcessEnv,
  preload: readonly string[] = [],
): Promise<ProductionServer> {
  const before = preload.flatMap((path) => ['--require', path]);
  const child = spawn(process.execPath, [...before, '--enable-source-maps', 'dist/server/main.js'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exited = once(child, 'exit');
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Växel is ready')) resolve();
    });
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  });
  await Promise.race([ready, exited]);
  if (!text.includes('Växel is ready')) throw new Error(`the server ended:\n${text}`);
  return {
    output: () => text,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
