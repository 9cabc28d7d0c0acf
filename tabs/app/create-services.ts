import { QueryClient } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import type { CallId } from '../../src/contract/ids';
import type { TabConfig } from '../../src/contract/tab-config';
import { createRest } from '../api/rest';
import { browserClock } from '../clock';
import type { Host } from '../hosts/host';
import { createRealtimeClient } from '../realtime/client';
import { browserNetwork, webSocketOpener } from '../realtime/ports';
import { browserDevices } from '../softphone/adapters/browser-devices';
import { webAudioRinger } from '../softphone/adapters/web-audio-ringer';
import { createAudioSettings } from '../softphone/audio-settings';
import { createSoftphone } from '../softphone/softphone';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { loadPhoneLibrary } from '../view-models/load-phone-library';
import type { PhoneLibrary } from '../view-models/dialling';
import { createCalls } from './calls';
import { createCallWatch } from './call-watch';
import { applyToHistory } from './history-cache';
import { createTabLog } from './log';
import { createNavigation } from './navigation';
import type { LaterParts, Notice, Services } from './services';

const partsRetryMs = 3_000;

export interface CreateServicesOptions {
  readonly config: TabConfig;
  readonly host: Host;
  readonly i18n: I18n;
  readonly windowId: string;
  readonly deviceLabel: string;
}

/** The composition root of one window: every part is made here and nowhere else. */
export function createServices({ config, host, i18n, windowId, deviceLabel }: CreateServicesOptions): Services {
  const clock = browserClock;
  const log = createTabLog(clock.nowMs);
  const getToken = host.getToken;
  const rest = createRest({ fetch: (input, init) => window.fetch(input, init), getToken, log: log.add });
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: 2, refetchOnWindowFocus: false } } });
  const store = createStore(initialState);
  const notices = createStore<Notice | null>(null);
  const phoneLibrary = createStore<PhoneLibrary | null>(null);
  const audioSettings = createAudioSettings(window.localStorage);
  const devices = browserDevices(window.navigator);
  const ringer = webAudioRinger(window);
  const navigation = createNavigation(window);

  const softphone = createSoftphone({
    loadSipClient: async () => (await import('../softphone/adapters/sip-js-client')).sipJsClient({ origin: window.location.origin, clock, random: Math.random }),
    devices,
    ringer,
    clock,
    audioSettings,
    enrol: () => rest.enrolDevice({ windowId, kind: 'tab', label: deviceLabel }),
    clockSkewMs: () => store.get().clockSkewMs,
    newCallId: () => crypto.randomUUID() as CallId,
    log: log.add,
  });

  const realtime = createRealtimeClient({
    openSocket: webSocketOpener(`${window.location.origin.replace(/^http/, 'ws')}/realtime`),
    network: browserNetwork,
    clock,
    random: Math.random,
    windowId,
    getToken,
    onSnapshot(snapshot, serverTimeMs) {
      const again = store.get().me !== null;
      store.update((state) => applySnapshot(state, snapshot, serverTimeMs, clock.nowMs()));
      for (const { view } of store.get().calls.values()) softphone.follow(view);
      // The lists may have changed while nobody told us.
      if (again) void queries.invalidateQueries();
    },
    onEvent(event) {
      store.update((state) => applyEvent(state, event, clock.nowMs()));
      if (event.type === 'call') softphone.follow(event.call);
      applyToHistory(queries, event);
    },
    onStatus(connection) {
      log.add(`realtime: ${connection.state}`);
      store.update((state) => ({ ...state, connection }));
      if (connection.state === 'online') softphone.reconnect();
    },
    log: log.add,
  });

  const calls = createCalls({
    store,
    softphone,
    ringer,
    realtime,
    clock,
    onError: (code) => notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${code}` }),
  });
  const { cards } = createCallWatch({ store, softphone, ringer, clock, dismiss: calls.dismiss });

  void loadPhoneLibrary().then(phoneLibrary.set);
  const later = createStore<LaterParts | null>(null);
  const loadLater = (): void => {
    import('./later-parts').then(later.set, (error: unknown) => {
      log.add(`page: parts not loaded: ${String(error)}`);
      clock.after(partsRetryMs, loadLater);
    });
  };
  host.onSubPage(navigation.openSubPage);
  if (host.subPageId !== null) navigation.openSubPage(host.subPageId);

  return {
    config, host, clock, rest, queries, i18n, realtime, softphone, devices, ringer, audioSettings, store, cards, calls, navigation, phoneLibrary, notices, log, later, loadLater,
    async signOut() {
      const { deviceId } = softphone.state.get();
      await softphone.stop();
      if (deviceId !== null) await rest.revokeDevice(deviceId).catch(() => undefined);
      realtime.stop();
      queries.clear();
      await host.signOut();
    },
  };
}
