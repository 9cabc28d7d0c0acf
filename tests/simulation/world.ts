import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { connect } from '../../src/calls/engine/connect';
import { consequences } from '../../src/calls/engine/consequences';
import { decide } from '../../src/calls/engine/decide';
import { liveLegs, sideOf, sides } from '../../src/calls/engine/call';
import type { Call } from '../../src/calls/engine/call';
import type { PlanStep, RingTarget } from '../../src/calls/engine/plan';
import type { Context, Effect, Input, LegInput, PlainCommand } from '../../src/calls/engine/protocol';
import { route } from '../../src/calls/route/route';
import type { Destination } from '../../src/calls/route/facts';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { CallId, DeviceId, LegId, OrganisationId, UserId } from '../../src/contract/ids';
import { identity, party } from './parties';
import { TransferLedger, checkRecords, checkWorld } from './invariants';
import { ModelSwitch } from './model-switch';
import { ModelTimers } from './model-timers';

const organisationId = 'organisation' as OrganisationId;
const endReasons: EndReason[] = ['unknownNumber', 'declined', 'busy', 'failed', 'unreachable', 'cancelled', 'noAnswer'];

interface Device extends RingTarget {
  readonly userId: UserId;
  reachable: boolean;
}

/** Decided, but not stored yet: until then these calls take no other input. */
interface Unstored {
  readonly callIds: readonly CallId[];
  readonly goOn: () => void;
}

interface Waiting {
  readonly input: Input;
  /** Told whether the engine took it. */
  readonly done: (taken: boolean) => void;
}

/** As the runner has it: somebody sits in silence until these are carried out. */
const urgent: readonly Input['type'][] = ['legStalled', 'legLost', 'legResumed', 'legMedia'];

/**
 * Random people who call, transfer and move over the model switch, while devices come, go, fall silent and return. The
 * store is slow now and then, so that effects come later than their decisions, and timers are due late, in any order, and
 * though they were stopped. The same seed gives the same story.
 */
export class World {
  readonly calls = new Map<CallId, Call>();
  readonly modelSwitch = new ModelSwitch();
  readonly transfers = new TransferLedger();
  readonly decisions = { made: 0, refused: 0, answered: 0, anchored: 0, cameBack: 0, moved: 0, attended: 0, stored: 0, late: 0, waited: 0, forwarded: 0, announced: 0, echoed: 0 };
  private readonly random: ReturnType<typeof xoroshiro128plus>;
  private readonly devices: Device[] = [];
  private readonly users: UserId[] = [];
  private readonly timers = new ModelTimers();
  private readonly unstored: Unstored[] = [];
  private readonly waiting = new Map<CallId, Waiting[]>();
  /** What happened to arrived legs whose call has not taken them yet. */
  private readonly early = new Map<LegId, LegInput[]>();
  private isCalm = false;
  private nowMs = 0;
  private ids = 0;

  constructor(seed: number) {
    this.random = xoroshiro128plus(seed);
    for (let user = 0; user < 5; user++) {
      const userId = `user-${user}` as UserId;
      this.users.push(userId);
      for (let device = this.below(4); device > 0; device--) {
        this.devices.push({ userId, deviceId: `device-${user}-${device}` as DeviceId, label: `Device ${device}`, isWindow: this.chance(0.7), reachable: this.chance(0.8) });
      }
    }
  }

  /** One thing happens, then the invariants are checked. */
  step(): void {
    const dice = this.below(100);
    if (dice < 10) this.someoneCalls();
    else if (dice < 42) this.deliverOne();
    else if (dice < 64) this.deviceActs();
    else if (dice < 76) this.someoneCommands();
    else if (dice < 86) this.someoneHandsOver();
    else if (dice < 89) this.deviceComesOrGoes();
    else if (dice < 91) this.timerRings();
    else if (dice < 96) this.storeOne();
    else this.timePasses(this.below(12_000));
    this.check();
  }

  /** Everyone hangs up and every timer runs out: nothing may be left. */
  finish(): void {
    this.isCalm = true;
    for (let round = 0; round < 6; round++) {
      while (this.storeOne() || this.timerRings() || this.deliverOne());
      for (const leg of this.modelSwitch.liveLegs()) this.modelSwitch.act(leg, { end: 'hungUp' });
      this.timePasses(120_000);
    }
    while (this.storeOne());
    this.check();
    this.transfers.check();
    const open = [...this.calls.values()].filter((call) => call.state !== 'ended');
    if (open.length > 0) throw new Error(`calls left open: ${open.map((call) => call.id).join(', ')}`);
    if (this.modelSwitch.liveLegs().length > 0) throw new Error('legs left in the switch');
  }

