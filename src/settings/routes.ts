import { Router } from 'express';
import type { OrganisationId } from '../contract/ids';
import { SettingsChange } from '../contract/settings/settings';
import { route } from '../http/route';
import type { ChangeSettings } from './change-settings';
import type { SettingsStore } from './store';

export interface SettingsRoutesDeps {
  settingsOf(organisationId: OrganisationId): SettingsStore;
  readonly changeSettings: ChangeSettings;
}

/** `GET /settings`, `PATCH /settings`. */
export function createSettingsRoutes({ settingsOf, changeSettings }: SettingsRoutesDeps): Router {
  const router = Router();
  router.get(
    '/settings',
    route({ handler: ({ principal }) => settingsOf(principal.organisationId).read(principal.userId) }),
  );
  router.patch(
    '/settings',
    route({ body: SettingsChange.strict(), handler: ({ principal, body }) => changeSettings(principal, body) }),
  );
  return router;
}
