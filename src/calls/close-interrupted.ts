import { toVaxelError } from '../errors/to-vaxel-error';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { changeOf } from './call-change';
import type { CallStore } from './call-store';
import type { Call } from './engine/call';
import { decide } from './engine/decide';
import type { Context } from './engine/protocol';

export interface CloseInterruptedDeps {
  readonly store: Pick<CallStore, 'save'>;
  readonly clock: Clock;
  readonly logger: Logger;
  context(): Context;
}

/** Closes calls that the last stop interrupted. @throws VaxelError server.unavailable */
export async function closeInterrupted(
  { store, clock, logger, context }: CloseInterruptedDeps,
  calls: readonly Call[],
): Promise<void> {
  for (const call of calls) {
    try {
      const decision = decide(call, { type: 'interrupted' }, context());
      if (decision.refused !== undefined) continue;
      await store.save(changeOf(call, decision.call, decision.effects, clock.nowMs()));
      logger.info({ callId: call.id }, 'closed a call that the last stop interrupted');
    } catch (error) {
      if (toVaxelError(error).code === 'server.unavailable') throw error;
      // One old call keeps nobody from new ones.
      logger.error({ err: error, callId: call.id }, 'a call that the last stop interrupted could not be closed');
    }
  }
}
