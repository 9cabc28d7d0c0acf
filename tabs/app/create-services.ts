import { QueryClient } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import { addLaterTexts } from '../i18n/i18n';
import type { CallId } from '../../src/contract/ids';
import type { PhoneLibrary } from '../../src/contract/numbers/numbers';
import type { TabConfig } from '../../src/contract/tab-config';
import { createRest } from '../api/rest';
import { within } from '../api/within';
import { browserClock } from '../clock';
import type { Host } from '../hosts/host';
import type { WindowKind } from '../hosts/window-kind';
import { browserNotifications } from '../notifications/browser';
import { noNotifications } from '../notifications/ports';
import { createRealtimeClient } from '../realtime/client';
import { browserNetwork, webSocketOpener } from '../realtime/ports';
import { createWatching } from '../realtime/watching';
import { browserDevices } from '../softphone/adapters/browser-devices';
import { webAudioRinger } from '../softphone/adapters/web-audio-ringer';
import { onNetworkChange } from '../softphone/adapters/network-change';
import { audioNoticeText } from '../softphone/audio-routing';
import { createAudioSettings } from '../softphone/audio-settings';
import { createSoftphone } from '../softphone/softphone';
import { applyEvent, applySnapshot, applyValues, initialState, keepWatched, withSlices } from '../state/app-state';
import { createStore } from '../state/store';
import type { PanelTask } from '../view-models/panel-task';
import { createCalls } from '../session/calls';
import { rememberCalls, wasInCall } from '../session/call-memory';
import { createCallWatch } from '../session/call-watch';
import { features, loadLaterParts } from './features';
import { createFocusKeeper } from '../session/focus-keeper';
import { computerTimeZone, createLocalTime } from '../session/local-time';
import { createTabLog } from '../session/log';
import { createNavigation } from '../session/navigation';
import { createOwnWindow } from '../session/own-window';
import { onPageResume } from '../session/page-resume';
import { createParts } from '../session/parts';
import { createPlaceMemory } from '../session/place-memory';
import { createReturnToCall } from '../session/return-to-call';
import type { LaterParts, Services } from '../session/services';
import type { Notice } from '../session/notices';
import { guardUnload } from '../session/unload-guard';
import { warmMicrophone } from '../session/warm-microphone';
import { watchWindowUse } from '../session/window-use';

/** Longest time that the phone may take to say goodbye. */
const goodbyeMs = 3_000;

export interface CreateServicesOptions {
  readonly config: TabConfig;
  readonly host: Host;
  readonly i18n: I18n;
  readonly windowId: string;
  readonly windowKind: WindowKind;
  /** What this window is called among the person's phones. */
  readonly deviceLabel: () => string;
}

