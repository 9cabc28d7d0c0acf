import { createFakeClock } from '../fakes/fake-clock';
import { aCall, aSnapshot, callId } from '../fakes/samples';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { rememberCalls, wasInCall } from './call-memory';

describe('the memory of a call', () => {
  const clock = createFakeClock();
  const call = aCall({ id: callId(1), state: 'active', answeredAtMs: 1 });
  function setUp() {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const store = createStore(initialState);
    rememberCalls(storage, store);
    const snapshot = (calls: Parameters<typeof aSnapshot>[0]): void =>
      store.update((value) => applySnapshot(value, aSnapshot(calls), clock.nowMs()));
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
