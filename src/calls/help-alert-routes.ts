import { Router } from 'express';
import { HelpAlertsSeen } from '../contract/calls/help-alerts';
import { route } from '../http/route';
import type { HelpAlerts } from './help-alerts';

/** `/help-alerts`: that one has seen who called for help. */
export function createHelpAlertRoutes(alerts: Pick<HelpAlerts, 'see'>): Router {
  const router = Router();
  router.post(
    '/help-alerts/seen',
    route({ body: HelpAlertsSeen, handler: ({ principal, body }) => alerts.see(principal, body.ids) }),
  );
  return router;
}
