import { z } from 'zod';
import { UserId } from '../ids';

/** Of one organisation; older ones stand in the audit. */
export const mostHelpAlerts = 20;

/** Somebody has called for help: administrators, and whom they name, are told until they have seen it. */
export const HelpAlert = z.object({
  id: z.uuid(),
  atMs: z.number().int(),
  /** Which emergency number. */
  number: z.string(),
  caller: z.object({ userId: UserId, name: z.string(), extension: z.string() }),
  /** What help was shown: E.164, of the site or the caller's own. */
  shownNumber: z.string().nullable(),
  /** From which of the caller's phones. */
  deviceLabel: z.string().nullable(),
});
export type HelpAlert = z.infer<typeof HelpAlert>;

/** `POST /api/help-alerts/seen`: I have seen these. */
export const HelpAlertsSeen = z.object({ ids: z.array(z.uuid()).min(1).max(mostHelpAlerts) });
