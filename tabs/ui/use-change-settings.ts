import type { Settings, SettingsChange } from '../../src/contract/settings/settings';
import { errorCode } from '../api/client-error';
import { useServices } from './services';

/** Changes settings at once on screen and then at the server; refused, they are as before and a notice says why. */
export function useChangeSettings(): (change: SettingsChange) => void {
  const { rest, store, notices, clock } = useServices();
  return (change) => {
    const before = store.get().settings;
    store.update((state) => ({ ...state, settings: { ...state.settings, ...change } as Settings }));
    rest.changeSettings(change).catch((error: unknown) => {
      store.update((state) => ({ ...state, settings: before }));
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    });
  };
}
