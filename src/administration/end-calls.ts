import type { CallService } from '../calls/service';
import type { LineUser } from '../lines/line-user';
import type { Logger } from '../ports/logger';

export interface EndCallsDeps {
  readonly calls: Pick<CallService, 'callsOf' | 'execute'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Ends all calls of somebody who is no longer there, as if he or she had hung up. */
export function createEndCalls({ calls, logger }: EndCallsDeps): (user: LineUser) => void {
  return ({ organisationId, userId }) => {
    const principal = { organisationId, userId, roles: ['user' as const], expiresAtMs: 0 };
    for (const { id } of calls.callsOf(userId))
      calls
        .execute(principal, { name: 'call.hangUp', callId: id })
        .catch(() => calls.execute(principal, { name: 'call.decline', callId: id }))
        .catch((error: unknown) => logger.warn({ err: error, callId: id }, 'a call of who has left goes on'));
  };
}
