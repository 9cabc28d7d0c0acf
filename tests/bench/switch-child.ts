import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { quickSipGrammar } from '../../scripts/lib/sip-grammar.mjs';

export interface SwitchChild {
  readonly url: string;
  cpu(): Promise<{ microseconds: number; rssBytes: number }>;
  /** After a garbage collection: what lives, in V8 and beside it, and what the process has of the system. */
  memory(): Promise<{ liveBytes: number; rssBytes: number }>;
  stop(): Promise<void>;
}

/**
 * Starts the switch of switch-process.ts with that many devices, bundled as the server is. `usual` = with the limits of the
 * product; otherwise what one user or address may ask of it has none.
 */
export async function startSwitchChild(devices: number, limits: 'none' | 'usual' = 'none'): Promise<SwitchChild> {
  const outfile = join(process.cwd(), 'dist', 'bench', 'switch-process.js');
  const entryPoints = [join(process.cwd(), 'tests', 'bench', 'switch-process.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', plugins: [quickSipGrammar(process.cwd())], logLevel: 'warning' });
  const child: ChildProcess = fork(outfile, [String(devices), limits], { execArgv: ['--expose-gc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `ws://127.0.0.1:${port}/sip`,
    async cpu() {
      child.send('cpu');
      const [answer] = (await once(child, 'message')) as [{ microseconds: number; rssBytes: number }];
      return answer;
    },
    async memory() {
      child.send('memory');
      const [answer] = (await once(child, 'message')) as [{ liveBytes: number; rssBytes: number }];
      return answer;
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
