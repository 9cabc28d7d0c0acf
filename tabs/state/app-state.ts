import type { CallView } from '../../src/contract/calls/call-view';
import type { DeviceView } from '../../src/contract/devices/devices';
import type { CallId, UserId } from '../../src/contract/ids';
import type { LineState, PersonState } from '../../src/contract/lines/line-state';
import type { Me } from '../../src/contract/people/people';
import type { ServerEvent, Snapshot } from '../../src/contract/realtime';
import type { Settings } from '../../src/contract/settings/settings';
import type { ConnectionStatus } from './connection-status';

/** A call as this window holds it: the server's view, and when this window saw it end or go to another device. */
export interface HeldCall {
  readonly view: CallView;
  readonly goneAtMs: number | null;
}

/** What the server has told this window. Everything on screen is derived from this, the softphone and the REST lists. */
export interface AppState {
  readonly connection: ConnectionStatus;
  /** Null until the first snapshot. */
  readonly me: Me | null;
  readonly settings: Settings;
  readonly calls: ReadonlyMap<CallId, HeldCall>;
  readonly devices: readonly DeviceView[];
  /** Of the people whom this window watches, as far as the server has told. */
  readonly lines: ReadonlyMap<UserId, LineState>;
  /** Server's clock minus ours, milliseconds: timers count in the server's time. */
  readonly clockSkewMs: number;
}

export const initialState: AppState = {
  connection: { state: 'connecting' },
  me: null,
  settings: { language: null, timeZone: null, notifications: null, numberToShow: null, callFrom: null, shortcuts: {} },
  calls: new Map(),
  devices: [],
  lines: new Map(),
  clockSkewMs: 0,
};

/**
 * A snapshot replaces all but the cards of calls that have ended, which the person may still be reading. A call that it no
 * longer has ended while nobody could tell us; the history in it knows how.
 */
export function applySnapshot(state: AppState, snapshot: Snapshot, nowMs: number): AppState {
  const live = new Set(snapshot.calls.map(({ id }) => id));
  const gone = [...state.calls].filter(([id]) => !live.has(id)).map(([id, call]): [CallId, HeldCall] => [id, ended(call, snapshot, nowMs)]);
  const calls = new Map<CallId, HeldCall>([...gone, ...snapshot.calls.map((view): [CallId, HeldCall] => [view.id, { view, goneAtMs: null }])]);
  return {
    ...state,
    me: snapshot.me,
    settings: snapshot.settings,
    calls,
    devices: snapshot.devices,
  };
}

function ended(call: HeldCall, { history }: Snapshot, nowMs: number): HeldCall {
  if (call.view.state === 'ended') return call;
  const endReason = history.find(({ callId }) => callId === call.view.id)?.endReason ?? 'lost';
  return { view: { ...call.view, state: 'ended', endReason }, goneAtMs: nowMs };
}

export function applyEvent(state: AppState, event: ServerEvent, nowMs: number): AppState {
  switch (event.type) {
    case 'call':
      return applyCall(state, event.call, nowMs);
    case 'devices':
      return { ...state, devices: event.devices };
    case 'settings':
      return { ...state, settings: event.settings };
    case 'history.added':
    case 'history.removed':
    case 'history.restored':
    case 'history.seen':
      return state;
  }
}

export function applyValues(state: AppState, people: readonly PersonState[]): AppState {
  const lines = new Map(state.lines);
  for (const { userId, line } of people) lines.set(userId, line);
  return { ...state, lines };
}

/** What is not watched any more is not known any more. */
export function keepWatched(state: AppState, watched: readonly UserId[]): AppState {
  const kept = new Set(watched);
  const lines = new Map([...state.lines].filter(([userId]) => kept.has(userId)));
  return lines.size === state.lines.size ? state : { ...state, lines };
}

function applyCall(state: AppState, view: CallView, nowMs: number): AppState {
  const held = state.calls.get(view.id);
  if (held && held.view.revision >= view.revision) return state;
  const goneAtMs = view.state === 'ended' ? nowMs : null;
  return { ...state, calls: new Map(state.calls).set(view.id, { view: withTarget(view, held?.view), goneAtMs }) };
}

/** A call that I have handed over still says to whom. */
function withTarget(view: CallView, before: CallView | undefined): CallView {
  return view.endReason === 'transferred' && before !== undefined ? { ...view, transferringTo: view.transferringTo ?? before.transferringTo } : view;
}

export function withoutCall(state: AppState, callId: CallId): AppState {
  const calls = new Map(state.calls);
  return calls.delete(callId) ? { ...state, calls } : state;
}
