import { toVaxelError } from '../errors/to-vaxel-error';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { changeOf } from './call-change';
import type { CallStore } from './call-store';
import { isOver } from './engine/call-facts';
import type { Call } from './engine/call';
import { decide } from './engine/decide';
import type { Context } from './engine/protocol';

export interface CloseInterruptedDeps {
  readonly store: Pick<CallStore, 'save'>;
  readonly clock: Clock;
  readonly logger: Logger;
  context(): Context;
}

/** Closes calls that the last stop interrupted, and what they were recording. @throws VaxelError server.unavailable */
export async function closeInterrupted(
  { store, clock, logger, context }: CloseInterruptedDeps,
  calls: readonly Call[],
): Promise<void> {
  for (const call of calls) {
    try {
      for (let before = call; !isOver(before);) {
        const decision = decide(before, { type: 'interrupted' }, context());
        if (decision.refused !== undefined) break;
        await store.save(changeOf(before, decision.call, decision.effects, clock.nowMs()));
        before = decision.call;
      }
      logger.info({ callId: call.id }, 'closed a call that the last stop interrupted');
    } catch (error) {
      if (toVaxelError(error).code === 'server.unavailable') throw error;
      // One old call keeps nobody from new ones.
      logger.error({ err: error, callId: call.id }, 'a call that the last stop interrupted could not be closed');
    }
  }
}
