import { callId } from '../fakes/samples';
import { initialSoftphoneState } from '../softphone/softphone-state';
import type { LocalCall, SoftphoneState } from '../softphone/softphone-state';
import { createStore } from '../state/store';
import { guardUnload } from './unload-guard';

describe('closing a window', () => {
  const local = (state: LocalCall['state']): SoftphoneState => ({
    ...initialSoftphoneState,
    calls: new Map([[callId(1), { callId: callId(1), state } as LocalCall]]),
  });
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
