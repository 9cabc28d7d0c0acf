import { z } from 'zod';
import { CallView } from './call-view';
import { HelpAlert, mostHelpAlerts } from './help-alerts';

/** Those that I have not seen, the oldest first. */
const HelpAlerts = z.array(HelpAlert).max(mostHelpAlerts);

export const CallEvent = z.discriminatedUnion('type', [
  /** A call of mine appeared or changed. An ended call is sent once with state `ended`, then is gone from snapshots. */
  z.object({ type: z.literal('call'), call: CallView }),
  /** Somebody has called for help, or another window of mine has seen it. */
  z.object({ type: z.literal('helpAlerts'), alerts: HelpAlerts }),
]);

export const CallsPart = z.object({ calls: z.array(CallView), helpAlerts: HelpAlerts });
