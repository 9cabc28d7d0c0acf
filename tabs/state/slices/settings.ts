import type { Settings } from '../../../src/contract/settings/settings';
import type { Slice } from '../slice';

export const settingsSlice: Slice<Settings> = {
  initial: { language: null, timeZone: null, notifications: null, numberToShow: null, callFrom: null, shortcuts: {} },
  snapshot: (_, { settings }) => settings,
  event: (before, event) => (event.type === 'settings' ? event.settings : before),
};
