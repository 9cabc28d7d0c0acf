import type { CallsFeature } from '../calls/feature';
import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { createKeepTimeZone } from './browser-time-zone';
import { createChangeSettings } from './change-settings';
import { createSettingsRoutes } from './routes';
import { createSettingsStore } from './store';

export type SettingsDeps = Pick<CallsFeature, 'numberToShow'>;

/** What follows a person from window to window. */
export function createSettingsFeature({ db, logger, publisher }: Infrastructure, { numberToShow }: SettingsDeps): Feature {
  const settingsOf = (organisationId: OrganisationId) => createSettingsStore(db, organisationId);
  const changeSettings = createChangeSettings({ settingsOf, publisher, numberToShow });
  const keepTimeZone = createKeepTimeZone(db, logger);
  return {
    router: createSettingsRoutes({ settingsOf, changeSettings }),
    snapshot: { settings: ({ organisationId, userId }) => settingsOf(organisationId).read(userId) },
    windows: { timeZone: (principal, timeZone) => void keepTimeZone(principal, timeZone) },
  };
}
