import type { OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { HelpAlerts, HelpCallMade } from './help-alerts';
import { untilKept } from '../time/until-kept';

/** How long whoever has called for help is rung by everybody, whatever the rules say: help may call back. */
const callBackMs = 3_600_000;
const most = 10_000;

interface HelpCall {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly untilMs: number;
}

/** Who calls for help, by which number. */
type Called = Pick<HelpCallMade, 'organisationId' | 'userId' | 'number'>;

/** Who has called for help, for a server that starts meanwhile. */
export interface HelpCallStore {
  /** @throws VaxelError server.unavailable */
  keep(call: HelpCall): Promise<void>;
  /** Tells administrators. @throws VaxelError server.unavailable */
  tell(call: Called): Promise<void>;
  /** Those that still hold, the first to be over first. @throws VaxelError server.unavailable */
  all(): Promise<readonly HelpCall[]>;
}

/** Who has called for help lately. */
export interface HelpCalls {
  /** Reads who had when the last server ended. @throws VaxelError server.unavailable */
  start(): Promise<void>;
  /** Help is called at once; that it was is stored meanwhile. */
  called(call: HelpCallMade): void;
  /** Null = not lately. */
  untilMs(userId: UserId): number | null;
}

export interface HelpCallsDeps {
  readonly helpCalls: HelpCallStore;
  readonly helpAlerts: Pick<HelpAlerts, 'raise'>;
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly logger: Pick<Logger, 'warn'>;
}

export function createHelpCalls({ helpCalls: store, helpAlerts, clock, logger }: HelpCallsDeps): HelpCalls {
  // In the order of their calls.
  const until = new Map<UserId, number>();

  function remember(userId: UserId, untilMs: number): void {
    until.delete(userId);
    until.set(userId, untilMs);
    for (const [oldest, endMs] of until) {
      if (endMs > clock.nowMs() && until.size <= most) return;
      until.delete(oldest);
    }
  }

  return {
    async start() {
      for (const { userId, untilMs } of await store.all()) remember(userId, untilMs);
    },
    called(call) {
      const { organisationId, userId, number } = call;
      const untilMs = clock.nowMs() + callBackMs;
      remember(userId, untilMs);
      untilKept(clock, () => store.keep({ organisationId, userId, untilMs })).catch((error: unknown) =>
        logger.warn({ err: error, userId }, 'a restart forgets that this person has called for help'),
      );
      logger.warn({ organisationId, userId, number }, 'an emergency number is called');
      untilKept(clock, () => store.tell({ organisationId, userId, number })).catch((error: unknown) =>
        logger.warn({ err: error, userId }, 'administrators are not told that this person has called for help'),
      );
      try {
        helpAlerts.raise(call);
      } catch (error) {
        // Nothing stands between anybody and help.
        logger.warn({ err: error, userId }, 'nobody is shown that this person has called for help');
      }
    },
    untilMs(userId) {
      const endMs = until.get(userId) ?? 0;
      return endMs > clock.nowMs() ? endMs : null;
    },
  };
}
