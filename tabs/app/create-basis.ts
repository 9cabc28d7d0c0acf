import type { PhoneLibrary } from '../../src/contract/numbers/numbers';
import { computerTimeZone } from '../../src/contract/time-zone';
import { createRest } from '../api/rest';
import { browserClock } from '../clock';
import { addLaterTexts } from '../i18n/i18n';
import { afterPaint } from '../session/after-paint';
import { createFocusKeeper } from '../session/focus-keeper';
import { createLists } from '../session/lists';
import { createLocalTime } from '../session/local-time';
import { createTabLog } from '../session/log';
import { createNavigation } from '../session/navigation';
import type { Notice } from '../session/notices';
import { createParts } from '../session/parts';
import { createPlaceMemory } from '../session/place-memory';
import type { LaterParts } from '../session/services';
import { browserDevices } from '../softphone/adapters/browser-devices';
import { webAudioRinger } from '../softphone/adapters/web-audio-ringer';
import { createAudioSettings } from '../softphone/audio-settings';
import { initialState, withSlices } from '../state/app-state';
import { createStore } from '../state/store';
import type { PanelTask } from '../view-models/panel-task';
import type { CreateServicesOptions } from './options';
import { features, loadLaterParts } from './features';
import { once } from './once';

/** What knows neither the phone nor the server's events: the browser, stores, lists, and code that comes later. */
export function createBasis({ config, host, i18n, notifications }: CreateServicesOptions) {
  const clock = browserClock;
  const log = createTabLog(clock.nowMs);
  const rest = createRest({ fetch: (input, init) => window.fetch(input, init), getToken: host.getToken, log: log.add });
  const queries = createLists({
    defaultOptions: { queries: { staleTime: 60_000, retry: 2, refetchOnWindowFocus: false, networkMode: 'always' } },
  });
  const store = createStore(
    withSlices(
      initialState,
      features.flatMap(({ slice }) => slice ?? []),
    ),
  );
  const notices = createStore<Notice | null>(null);
  const navigation = createNavigation(
    window,
    createPlaceMemory(() => window.sessionStorage),
  );
  const { localTime, refresh: refreshZone } = createLocalTime({ store, clock, computerZone: computerTimeZone });
  const parts = createParts({ clock, random: Math.random, log: log.add });
  // As large as all of our own code: it comes after the first view.
  const phoneLibrary = createStore<PhoneLibrary | null>(null);
  void parts
    .load('numbers', () => import('../../src/contract/numbers/phone-library'))
    .then((loaded) => phoneLibrary.set(loaded.phoneLibrary));
  const later = createStore<LaterParts | null>(null);
  let drawn = (): void => undefined;
  const firstView = new Promise<void>((resolve) => (drawn = resolve)).then(() => afterPaint(window));
  return {
    config,
    host,
    i18n,
    notifications,
    clock,
    log,
    rest,
    queries,
    store,
    notices,
    navigation,
    localTime,
    refreshZone,
    parts,
    phoneLibrary,
    later,
    notify: (notice: Omit<Notice, 'id'>): void => notices.set({ ...notice, id: clock.nowMs() }),
    loadLater: once(
      () =>
        void parts
          .load('later', async () => (await Promise.all([loadLaterParts(), addLaterTexts(i18n)]))[0])
          // In the middle of the first drawing it would begin anew.
          .then(async (loaded) => {
            await firstView;
            later.set(loaded);
          }),
    ),
    drawn,
    firstView,
    audioSettings: createAudioSettings(window.localStorage),
    devices: browserDevices(window.navigator),
    ringer: webAudioRinger(window),
    panelTask: createStore<PanelTask | null>(null),
    focus: createFocusKeeper(window),
  };
}

export type Basis = ReturnType<typeof createBasis>;
