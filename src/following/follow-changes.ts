import type { z } from 'zod';
import type { Clock } from '../ports/clock';
import type { WakeChannel, Wakes } from '../ports/wakes';
import { createCatchingUp, type CatchingUp } from '../time/catching-up';
import { readNotice } from './read-notice';

export interface FollowDeps<Change> {
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly channel: WakeChannel;
  /** What the channel's triggers say. */
  readonly change: z.ZodType<Change>;
  /** Of more at once, such as an import, everything is read anew. */
  readonly mostAtOnce: number;
  readonly readAll: () => Promise<void>;
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  /** It has begun to fail; everything is read once that can be done. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * What one transaction says comes in one go, or nearly: it is read together, so that nobody is without a line, say, in
 * between. What was done here comes as a notice as well, and is known by then.
 */
const gatherMs = 20;

/**
 * Reads everything, and from then on again what a transaction has changed, whoever made it. Resolves when everything
 * was read for the first time. @throws VaxelError server.unavailable
 */
export async function followChanges<Change>(deps: FollowDeps<Change>): Promise<void> {
  const { wakes, clock, channel, mostAtOnce, readAll, apply, onFailure } = deps;
  let changed: Change[] | 'everything' = [];
  /** Null until everything was read for the first time. */
  let reading: CatchingUp | null = null;

  async function work(): Promise<void> {
    await new Promise<void>((resolve) => void clock.after(gatherMs, resolve));
    const now = changed;
    changed = [];
    // What came while it was gathered has been asked for once more.
    if (now.length === 0) return;
    try {
      await (now === 'everything' ? readAll() : apply(now));
    } catch (error) {
      changed = 'everything';
      throw error;
    }
  }

  await wakes.listen(channel, {
    onNotice(payload) {
      const change = readNotice(deps.change, payload);
      if (change === null || changed.length >= mostAtOnce) changed = 'everything';
      else if (changed !== 'everything') changed.push(change);
      reading?.ask();
    },
    onGap() {
      changed = 'everything';
      reading?.ask();
    },
    onEnd: () => reading?.stop(),
  });
  await readAll();
  reading = createCatchingUp({ clock, work, onFailure });
  if (changed.length > 0) reading.ask();
}
