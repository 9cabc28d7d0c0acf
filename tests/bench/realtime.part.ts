import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface RealtimeServer {
  readonly port: number;
  readonly child: ChildProcess;
  kill(): Promise<void>;
}

/** Starts the realtime server of the benches and waits until it listens. */
export async function startRealtimeServer(port: number, databaseUrl: string): Promise<RealtimeServer> {
  const program = join(process.cwd(), 'tests', 'bench', 'realtime-server.part.ts');
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', program, String(port), databaseUrl], { stdio: ['pipe', 'pipe', 'inherit'] });
  const listening = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
    child.once('exit', () => reject(new Error('the realtime server did not start')));
  });
  return {
    port: listening,
    child,
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}
