import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Tally, Target } from './attack';
import type { Done, Order } from './attackers.part';

export interface Attackers {
  /** All at once. @throws when one of them could not even begin */
  attack(forMs: number): Promise<void>;
  /** What came of all blows so far. */
  readonly tally: Tally;
  end(): Promise<void>;
}

/** Starts the attackers' process; both test runners are started in the repository's root. */
export async function startAttackers(target: Target, niceness: number): Promise<Attackers> {
  const child = fork(join(process.cwd(), 'tests', 'hostile', 'attackers.part.ts'), [], {
    execArgv: ['--import', 'tsx'],
  });
  const exited = once(child, 'exit');
  await once(child, 'message');
  const tally: Tally = {};
  return {
    async attack(forMs) {
      child.send({ forMs, target, niceness } satisfies Order);
      const [done] = (await Promise.race([
        once(child, 'message'),
        exited.then(() => Promise.reject(new Error('the attackers ended'))),
      ])) as [Done];
      if (done.failure !== null) throw new Error(`the attackers could not attack: ${done.failure}`);
      for (const [name, outcomes] of Object.entries(done.tally)) {
        const sum = (tally[name] ??= {});
        for (const [outcome, count] of Object.entries(outcomes)) sum[outcome] = (sum[outcome] ?? 0) + count;
      }
    },
    tally,
    async end() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
