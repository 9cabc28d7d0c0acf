import { QueryClientProvider, notifyManager } from '@tanstack/react-query';
import { act } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { PlaceOptions } from '../session/placing';
import { createLists } from '../session/lists';
import { createFocusKeeper } from '../session/focus-keeper';
import type { LocalTime } from '../session/local-time';
import { createNavigation } from '../session/navigation';
import { ServicesContext } from '../ui/services';
import type { LaterParts, Services } from '../session/services';
import type { Notice } from '../session/notices';
import { ThemedPage } from '../app/ThemedPage';
import type { CallId } from '../../src/contract/ids';
import type { PhoneLibrary } from '../../src/contract/numbers/numbers';
import type { AudioPlace } from '../../src/contract/calls/commands';
import { noNotifications } from '../notifications/ports';
import type { OsNotifications } from '../notifications/ports';
import { addLaterTexts, addTexts, createI18n, type Namespace } from '../i18n/i18n';
import { initialSoftphoneState } from '../softphone/softphone-state';
import { applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import type { CallCard } from '../view-models/call-card';
import type { Consultations } from '../view-models/connect-offer';
import type { PanelTask } from '../view-models/panel-task';
import { createFakeClock, settle } from './fake-clock';
import type { FakeClock } from './fake-clock';
import { aSnapshot, callId, deviceId } from './samples';

export interface Page {
  readonly root: HTMLElement;
  readonly services: Services;
  readonly clock: FakeClock;
  /** What the person did with calls, e.g. `answer 0000…1001`. */
  readonly done: string[];
  button(name: string): HTMLButtonElement;
  click(element: Element): Promise<void>;
  type(element: HTMLInputElement, text: string): Promise<void>;
  key(element: Element, key: string, init?: KeyboardEventInit): Promise<void>;
  act(change: () => void): Promise<void>;
}

export interface DrawOptions {
  readonly language?: 'sv' | 'en';
  readonly rest?: Partial<Services['rest']>;
  readonly cards?: readonly CallCard[];
  /**
   * The parts that a page loads after its first view, as far as the test needs them; null: nothing of that is here yet,
   * nor its texts.
   */
  readonly later?: Partial<LaterParts> | null;
  /** The section's own texts, beside those that all have. */
  readonly texts?: Namespace;
  readonly notifications?: OsNotifications;
  /** A phone's width: below it the layout is narrow. */
  readonly narrow?: boolean;
}

let undraw = (): void => undefined;

// Fluent's focus keeper watches the page and must not outlive it.
afterEach(async () => {
  await act(async () => {
    undraw();
    await settle();
  });
});

/** Draws a component among services that only write down what is asked of them. */
export async function draw(content: ReactNode, options: DrawOptions = {}): Promise<Page> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  // Answers are told in the turn in which they come, which settle() waits for.
  notifyManager.setScheduler(queueMicrotask);
  // jsdom has no media queries.
  window.matchMedia = ((query: string) => ({
    matches: options.narrow !== true,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
  // jsdom knows no window but the page: it has the focus whenever anything has.
  document.hasFocus = () => true;
  const focus = createFocusKeeper(window);
  const done: string[] = [];
  const clock = createFakeClock();
  const queries = createLists({ defaultOptions: { queries: { retry: false } } });
  const note = (what: string) => (id: CallId) => void done.push(`${what} ${id}`);
  const services = {
    clock,
    queries,
    rest: options.rest ?? {},
    store: createStore(applySnapshot(initialState, aSnapshot(), clock.nowMs())),
    cards: createStore<readonly CallCard[]>(options.cards ?? []),
    later: createStore<Partial<LaterParts> | null>(options.later === undefined ? {} : options.later),
    loadLater: () => undefined,
    watching: { add: () => () => undefined },
    watchingContacts: { add: () => () => undefined },
    watchingGroups: { add: () => () => undefined },
    watchingAnswerGroups: { add: () => () => undefined },
    watchingWallboards: { add: () => () => undefined },
    ringer: { play: () => undefined, digit: () => undefined },
    host: { kind: 'browser' },
    softphone: { state: createStore({ ...initialSoftphoneState, deviceId: deviceId(1) }), microphoneTrack: () => null },
    audioSettings: createStore({ microphoneId: null, speakerId: null, ringDeviceId: null }),
    ownWindow: { here: false },
    notifications: options.notifications ?? noNotifications,
    localTime: createStore<LocalTime>({ zone: 'Europe/Stockholm', today: '2026-11-25' }),
    log: { add: () => undefined, lines: () => [] },
    parts: {
      missing: createStore<readonly string[]>([]),
      load: (_: string, fetchPart: () => Promise<unknown>) => fetchPart(),
      retryNow: () => void done.push('retry parts'),
    },
    phoneLibrary: createStore<PhoneLibrary | null>(null),
    notices: createStore<Notice | null>(null),
    navigation: createNavigation(window),
    panelTask: createStore<PanelTask | null>(null),
    focus,
    calls: {
      consultations: createStore<Consultations>(new Map()),
      afterAnswer: createStore<ReadonlyMap<CallId, string>>(new Map()),
      sendAfter: note('sendAfter'),
      place: (number: string, name: string | null, { show, after }: PlaceOptions = {}) => (
        done.push(
          `place ${number} ` +
            `${name ?? '-'}${show === undefined ? '' : ` showing ${show}`}${after ? ` after ${after}` : ''}`,
        ),
        callId(99)
      ),
      transfer: (id: CallId, number: string) => void done.push(`transfer ${id} ${number}`),
      consult: (id: CallId, number: string, name: string | null, after?: string) => (
        done.push(`consult ${id} ${number} ${name ?? '-'}${after ? ` after ${after}` : ''}`),
        callId(98)
      ),
      connect: (id: CallId, withId: CallId) => void done.push(`connect ${id} ${withId}`),
      moveTo: (id: CallId, to: AudioPlace) =>
        void done.push(`moveTo ${id} ${to.kind === 'mobile' ? 'mobile' : to.deviceId}`),
      takeBack: note('takeBack'),
      moveHere: note('moveHere'),
      cancelMove: note('cancelMove'),
      answer: note('answer'),
      decline: note('decline'),
      hangUp: note('hangUp'),
      hold: note('hold'),
      resume: note('resume'),
      dismiss: note('dismiss'),
      mute: (id: CallId, muted: boolean) => void done.push(`mute ${id} ${muted}`),
      sendDigit: (id: CallId, digit: string) => void done.push(`digit ${id} ${digit}`),
    },
  } as unknown as Services;
  const i18n = await createI18n(options.language ?? 'en');
  if (options.later !== null) await addLaterTexts(i18n);
  if (options.texts !== undefined) await addTexts(i18n, options.texts);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const run = async (change: () => void): Promise<void> => {
    await act(async () => {
      change();
      await settle();
    });
  };
  const drawn = createRoot(root);
  undraw = () => {
    focus.dispose();
    drawn.unmount();
    queries.clear();
  };
  await run(() =>
    drawn.render(
      <ServicesContext value={services}>
        <I18nextProvider i18n={i18n}>
          <QueryClientProvider client={queries}>
            <ThemedPage theme="light">{content}</ThemedPage>
          </QueryClientProvider>
        </I18nextProvider>
      </ServicesContext>,
    ),
  );
  const button = (name: string): HTMLButtonElement => {
    const nameOf = (each: HTMLButtonElement) => each.getAttribute('aria-label') ?? each.textContent;
    const buttons = [...document.querySelectorAll('button')];
    const found = buttons.find((each) => nameOf(each) === name);
    if (!found) throw new Error(`no button “${name}” among: ${buttons.map(nameOf).join(', ')}`);
    return found;
  };
  return {
    root,
    services,
    clock,
    done,
    button,
    act: run,
    click: (element) => run(() => (element as HTMLElement).click()),
    type: (element, text) =>
      run(() => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, text);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }).then(() => element.setSelectionRange(text.length, text.length)),
    key: (element, key, init) =>
      run(() => element.dispatchEvent(new KeyboardEvent('keydown', { ...init, key, bubbles: true, cancelable: true }))),
  };
}