  private below(bound: number): number {
    return uniformInt(this.random, 0, bound - 1);
  }

  private chance(probability: number): boolean {
    return this.below(1_000) < probability * 1_000;
  }

  private pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }

  private reachable(userId: UserId): readonly Device[] {
    return this.devices.filter((device) => device.userId === userId && device.reachable);
  }

  private readonly isReachable = (deviceId: DeviceId): boolean => this.devices.some((device) => device.deviceId === deviceId && device.reachable);

  /** From a device, from the outside, or by a command that lets a device of the caller ring first. */
  private someoneCalls(): void {
    const device = this.chance(0.8) ? this.pick(this.devices) : undefined;
    if (device && !device.reachable) return;
    const destination = this.destination();
    const callerUserId = device?.userId ?? null;
    const first = device && this.chance(0.15) ? this.stepTo(device) : null;
    const leg = `leg-${this.ids++}` as LegId;
    const callId = `call-${this.ids++}` as CallId;
    if (!first) this.modelSwitch.arrive(leg, device?.deviceId ?? null);
    this.apply(callId, {
      type: 'start',
      callId,
      organisationId,
      from: first ? { first } : device ? { leg, deviceId: device.deviceId, label: device.label } : { leg },
      caller: identity(callerUserId, '+46700000001'),
      callee: party(destination),
      plan: this.forwarded(route({ atMs: this.nowMs, isDialled: true, callerUserId, destination, shownNumber: null, mayShowNumber: this.chance(0.95) })),
      shownNumber: null,
    });
  }

  /** Somebody else may be rung when nobody answers. */
  private forwarded(plan: readonly PlanStep[]): readonly PlanStep[] {
    const userId = this.chance(0.15) ? this.pick(this.users) : undefined;
    if (userId === undefined || plan.length < 2) return plan;
    const person = { kind: 'person', userId, contactId: null, name: userId, number: userId } as const;
    return [...plan.slice(0, -1), { kind: 'ringPerson', person, forMs: 20_000, because: 'forwarded' }, ...plan.slice(-1)];
  }

  private destination(): Destination {
    const userId = this.pick(this.users);
    if (this.chance(0.15)) return { kind: 'outside', number: '+46700000002', emergency: false };
    if (this.chance(0.05)) return { kind: 'service', service: 'echo' };
    if (userId === undefined || this.chance(0.05)) return { kind: 'unknown' };
    return { kind: 'user', userId, devices: this.reachable(userId).map((target) => ({ target, isReachable: true })) };
  }

  private stepTo(device: Device): PlanStep {
    if (this.chance(0.2)) return { kind: 'dialOutside', number: '+46700000009', show: null, forMs: 20_000, because: 'moved' };
    return { kind: 'ringDevices', targets: [device], auto: true, forMs: 20_000, because: 'moved' };
  }

  private deliverOne(): boolean {
    const event = this.modelSwitch.take((count) => this.below(count));
    if (!event) return false;
    const early = this.early.get(event.leg);
    const owner = this.ownerOf(event.leg);
    if (early) early.push(event);
    else if (owner) this.apply(owner.id, event);
    return true;
  }

  private readonly ownerOf = (id: LegId): Call | undefined => [...this.calls.values()].find((call) => liveLegs(call).some((leg) => leg.id === id));

  private deviceActs(): void {
    const leg = this.pick(this.modelSwitch.liveLegs());
    if (leg === undefined) return;
    const actions = ['ring', 'ring', 'answer', 'answer', 'answer', 'answer', 'speak', 'speak', 'speak', 'speak', 'hold', 'unhold', 'unhold', 'lose', 'stall', 'resume', 'resume', { press: '#' }, { end: this.pick(endReasons) ?? 'failed' }] as const;
    this.modelSwitch.act(leg, this.pick(actions) ?? 'ring');
  }

  private recentCall(): Call | undefined {
    return this.pick([...this.calls.values()].filter((call) => call.state !== 'ended' || this.chance(0.05)));
  }

  private someoneCommands(): void {
    const call = this.recentCall();
    const userId = this.chance(0.8) ? (this.pick([call?.caller.userId, call?.callee.userId]) ?? null) : (this.pick(this.users) ?? null);
    if (!call || userId === null) return;
    const callId = call.id;
    const commands: PlainCommand[] = [
      { name: 'call.hold', callId },
      { name: 'call.resume', callId },
      { name: 'call.mute', callId, muted: this.chance(0.5) },
      { name: 'call.sendDigits', callId, digits: '12#' },
      ...(this.chance(0.3) ? [{ name: 'call.hangUp' as const, callId }] : []),
      { name: 'call.decline', callId },
      { name: 'call.takeBack', callId },
      { name: 'call.cancelMove', callId },
    ];
    const command = this.pick(commands);
    if (command) this.apply(callId, { type: 'command', userId, command });
  }

  /** Transfers, moves, and phones that take over a leg. */
  private someoneHandsOver(): void {
    const call = this.recentCall();
    const userId = this.chance(0.9) ? (this.pick([call?.caller.userId, call?.callee.userId]) ?? null) : (this.pick(this.users) ?? null);
    if (!call || userId === null) return;
    const device = this.pick(this.devices.filter((each) => each.userId === userId && each.reachable));
    switch (this.below(4)) {
      case 0: {
        const destination = this.destination();
        this.apply(call.id, { type: 'transfer', userId, target: party(destination), plan: route({ atMs: this.nowMs, isDialled: false, callerUserId: null, destination, shownNumber: null, mayShowNumber: true }) });
        return;
      }
      case 1:
        if (device) this.apply(call.id, { type: 'move', userId, step: this.stepTo(device) });
        return;
      case 2: {
        const side = sideOf(call, userId);
        const replaces = side && liveLegs(call).find((leg) => leg.side === side);
        if (device && replaces) this.takeOver(call.id, userId, device, replaces.id);
        return;
      }
      default: {
        const other = this.pick([...this.calls.values()].filter((each) => sideOf(each, userId) !== null && !this.isBusy(each.id)));
        if (other) this.connect(call.id, other.id, userId);
      }
    }
  }

  private takeOver(callId: CallId, userId: UserId, device: Device, replaces: LegId): void {
    const leg = `leg-${this.ids++}` as LegId;
    this.modelSwitch.arrive(leg, device.deviceId);
    this.early.set(leg, []);
    // As the service does it.
    const done = (taken: boolean): void => {
      const events = this.early.get(leg) ?? [];
      this.early.delete(leg);
      if (!taken) return this.modelSwitch.carryOut({ type: 'hangUp', leg, reason: 'notAllowed' }, this.isReachable);
      for (const event of events) this.apply(callId, event);
    };
    this.apply(callId, { type: 'replace', userId, from: { leg, deviceId: device.deviceId, label: device.label }, replaces }, done);
  }

  private connect(keptId: CallId, closedId: CallId, userId: UserId): void {
    const [kept, closed] = [this.calls.get(keptId), this.calls.get(closedId)];
    if (!kept || !closed || this.isBusy(keptId) || this.isBusy(closedId)) return;
    const connection = connect(kept, closed, userId, this.context());
    this.decisions.made++;
    if (connection.refused !== undefined) return void this.decisions.refused++;
    this.decisions.attended++;
    const mine = sideOf(closed, userId);
    const moved = mine && closed[mine === 'caller' ? 'callee' : 'caller'].userId;
    this.calls.set(closedId, connection.closed.call);
    this.calls.set(keptId, connection.kept.call);
    this.look(closed, connection.closed.call, connection.closed.effects, moved);
    this.look(kept, connection.kept.call, connection.kept.effects, null);
    this.store([keptId, closedId], () => {
      this.carryOut(closedId, connection.closed.effects);
      this.carryOut(keptId, connection.kept.effects);
      for (const [before, after] of [[kept, connection.kept.call], [closed, connection.closed.call]] as const) this.follow(before, after);
    });
  }

  private deviceComesOrGoes(): void {
    const device = this.pick(this.devices);
    if (!device) return;
    device.reachable = !device.reachable;
    if (device.reachable) {
      for (const call of [...this.calls.values()]) this.apply(call.id, { type: 'deviceAppeared', userId: device.userId, target: device });
      return;
    }
    const fate = this.pick(['lose', 'stall', 'lose'] as const) ?? 'lose';
    for (const [id, leg] of this.modelSwitch.legs) if (leg.deviceId === device.deviceId) this.modelSwitch.act(id, fate);
  }

  private timePasses(ms: number): void {
    this.nowMs += ms;
    if (ms > 4_000) this.modelSwitch.finishSounds();
    for (let due = this.timers.pass(this.nowMs); due > 0; due--) if (!this.happens(0.3)) this.timerRings();
  }

  private timerRings(): boolean {
    const due = this.timers.take((count) => this.below(count));
    if (!due) return false;
    if (this.calls.get(due.callId)?.[due.timer].reach?.timer !== due.id) this.decisions.late++;
    this.apply(due.callId, { type: 'timer', timer: due.timer, id: due.id });
    return true;
  }

  /** Chance of a trouble, unless the story is at its end. */
  private happens(probability: number): boolean {
    return !this.isCalm && this.chance(probability);
  }

  private readonly isBusy = (callId: CallId): boolean => this.unstored.some(({ callIds }) => callIds.includes(callId));

  /** Carries on when the calls are stored: mostly at once. */
  private store(callIds: readonly CallId[], goOn: () => void): void {
    this.unstored.push({ callIds, goOn });
    if (!this.happens(0.15)) this.storeOne(this.unstored.length - 1);
  }

  private storeOne(at = this.below(Math.max(1, this.unstored.length))): boolean {
    const [stored] = this.unstored.splice(at, 1);
    if (!stored) return false;
    this.decisions.stored++;
    stored.goOn();
    for (const callId of stored.callIds) this.workOff(callId);
    return true;
  }

  private workOff(callId: CallId): void {
    while (!this.isBusy(callId)) {
      const next = this.waiting.get(callId)?.shift();
      if (!next) return;
      this.process(callId, next);
    }
  }

  private readonly context = (): Context => ({
    nowMs: this.nowMs,
    anchorForMs: 60_000,
    newLegId: () => `leg-${this.ids++}` as LegId,
    reachable: (userId) => this.reachable(userId),
  });

  /** One input at a time for each call. */
  private apply(callId: CallId, input: Input, done: Waiting['done'] = () => undefined): void {
    const waiting = this.waiting.get(callId) ?? [];
    if (!this.isBusy(callId) && waiting.length === 0) return this.process(callId, { input, done });
    this.decisions.waited++;
    waiting.push({ input, done });
    this.waiting.set(callId, waiting);
  }

  private process(callId: CallId, { input, done }: Waiting): void {
    // While the input waited its turn, its leg may have moved to another call.
    const owner = 'leg' in input ? this.ownerOf(input.leg) : undefined;
    if (owner && owner.id !== callId) return this.apply(owner.id, input);
    const before = this.calls.get(callId) ?? null;
    const decision = decide(before, input, this.context());
    this.decisions.made++;
    if (decision.refused !== undefined) {
      this.decisions.refused++;
      if (!['command', 'transfer', 'move', 'replace'].includes(input.type)) throw new Error(`an input of the switch was refused: ${decision.detail}`);
      return done(false);
    }
    const after = decision.call;
    if (before && after !== before && after.revision !== before.revision + 1) throw new Error('a revision was left out');
    if (before?.state === 'ended' && after !== before) throw new Error('an ended call changed');
    if (input.type === 'timer' && before?.[input.timer].reach?.timer !== input.id && after !== before) throw new Error('a timer did what it was not started for');
    this.calls.set(callId, after);
    this.count(before, after, input);
    this.look(before, after, decision.effects, null);
    const isUrgent = after === before || urgent.includes(input.type);
    if (isUrgent) this.carryOut(callId, decision.effects);
    if (after === before) return done(true);
    this.store([callId], () => {
      if (!isUrgent) this.carryOut(callId, decision.effects);
      this.follow(before, after);
    });
    done(true);
  }

  private look(before: Call | null, after: Call, effects: readonly Effect[], movedOn: UserId | null): void {
    if (before !== after) checkRecords(before, after, effects, movedOn);
    this.transfers.look(before, after);
  }

  private carryOut(callId: CallId, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'startTimer' || effect.type === 'stopTimer') this.timers.carryOut(callId, effect, this.nowMs, () => this.happens(0.2));
      else if (effect.type !== 'history') this.modelSwitch.carryOut(effect, this.isReachable);
    }
  }

  private follow(before: Call | null, after: Call): void {
    for (const next of consequences(before, after, [...this.calls.values()])) this.apply(next.callId, next.input);
  }

  private count(before: Call | null, after: Call, input: Input): void {
    if (before?.state === 'ringing' && after.state === 'active') this.decisions.answered++;
    const [was, is] = [before, after].map((call) => call?.callee.reach?.plan[0]?.kind);
    if (is === 'say' && was !== 'say') this.decisions.announced++;
    if (is === 'echo' && was !== 'echo') this.decisions.echoed++;
    if (input.type === 'legMedia' && after !== before) this.decisions.moved++;
    if (before && after.callee.userId !== before.callee.userId && after.state === 'ringing') this.decisions.forwarded++;
    for (const side of sides) {
      const [was, is] = [before?.[side].reach?.why === 'anchor', after[side].reach?.why === 'anchor'];
      if (is && !was) this.decisions.anchored++;
      if (was && !is && after.state === 'active') this.decisions.cameBack++;
    }
  }

  private check(): void {
    const waitingLegs = [...this.waiting.values()].flat().flatMap(({ input }) => (input.type === 'replace' ? [input.from.leg] : []));
    checkWorld([...this.calls.values()], this.users, this.modelSwitch, this.timers.names(), this.isBusy, new Set(waitingLegs));
  }
}
