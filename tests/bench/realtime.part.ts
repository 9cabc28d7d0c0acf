import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface RealtimeServer {
  readonly port: number;
  readonly child: ChildProcess;
  /** The line of one of the people changes; see line-orders.ts. */
  changeLine(user: number, line: string): void;
  kill(): Promise<void>;
}

/** Starts the realtime server of the benches and waits until it listens. */
export function startRealtimeServer(port: number, databaseUrl: string): Promise<RealtimeServer> {
  return startPart('realtime-server.part.ts', String(port), databaseUrl);
}

/** A program of this folder that prints its port as soon as it listens. */
export async function startPart(name: string, ...args: string[]): Promise<RealtimeServer> {
  const program = join(process.cwd(), 'tests', 'bench', name);
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const listening = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
    child.once('exit', () => reject(new Error(`${name} did not start`)));
  });
  return {
    port: listening,
    child,
    changeLine: (user, line) => void child.stdin.write(`${user} ${line}\n`),
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}