/** The composition root of one window: every part is made here and nowhere else. */
export function createServices({ config, host, i18n, windowId, windowKind, deviceLabel }: CreateServicesOptions): Services {
  const clock = browserClock;
  const log = createTabLog(clock.nowMs);
  const getToken = host.getToken;
  const rest = createRest({ fetch: (input, init) => window.fetch(input, init), getToken, log: log.add });
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: 2, refetchOnWindowFocus: false, networkMode: 'always' } } });
  const store = createStore(withSlices(initialState, features.flatMap(({ slice }) => slice ?? [])));
  const notices = createStore<Notice | null>(null);
  const phoneLibrary = createStore<PhoneLibrary | null>(null);
  const notify = (notice: Omit<Notice, 'id'>): void => notices.set({ ...notice, id: clock.nowMs() });
  const audioSettings = createAudioSettings(window.localStorage);
  const devices = browserDevices(window.navigator);
  const ringer = webAudioRinger(window);
  const navigation = createNavigation(window, createPlaceMemory(() => window.sessionStorage));
  const { localTime, refresh: refreshZone } = createLocalTime({ store, clock, computerZone: computerTimeZone });
  const parts = createParts({ clock, random: Math.random, log: log.add });
  // Only the own window and the installed app: a page in a tab strip or in Teams is announced by its host.
  const notifications = windowKind === 'popout' ? browserNotifications(window, windowId) : noNotifications;
  const newCallId = (): CallId => crypto.randomUUID() as CallId;

  const softphone = createSoftphone({
    loadSipClient: async () => (await parts.load('phone', () => import('../softphone/adapters/sip-js-client'))).sipJsClient({ origin: window.location.origin, clock, random: Math.random }),
    devices,
    ringer,
    clock,
    audioSettings,
    enrol: () => rest.enrolDevice({ windowId, kind: windowKind, label: deviceLabel() }),
    newCallId,
    onNetworkChange: (listener) => onNetworkChange(window, listener),
    onLostSession: (callId) => returnToCall.broken(callId),
    onAudioNotice: (notice) => notify(audioNoticeText(notice)),
    log: log.add,
  });

  const realtime = createRealtimeClient({
    openSocket: webSocketOpener(`${window.location.origin.replace(/^http/, 'ws')}/realtime`),
    network: browserNetwork,
    clock,
    random: Math.random,
    windowId,
    getToken,
    timeZone: computerTimeZone,
    onClockSkew: (clockSkewMs) => store.update((state) => ({ ...state, clockSkewMs })),
    onSnapshot(snapshot) {
      const again = store.get().me !== null;
      navigation.restore(snapshot.me.user.id);
      store.update((state) => applySnapshot(state, snapshot, clock.nowMs()));
      for (const { view } of store.get().calls.values()) softphone.follow(view);
      // The lists may have changed while nobody told us.
      if (again) void queries.invalidateQueries();
    },
    onEvent(event) {
      store.update((state) => applyEvent(state, event, clock.nowMs()));
      if (event.type === 'call') softphone.follow(event.call);
      for (const { onEvent } of features) onEvent?.(queries, event);
    },
    onValues: (people) => store.update((state) => applyValues(state, people)),
    onStatus(connection) {
      log.add(`realtime: ${connection.state}`);
      store.update((state) => ({ ...state, connection }));
      if (connection.state !== 'online') return;
      // What failed while nothing could be asked is asked again.
      void queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
      parts.retryNow();
      softphone.reconnect();
      use.connected();
    },
    log: log.add,
  });

  const watching = createWatching({
    clock,
    watch(people) {
      store.update((state) => keepWatched(state, people));
      realtime.watch(people);
    },
  });
  const calls = createCalls({ store, softphone, ringer, realtime, newCallId, onNotice: notify, onError: (code) => notify({ intent: 'error', key: `error.${code}` }) });
  const { cards } = createCallWatch({ store, softphone, ringer, clock, dismiss: calls.dismiss, onMoveFailed: calls.moveFailed });

  // As large as all of our own code: it comes after the first view.
  void parts.load('numbers', () => import('../../src/contract/numbers/phone-library')).then((loaded) => phoneLibrary.set(loaded.phoneLibrary));
  const later = createStore<LaterParts | null>(null);
  const loadLater = (): void =>
    void parts.load('later', async () => (await Promise.all([loadLaterParts(), addLaterTexts(i18n)]))[0]).then(later.set);
  let phoneStarted = false;
  const startPhone = (): void => {
    if (!phoneStarted) void softphone.start();
    phoneStarted = true;
  };
  const use = watchWindowUse({ window, clock, used: realtime.used });
  const wake = (): void => {
    refreshZone();
    parts.retryNow();
    realtime.wake();
    softphone.reconnect();
  };
  host.onResume(wake);
  onPageResume(window, wake);
  if (windowKind === 'popout') guardUnload(window, softphone);
  const ownWindow = createOwnWindow({
    window, here: windowKind === 'popout', host, store, softphone, clock, notify,
    command: realtime.command,
    channel: new BroadcastChannel('vaxel.own-window'),
  });
  const returnToCall = createReturnToCall({
    store,
    softphone,
    command: realtime.command,
    onOver: () => notify({ intent: 'info', key: 'returnToCall.over' }),
    onError: (code) => notify({ intent: 'error', key: `error.${code}` }),
  });
  navigation.onReturn(returnToCall.asked);
  host.onSubPage(navigation.openSubPage);
  if (host.subPageId !== null) navigation.openSubPage(host.subPageId);
  // A call waits for this window: it has to be a phone before anything is drawn.
  if (wasInCall(window.sessionStorage)) {
    startPhone();
    void warmMicrophone({ devices, settings: audioSettings.get, store, clock });
  }
  rememberCalls(window.sessionStorage, store);

  return {
    config, host, clock, rest, queries, i18n, realtime, watching, softphone, devices, ringer, audioSettings, store, cards, calls, navigation, ownWindow, phoneLibrary, notices, localTime, notifications, log, parts, later, loadLater, startPhone,
    panelTask: createStore<PanelTask | null>(null),
    focus: createFocusKeeper(window),
    async signOut() {
      const { deviceId } = softphone.state.get();
      // A switch that does not answer must not keep anybody signed in.
      await within(clock, goodbyeMs, softphone.stop(), 'sign-out').catch(() => undefined);
      if (deviceId !== null) await rest.revokeDevice(deviceId).catch(() => undefined);
      realtime.stop();
      queries.clear();
      await host.signOut();
    },
  };
}
