import type { DeviceView } from '../../src/contract/devices/devices';
import type { CallId, UserId } from '../../src/contract/ids';
import type { Me } from '../../src/contract/people/people';
import type { ServerEvent, Snapshot, Values } from '../../src/contract/realtime';
import type { Settings } from '../../src/contract/settings/settings';
import type { ConnectionStatus } from './connection-status';
import type { Slice } from './slice';
import { activitiesSlice, onlyWatchedActivities, withActivities } from './slices/activities';
import type { Activities } from './slices/activities';
import { callsSlice } from './slices/calls';
import type { KnownCall } from './slices/calls';
import { devicesSlice } from './slices/devices';
import { onlyWatched, withValues } from './slices/lines';
import type { Lines } from './slices/lines';
import { meSlice } from './slices/me';
import { settingsSlice } from './slices/settings';

/**
 * What the server has told this window. Everything on screen is derived from this, the softphone and the REST lists.
 */
export interface AppState {
  readonly connection: ConnectionStatus;
  /** Server's clock minus ours, milliseconds: timers count in the server's time. */
  readonly clockSkewMs: number;
  readonly me: Me | null;
  readonly settings: Settings;
  /** The number to show that was chosen here a moment ago and is not stored yet: calls say it themselves meanwhile. */
  readonly unstoredNumber: string | null;
  readonly calls: ReadonlyMap<CallId, KnownCall>;
  readonly devices: readonly DeviceView[];
  readonly lines: Lines;
  readonly activities: Activities;
  /** What only one feature reads, by its slice: see `sliceOf`. */
  readonly own: ReadonlyMap<Slice<unknown>, unknown>;
}

export const initialState: AppState = {
  connection: { state: 'connecting' },
  clockSkewMs: 0,
  me: meSlice.initial,
  settings: settingsSlice.initial,
  unstoredNumber: null,
  calls: callsSlice.initial,
  devices: devicesSlice.initial,
  lines: new Map(),
  activities: activitiesSlice.initial,
  own: new Map(),
};

/** The state that features have slices of their own in. */
export function withSlices(state: AppState, slices: readonly Slice<unknown>[]): AppState {
  return { ...state, own: new Map(slices.map((slice) => [slice, slice.initial])) };
}

/** What a feature's own slice holds. */
export function sliceOf<T>({ own }: AppState, slice: Slice<T>): T {
  return own.has(slice) ? (own.get(slice) as T) : slice.initial;
}

/** The same object where every slice stays the same. */
function step(state: AppState, next: <T>(slice: Slice<T>, before: T) => T): AppState {
  const own = new Map([...state.own].map(([slice, before]) => [slice, next(slice, before)] as const));
  const after: AppState = {
    ...state,
    me: next(meSlice, state.me),
    settings: next(settingsSlice, state.settings),
    calls: next(callsSlice, state.calls),
    devices: next(devicesSlice, state.devices),
    activities: next(activitiesSlice, state.activities),
    own: [...own].every(([slice, value]) => state.own.get(slice) === value) ? state.own : own,
  };
  return (Object.keys(after) as (keyof AppState)[]).every((name) => after[name] === state[name]) ? state : after;
}

export function applySnapshot(state: AppState, snapshot: Snapshot, nowMs: number): AppState {
  return step(state, (slice, before) => (slice.snapshot ? slice.snapshot(before, snapshot, nowMs) : before));
}

export function applyEvent(state: AppState, event: ServerEvent, nowMs: number): AppState {
  return step(state, (slice, before) => (slice.event ? slice.event(before, event, nowMs) : before));
}

export function applyValues(state: AppState, { people = [], activities = [] }: Values): AppState {
  return {
    ...state,
    lines: people.length === 0 ? state.lines : withValues(state.lines, people),
    activities: activities.length === 0 ? state.activities : withActivities(state.activities, activities),
  };
}

/** Nothing of what is watched is known any more. */
export const withoutValues = (state: AppState): AppState => keepWatched(state, []);

/** What is not watched any more is not known any more. */
export function keepWatched(state: AppState, watched: readonly UserId[]): AppState {
  const lines = onlyWatched(state.lines, watched);
  const activities = onlyWatchedActivities(state.activities, watched, state.me?.user.id ?? null);
  return lines === state.lines && activities === state.activities ? state : { ...state, lines, activities };
}

export function withoutCall(state: AppState, callId: CallId): AppState {
  const calls = new Map(state.calls);
  return calls.delete(callId) ? { ...state, calls } : state;
}
