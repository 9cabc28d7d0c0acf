import { z } from 'zod';
import { OrganisationId, UserId } from '../contract/ids';
import { followChanges } from '../following/follow-changes';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import type { Lines } from './lines';

export interface FollowLinesDeps {
  readonly lines: Pick<Lines, 'load' | 'apply'>;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/** As the triggers of the database say it. */
const Change = z.object({ organisationId: OrganisationId, userId: UserId.nullable() });

/**
 * Loads the lines, and from then on reads again what a transaction has changed, whoever made it.
 * @throws VaxelError server.unavailable
 */
export function followLines({ lines, logger, ...rest }: FollowLinesDeps): Promise<void> {
  return followChanges({
    ...rest,
    channel: 'line_changed',
    change: Change,
    mostAtOnce: 500,
    readAll: lines.load,
    apply: lines.apply,
    onFailure: (error) =>
      logger.warn({ err: error }, 'changed lines could not be read: calls go as before until they can'),
  });
}
