import type { CallId, DeviceId, LegId, OrganisationId, RecordingId, UserId } from '../../src/contract/ids';
import type { Call } from '../../src/calls/engine/call';
import { decide } from '../../src/calls/engine/decide';
import type { Person, Service } from '../../src/calls/engine/identity';
import type { PlanStep, RingTarget } from '../../src/calls/engine/plan';
import type { Context, Decision, Effect, Input, RecordingWish } from '../../src/calls/engine/protocol';
import { callView } from '../../src/calls/view';

export const [anna, bjorn, cecilia, david] = ['anna', 'bjorn', 'cecilia', 'david'] as [UserId, UserId, UserId, UserId];
export const known = (userId: UserId): Person => ({
  kind: 'person',
  userId,
  contactId: null,
  name: userId,
  number: '1000',
});
export const device = (userId: UserId): RingTarget => ({
  deviceId: `device-${userId}` as DeviceId,
  label: `${userId}’s`,
  isWindow: true,
});
export const recording = 'recording' as RecordingId;
const end: PlanStep = { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' };

interface World {
  readonly mayForward?: boolean;
  /** Whose device is there. */
  readonly there?: readonly UserId[];
  /** Names the call, and its legs. */
  readonly id?: string;
  /** Who calls, where it is not Anna. */
  readonly caller?: UserId;
  readonly callee?: UserId;
  /** Who is called, where it is no colleague. */
  readonly service?: Service;
  /** How calls of answer groups are recorded. */
  readonly recorded?: RecordingWish;
}

/** Anna calls Björn, or whoever it is, before the engine; everybody has one device. What comes of it is kept. */
export function call(plan: readonly PlanStep[], world: World = {}) {
  const callId = (world.id ?? 'call') as CallId;
  const legId = (n: number): LegId => (world.id === undefined ? `leg-${n}` : `${world.id}-leg-${n}`) as LegId;
  let legs = 1;
  let nowMs = 0;
  const effects: Effect[] = [];
  const context: Context = {
    get nowMs() {
      return ++nowMs;
    },
    anchorForMs: 60_000,
    newLegId: () => legId(legs++),
    newRecordingId: () => recording,
    recordingOf: () => world.recorded ?? null,
    mayDial: () => (world.mayForward ?? true) || 'tooManyOutside',
    reachable: (userId) => ((world.there ?? [bjorn, cecilia, david]).includes(userId) ? [device(userId)] : []),
  };
  let now: Call | null = null;
  const attempt = (input: Input): Decision => decide(now, input, context);
  const give = (input: Input) => {
    const decision = attempt(input);
    if (decision.refused !== undefined) throw new Error(decision.detail);
    now = decision.call;
    effects.push(...decision.effects);
  };
  give({
    type: 'start',
    callId,
    organisationId: 'organisation' as OrganisationId,
    from: { leg: legId(0) },
    caller: known(world.caller ?? anna),
    callee: world.service ?? known(world.callee ?? bjorn),
    plan: [...plan, end],
    shownNumber: null,
  });
  const current = (): Call => {
    if (!now) throw new Error('not started');
    return now;
  };
  return {
    give,
    attempt,
    context,
    effects,
    get now(): Call {
      return current();
    },
    later: (ms: number) => void (nowMs += ms),
    timeIsUp: () => give({ type: 'timer', timer: 'callee', id: now?.callee.reach?.timer ?? 0 }),
    leg: legId,
    answer: (n: number) => give({ type: 'legAnswered', leg: legId(n) }),
    ends: (n: number, reason: 'declined' | 'unreachable' | 'busy' | 'lost') =>
      give({ type: 'legEnded', leg: legId(n), reason }),
    command: (userId: UserId, name: 'call.decline' | 'call.hangUp' | 'call.hold' | 'call.resume') =>
      give({ type: 'command', userId, command: { name, callId } }),
    view: (userId: UserId) => callView(current(), userId),
    records: () =>
      effects.flatMap((effect) => (effect.type === 'history' ? [[effect.record.userId, effect.record.outcome]] : [])),
  };
}
