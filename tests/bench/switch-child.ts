import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface SwitchChild {
  readonly url: string;
  cpu(): Promise<{ microseconds: number; rssBytes: number }>;
  /** After a garbage collection: what lives, in V8 and beside it, and what the process has of the system. */
  memory(): Promise<{ liveBytes: number; rssBytes: number }>;
  stop(): Promise<void>;
}

/** Starts the switch of switch-process.ts with that many devices. */
export async function startSwitchChild(devices: number): Promise<SwitchChild> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./switch-process.ts', import.meta.url)), [String(devices)], { execArgv: ['--import', 'tsx', '--expose-gc'] });
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
