import type { CallService } from '../calls/service';
import type { HistoryStore } from '../history/store';
import type { OrganisationId } from '../contract/ids';
import type { Snapshot } from '../contract/realtime';
import type { DeviceRegistry } from '../devices/registry';
import type { Principal } from '../ports/principal';
import type { PeopleStore } from '../people/store';
import type { SettingsStore } from '../settings/store';

export interface SnapshotDeps {
  peopleOf(organisationId: OrganisationId): PeopleStore;
  settingsOf(organisationId: OrganisationId): SettingsStore;
  historyOf(principal: Principal): HistoryStore;
  readonly calls: Pick<CallService, 'viewsOf'>;
  readonly devices: Pick<DeviceRegistry, 'views'>;
}

const newestHistory = { show: 'all', limit: 100 } as const;

/** All that a window needs to draw itself. What is in memory is read last, so that it is the newest. */
export function createSnapshot(deps: SnapshotDeps): (principal: Principal) => Promise<Snapshot> {
  return async (principal) => {
    const { organisationId, userId, roles } = principal;
    const [me, settings, history] = await Promise.all([
      deps.peopleOf(organisationId).me(userId, roles),
      deps.settingsOf(organisationId).read(userId),
      deps.historyOf(principal).page(newestHistory),
    ]);
    return {
      me,
      settings,
      history: history.entries,
      calls: deps.calls.viewsOf(userId),
      devices: deps.devices.views(userId),
    };
  };
}
