import type { CallView } from '../../../src/contract/calls/call-view';
import type { CallId } from '../../../src/contract/ids';
import type { Snapshot } from '../../../src/contract/realtime';
import type { Slice } from '../slice';

/** A call as this window knows it: the server's view, and when this window saw it end or go to another device. */
export interface KnownCall {
  readonly view: CallView;
  readonly goneAtMs: number | null;
}

type KnownCalls = ReadonlyMap<CallId, KnownCall>;

/**
 * A snapshot replaces all but the cards of calls that have ended, which the person may still be reading. A call that
 * it no longer has ended while nobody could tell us; the history in it knows how.
 */
export const callsSlice: Slice<KnownCalls> = {
  initial: new Map(),
  snapshot(before, snapshot, nowMs) {
    const live = new Set(snapshot.calls.map(({ id }) => id));
    const gone = [...before]
      .filter(([id]) => !live.has(id))
      .map(([id, call]): [CallId, KnownCall] => [id, ended(call, snapshot, nowMs)]);
    return new Map<CallId, KnownCall>([
      ...gone,
      ...snapshot.calls.map((view): [CallId, KnownCall] => [view.id, { view, goneAtMs: null }]),
    ]);
  },
  event: (before, event, nowMs) => (event.type === 'call' ? withCall(before, event.call, nowMs) : before),
};

function ended(call: KnownCall, { history }: Snapshot, nowMs: number): KnownCall {
  if (call.view.state === 'ended') return call;
  const endReason = history.find(({ callId }) => callId === call.view.id)?.endReason ?? 'lost';
  return { view: { ...call.view, state: 'ended', endReason }, goneAtMs: nowMs };
}

function withCall(calls: KnownCalls, view: CallView, nowMs: number): KnownCalls {
  const known = calls.get(view.id);
  if (known && known.view.revision >= view.revision) return calls;
  const goneAtMs = view.state === 'ended' ? nowMs : null;
  return new Map(calls).set(view.id, { view: withTarget(view, known?.view), goneAtMs });
}

/** A call that I have handed over still says to whom. */
function withTarget(view: CallView, before: CallView | undefined): CallView {
  return view.endReason === 'transferred' && before !== undefined
    ? { ...view, transferringTo: view.transferringTo ?? before.transferringTo }
    : view;
}
