import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import type { Store } from '../state/store';
import type { LocalCall, SoftphoneState } from './softphone-state';

/** The calls of this window as its phone knows them. What is said of one that it does not know is not kept. */
export interface LocalCalls {
  get(callId: CallId): LocalCall | undefined;
  add(call: LocalCall): void;
  update(callId: CallId, change: Partial<LocalCall>): void;
  end(callId: CallId, change?: Partial<LocalCall>): void;
  forget(callId: CallId): void;
}

export function createLocalCalls(state: Store<SoftphoneState>, clock: Clock): LocalCalls {
  function update(callId: CallId, change: Partial<LocalCall>): void {
    state.update((value) => {
      const call = value.calls.get(callId);
      return call ? { ...value, calls: new Map(value.calls).set(callId, { ...call, ...change }) } : value;
    });
  }

  return {
    get: (callId) => state.get().calls.get(callId),
    add: (call) => state.update((value) => ({ ...value, calls: new Map(value.calls).set(call.callId, call) })),
    update,
    end: (callId, change = {}) => update(callId, { ...change, state: 'ended', endedAtMs: clock.nowMs() }),
    forget(callId) {
      state.update((value) => {
        const calls = new Map(value.calls);
        return calls.delete(callId) ? { ...value, calls } : value;
      });
    },
  };
}
