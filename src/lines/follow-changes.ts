import { z } from 'zod';
import { OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
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
const retryMs = 1_000;
/**
 * What one transaction says comes in one go, or nearly: it is read together, so that nobody is without a line in
 * between.
 */
const gatherMs = 20;

/**
 * Loads the lines, and from then on reads again what a transaction has changed, whoever made it.
 * @throws VaxelError server.unavailable
 */
export async function followChanges({ lines, wakes, clock, logger }: FollowChangesDeps): Promise<void> {
  let changed: LineChange[] | 'everything' = [];
  let isReading = true;

  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  async function readChanged(): Promise<void> {
    await pause(gatherMs);
    const now = changed;
    changed = [];
    try {
      await (now === 'everything' ? lines.load() : lines.apply(now));
    } catch (error) {
      logger.warn({ err: error }, 'changed lines could not be read: calls go as before until they can');
      changed = 'everything';
      await pause(retryMs);
    }
  }

  /** One reading after the other: what is told meanwhile is read next. */
  async function read(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (changed.length > 0) await readChanged();
    isReading = false;
  }

  await wakes.listen('line_changed', {
    onNotice(payload) {
      const change = Change.safeParse(JSON.parse(payload));
      if (!change.success || changed.length >= mostAtOnce) changed = 'everything';
      else if (changed !== 'everything') changed.push(change.data);
      void read();
    },
    onGap() {
      changed = 'everything';
      void read();
    },
  });
  await lines.load();
  isReading = false;
  await read();
}
