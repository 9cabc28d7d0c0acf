import type { NumberToShow } from '../calls/number-to-show';
import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import { createKeepTimeZone } from './browser-time-zone';
import { createChangeSettings } from './change-settings';
import { createNumbersToShow } from './number-to-show';
import { createSettingsRoutes } from './routes';
import { createSettingsStore } from './store';
import { createStoredNumbers } from './stored-numbers';
import { createZoneOf, type ZoneOf } from './zone-of';

export interface SettingsFeature extends Feature {
  readonly numberToShow: NumberToShow;
  readonly zoneOf: ZoneOf;
}

/** What follows a person from window to window. */
export function createSettingsFeature({ db, clock, logger, publisher }: Infrastructure): SettingsFeature {
  const settingsOf = onceEach((organisationId: OrganisationId) => createSettingsStore(db, organisationId));
  const numberToShow = createNumbersToShow({ stored: createStoredNumbers(db), clock, logger });
  const changeSettings = createChangeSettings({ settingsOf, publisher, numberToShow });
  const keepTimeZone = createKeepTimeZone(db, logger);
  return {
    numberToShow,
    zoneOf: createZoneOf(db),
    router: createSettingsRoutes({ settingsOf, changeSettings }),
    snapshot: { settings: ({ organisationId, userId }) => settingsOf(organisationId).read(userId) },
    start: numberToShow.load,
    windows: { timeZone: (principal, timeZone) => void keepTimeZone(principal, timeZone) },
  };
}
