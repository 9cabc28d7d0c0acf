import { showNoNumber } from '../contract/devices/sip';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import type { Settings, SettingsChange } from '../contract/settings/settings';
import type { Principal } from '../ports/principal';
import type { Publisher } from '../ports/publisher';
import type { NumbersToShow } from './number-to-show';
import type { SettingsStore } from './store';

export interface ChangeSettingsDeps {
  settingsOf(organisationId: OrganisationId): SettingsStore;
  readonly publisher: Pick<Publisher, 'toUser'>;
  /** What the user's calls show follows. */
  readonly numberToShow: Pick<NumbersToShow, 'change'>;
}

export type ChangeSettings = (principal: Principal, change: SettingsChange) => Promise<Settings>;

/**
 * Changes a user's settings and tells every window of theirs. Only a number of one's own, or none, can be shown to
 * others, and only one's own devices can be called from.
 * @throws VaxelError call.numberNotYours | device.notFound
 */
export function createChangeSettings({ settingsOf, publisher, ...deps }: ChangeSettingsDeps): ChangeSettings {
  return async ({ organisationId, userId }, change) => {
    const store = settingsOf(organisationId);
    const { numberToShow, callFrom } = change;
    if (
      typeof numberToShow === 'string' &&
      numberToShow !== showNoNumber &&
      !(await store.numbersOf(userId)).includes(numberToShow)
    ) {
      throw new VaxelError('call.numberNotYours', 'Only a number of your own can be shown.');
    }
    if (typeof callFrom === 'string' && callFrom !== 'mobile' && !(await store.isDeviceOf(userId, callFrom))) {
      throw new VaxelError('device.notFound', 'Calls can be made from your own devices only.');
    }
    const write = () => store.change(userId, change);
    const settings = await (numberToShow === undefined ? write() : deps.numberToShow.change(userId, write));
    publisher.toUser(organisationId, userId, { type: 'settings', settings });
    return settings;
  };
}
