import { z } from 'zod';
import { OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import { createCatchingUp, type CatchingUp } from '../time/catching-up';
import type { LineChange, Lines } from './lines';

export interface FollowChangesDeps {
  readonly lines: Pick<Lines, 'load' | 'apply'>;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/** As the triggers of the database say it. */
const Change = z.object({ organisationId: OrganisationId, userId: UserId.nullable() });

/** Of more at once, such as an import, everything is read anew. */
const mostAtOnce = 500;
/**
 * What one transaction says comes in one go, or nearly: it is read together, so that nobody is without a line in
 * between.
 */
const gatherMs = 20;

/** Null: this is none of ours. Whoever has the database can say anything on its channels. */
function readChange(payload: string): LineChange | null {
  try {
    return Change.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

/**
 * Loads the lines, and from then on reads again what a transaction has changed, whoever made it.
 * @throws VaxelError server.unavailable
 */
export async function followChanges({ lines, wakes, clock, logger }: FollowChangesDeps): Promise<void> {
  let changed: LineChange[] | 'everything' = [];
  /** Null until everything was read for the first time. */
  let reading: CatchingUp | null = null;

  async function work(): Promise<void> {
    await new Promise<void>((resolve) => void clock.after(gatherMs, resolve));
    const now = changed;
    changed = [];
    try {
      await (now === 'everything' ? lines.load() : lines.apply(now));
    } catch (error) {
      changed = 'everything';
      throw error;
    }
  }

  function onFailure(error: unknown): void {
    logger.warn({ err: error }, 'changed lines could not be read: calls go as before until they can');
  }

  await wakes.listen('line_changed', {
    onNotice(payload) {
      const change = readChange(payload);
      if (change === null || changed.length >= mostAtOnce) changed = 'everything';
      else if (changed !== 'everything') changed.push(change);
      reading?.ask();
    },
    onGap() {
      changed = 'everything';
      reading?.ask();
    },
  });
  await lines.load();
  reading = createCatchingUp({ clock, work, onFailure });
  if (changed.length > 0) reading.ask();
}
