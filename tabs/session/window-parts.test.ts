import { createFakeClock } from '../fakes/fake-clock';
import { aCall, aSnapshot, callId, deviceId } from '../fakes/samples';
import { popoutAddress, readWindowKind } from '../hosts/window-kind';
import { initialSoftphoneState } from '../softphone/softphone-state';
import type { LocalCall, SoftphoneState } from '../softphone/softphone-state';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { ringsHere } from '../view-models/rings-on';
import { rememberCalls, wasInCall } from './call-memory';
import { createNavigation } from './navigation';
import { guardUnload } from './unload-guard';

describe('the kind of a window', () => {
  const at = (search: string, framed = false): Window => {
    const page = { location: { search } } as unknown as { parent: unknown };
    page.parent = framed ? {} : page;
    return page as unknown as Window;
  };
  it('is what its address says', () => {
    expect(readWindowKind(at('?window=popout'))).toBe('popout');
    expect(readWindowKind(at('?as=anna'))).toBe('tab');
  });
  it('is a tab when a host frames it', () => expect(readWindowKind(at('?window=popout', true))).toBe('tab'));
  it('is in the address of the own window, with account, language and theme', () => {
    const host = { account: null, locale: 'sv-SE', theme: 'dark' } as const;
    expect(popoutAddress('https://phone.example', host)).toBe('https://phone.example/tab/?window=popout&locale=sv-SE&theme=dark');
    expect(popoutAddress('https://phone.example', { ...host, account: 'å&b' })).toBe('https://phone.example/tab/?window=popout&locale=sv-SE&theme=dark&as=%C3%A5%26b');
  });
});

describe('the sound of ringing', () => {
  const device = (n: number, ringer: boolean) => ({ id: deviceId(n), kind: 'tab' as const, label: 'Teams', reachable: true, ringer });
  it('is made by the window that the server names', () => {
    expect(ringsHere([device(1, true), device(2, false)], deviceId(1))).toBe(true);
    expect(ringsHere([device(1, true), device(2, false)], deviceId(2))).toBe(false);
  });
  it('is made by every window while none is named: never by nobody', () => {
    expect(ringsHere([], deviceId(1))).toBe(true);
    expect(ringsHere([device(1, false)], deviceId(1))).toBe(true);
    expect(ringsHere([], null)).toBe(true);
  });
});

describe('closing a window', () => {
  const local = (state: LocalCall['state']): SoftphoneState => ({ ...initialSoftphoneState, calls: new Map([[callId(1), { callId: callId(1), state } as LocalCall]]) });
  const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  it('asks while a call is up in it, and only then', () => {
    const state = createStore(local('ringing'));
    const stop = guardUnload(window, { state });
    expect(asks()).toBe(false);
    state.set(local('established'));
    expect(asks()).toBe(true);
    state.set(local('ended'));
    expect(asks()).toBe(false);
    state.set(local('established'));
    stop();
    expect(asks()).toBe(false);
  });
});

describe('the memory of a call', () => {
  const clock = createFakeClock();
  const call = aCall({ id: callId(1), state: 'active', answeredAtMs: 1 });
  function setUp() {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    const store = createStore(initialState);
    rememberCalls(storage, store);
    const snapshot = (calls: Parameters<typeof aSnapshot>[0]): void => store.update((value) => applySnapshot(value, aSnapshot(calls), clock.nowMs()));
    return { storage, store, snapshot };
  }

  it('begins with the answer and ends with the call', () => {
    const { storage, store, snapshot } = setUp();
    snapshot({ calls: [{ ...call, state: 'ringing', answeredAtMs: null }] });
    expect(wasInCall(storage)).toBe(false);
    snapshot({ calls: [{ ...call, state: 'held' }] });
    expect(wasInCall(storage)).toBe(true);
    store.update((value) => applyEvent(value, { type: 'call', call: { ...call, revision: 99, state: 'ended' } }, 0));
    expect(wasInCall(storage)).toBe(false);
  });

  it('outlives the page until the next one has heard from the server', () => {
    const { storage, store, snapshot } = setUp();
    storage.setItem('vaxel.callUp', '1');
    store.update((value) => ({ ...value, connection: { state: 'waiting', retryAtMs: null } }));
    expect(wasInCall(storage)).toBe(true);
    snapshot({ calls: [] });
    expect(wasInCall(storage)).toBe(false);
  });
});

describe('a link back to a call', () => {
  const link = `return/${callId(1)}`;
  it('opens Calls and is told, also when it came before anybody listened', () => {
    const navigation = createNavigation(window);
    const told: string[] = [];
    navigation.open('settings');
    navigation.openSubPage(link);
    expect(navigation.place.get().section).toBe('calls');
    navigation.onReturn((id) => told.push(id));
    expect(told).toEqual([callId(1)]);
    navigation.openSubPage(link);
    expect(told).toEqual([callId(1), callId(1)]);
  });
  it('is nothing when it is not exactly one of ours', () => {
    const navigation = createNavigation(window);
    const told: string[] = [];
    navigation.onReturn((id) => told.push(id));
    for (const text of [`${link}/x`, 'return/', 'return/../calls', `return/${callId(1)}?to=me`]) navigation.openSubPage(text);
    expect(told).toEqual([]);
  });
});
