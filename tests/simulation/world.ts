import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { consequences } from '../../src/calls/engine/consequences';
import { decide } from '../../src/calls/engine/decide';
import { isHolding, sideOf, talkingLeg } from '../../src/calls/engine/call';
import type { Call, PartyIdentity, RingTarget } from '../../src/calls/engine/call';
import type { HistoryRecord, Input } from '../../src/calls/engine/protocol';
import { route } from '../../src/calls/engine/route';
import type { Destination } from '../../src/calls/engine/route';
import type { EndReason } from '../../src/contract/errors';
import type { CallId, DeviceId, LegId, OrganisationId, UserId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import { ModelSwitch } from './model-switch';

const organisationId = 'organisation' as OrganisationId;
const endReasons: EndReason[] = ['declined', 'busy', 'failed', 'unreachable', 'cancelled', 'noAnswer'];

interface Device extends RingTarget {
  readonly userId: UserId;
  reachable: boolean;
}

/** Random people who call each other over the model switch, with faults; the same seed gives the same story. */
export class World {
  readonly calls = new Map<CallId, Call>();
  readonly history = new Map<CallId, HistoryRecord[]>();
  readonly modelSwitch = new ModelSwitch();
  readonly decisions = { made: 0, refused: 0, answered: 0, started: 0 };
  private readonly random: ReturnType<typeof xoroshiro128plus>;
  private readonly devices: Device[] = [];
  private readonly users: UserId[] = [];
  private readonly timers = new Map<CallId, number>();
  private nowMs = 0;
  private ids = 0;

  constructor(seed: number) {
    this.random = xoroshiro128plus(seed);
    for (let user = 0; user < 5; user++) {
      const userId = `user-${user}` as UserId;
      this.users.push(userId);
      for (let device = this.below(4); device > 0; device--) {
        this.devices.push({ userId, deviceId: `device-${user}-${device}` as DeviceId, label: `Device ${device}`, reachable: this.chance(0.8) });
      }
    }
  }

  /** One thing happens, then the invariants are checked. */
  step(): void {
    const dice = this.below(100);
    if (dice < 12) this.someoneCalls();
    else if (dice < 45) this.deliverOne();
    else if (dice < 70) this.deviceActs();
    else if (dice < 90) this.someoneCommands();
    else if (dice < 94) this.deviceComesOrGoes();
    else this.timePasses(this.below(8_000));
    this.check();
  }

  /** Everyone hangs up and every timer runs out: nothing may be left. */
  finish(): void {
    for (let round = 0; round < 4; round++) {
      while (this.deliverOne());
      for (const leg of this.modelSwitch.liveLegs()) this.modelSwitch.act(leg, { end: 'hungUp' });
      this.timePasses(120_000);
    }
    this.check();
    const open = [...this.calls.values()].filter((call) => call.state !== 'ended');
    if (open.length > 0) throw new Error(`calls left open: ${open.map((call) => call.id).join(', ')}`);
    if (this.modelSwitch.liveLegs().length > 0) throw new Error('legs left in the switch');
    if (this.timers.size > 0) throw new Error('timers left running');
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

  private someoneCalls(): void {
    const device = this.chance(0.8) ? this.pick(this.devices) : undefined;
    if (device && !device.reachable) return;
    const leg = `leg-${this.ids++}` as LegId;
    const callee = this.pick(this.users);
    const destination = this.destination(callee);
    const callerUserId = device?.userId ?? null;
    this.modelSwitch.arrive(leg, device?.deviceId ?? null);
    this.apply(`call-${this.ids++}` as CallId, {
      type: 'start',
      callId: `call-${this.ids - 1}` as CallId,
      organisationId,
      from: device ? { leg, deviceId: device.deviceId, label: device.label } : { leg },
      caller: identity(callerUserId, '+46700000001'),
      callee: destination.kind === 'user' ? identity(destination.userId, null) : identity(null, '+46700000002'),
      plan: route({ callerUserId, destination, mayShowNumber: this.chance(0.95) }),
      shownNumber: null,
    });
    this.decisions.started++;
  }

  private destination(userId: UserId | undefined): Destination {
    if (this.chance(0.1)) return { kind: 'outside', number: '+46700000002' };
    if (userId === undefined || this.chance(0.05)) return { kind: 'unknown' };
    return { kind: 'user', userId, reachable: this.devices.filter((device) => device.userId === userId && device.reachable) };
  }

  private deliverOne(): boolean {
    const event = this.modelSwitch.take((count) => this.below(count));
    if (!event) return false;
    const owner = [...this.calls.values()].find((call) => call.legs.some((leg) => leg.id === event.leg));
    if (owner) this.apply(owner.id, event);
    return true;
  }

  private deviceActs(): void {
    const leg = this.pick(this.modelSwitch.liveLegs());
    if (leg === undefined) return;
    const actions = ['ring', 'ring', 'answer', 'answer', 'hold', 'unhold', 'lose', { end: this.pick(endReasons) ?? 'failed' }] as const;
    this.modelSwitch.act(leg, this.pick(actions) ?? 'ring');
  }

  private someoneCommands(): void {
    const call = this.pick([...this.calls.values()].slice(-12));
    const userId = this.pick(this.users);
    if (!call || userId === undefined) return;
    const callId = call.id;
    const commands: Command[] = [
      { name: 'call.hold', callId },
      { name: 'call.resume', callId },
      { name: 'call.mute', callId, muted: this.chance(0.5) },
      { name: 'call.sendDigits', callId, digits: '12#' },
      { name: 'call.hangUp', callId },
      { name: 'call.decline', callId },
    ];
    const command = this.pick(commands);
    if (command) this.apply(callId, { type: 'command', userId, command });
  }

  private deviceComesOrGoes(): void {
    const device = this.pick(this.devices);
    if (!device) return;
    device.reachable = !device.reachable;
    for (const call of device.reachable ? [...this.calls.values()] : []) {
      if (call.state === 'ringing') this.apply(call.id, { type: 'deviceAppeared', userId: device.userId, target: device });
    }
    if (device.reachable) return;
    for (const [id, leg] of this.modelSwitch.legs) if (leg.deviceId === device.deviceId) this.modelSwitch.act(id, 'lose');
  }

  private timePasses(ms: number): void {
    this.nowMs += ms;
    for (const [callId, dueMs] of [...this.timers]) {
      if (dueMs > this.nowMs || this.timers.get(callId) !== dueMs) continue;
      this.timers.delete(callId);
      this.apply(callId, { type: 'timer', timer: 'step' });
    }
  }

  private apply(callId: CallId, input: Input): void {
    const before = this.calls.get(callId) ?? null;
    const decision = decide(before, input, { nowMs: this.nowMs, newLegId: () => `leg-${this.ids++}` as LegId });
    this.decisions.made++;
    if (decision.refused !== undefined) {
      this.decisions.refused++;
      if (input.type !== 'command') throw new Error(`an input of the switch was refused: ${decision.detail}`);
      return;
    }
    const after = decision.call;
    if (before && after !== before && after.revision !== before.revision + 1) throw new Error('a revision was left out');
    if (before?.state === 'ended' && after !== before) throw new Error('an ended call changed');
    if (before?.state === 'ringing' && after.state === 'active') this.decisions.answered++;
    this.calls.set(callId, after);
    for (const effect of decision.effects) {
      if (effect.type === 'startTimer') this.timers.set(callId, this.nowMs + effect.ms);
      else if (effect.type === 'stopTimer') this.timers.delete(callId);
      else if (effect.type === 'history') this.history.set(callId, [...(this.history.get(callId) ?? []), effect.record]);
      else this.modelSwitch.carryOut(effect);
    }
    for (const next of consequences(before, after, [...this.calls.values()])) this.apply(next.callId, next.input);
  }

  private check(): void {
    const owned = new Set<LegId>();
    for (const call of this.calls.values()) {
      for (const leg of call.legs) if (leg.state !== 'ended') owned.add(leg.id);
      if (call.state !== 'ended') this.checkLive(call);
      this.checkHistory(call);
    }
    for (const leg of this.modelSwitch.liveLegs()) if (!owned.has(leg)) throw new Error(`leg ${leg} belongs to no call`);
    for (const userId of this.users) {
      const unheld = [...this.calls.values()].filter((call) => {
        const side = sideOf(call, userId);
        return side !== null && call.state === 'active' && !isHolding(call[side]);
      });
      if (unheld.length > 1) throw new Error(`${userId} speaks in ${unheld.length} calls at once`);
    }
  }

  private checkLive(call: Call): void {
    const caller = talkingLeg(call, 'caller');
    if (!caller) throw new Error(`call ${call.id} has no owner`);
    if (call.state === 'ringing') {
      if (!this.timers.has(call.id)) throw new Error(`call ${call.id} rings without an end`);
      return;
    }
    const callee = talkingLeg(call, 'callee');
    if (!callee || call.legs.filter((leg) => leg.state !== 'ended').length !== 2) throw new Error(`call ${call.id} is active without two legs`);
    for (const [mine, theirs, my, their] of [[caller, callee, call.caller, call.callee], [callee, caller, call.callee, call.caller]] as const) {
      const leg = this.modelSwitch.legs.get(mine.id);
      if (!leg || leg.state === 'gone' || this.modelSwitch.legs.get(theirs.id)?.state === 'gone') continue;
      const hears = leg.bridgedWith === theirs.id || leg.music;
      if (!hears && !isHolding(my)) throw new Error(`${mine.side} of ${call.id} hears nothing`);
      if (leg.music !== isHolding(their)) throw new Error(`music at ${mine.side} of ${call.id} is wrong`);
      if (leg.muted !== my.muted) throw new Error(`mute at ${mine.side} of ${call.id} is wrong`);
    }
  }

  private checkHistory(call: Call): void {
    const records = this.history.get(call.id) ?? [];
    if (call.state !== 'ended') {
      if (records.length > 0) throw new Error(`call ${call.id} has history while it lives`);
      return;
    }
    const refused = call.endReason === 'ownNumber' || call.endReason === 'unknownNumber' || call.endReason === 'notAllowed';
    const neverCalled = refused && !call.legs.some((leg) => leg.side === 'callee');
    const parties = [call.caller.userId, neverCalled ? null : call.callee.userId].filter((userId) => userId !== null);
    const written = records.map((record) => record.userId);
    if (written.join() !== parties.join()) throw new Error(`history of ${call.id}: ${written.join()} instead of ${parties.join()}`);
    if (call.answeredAtMs !== null && records.some((record) => record.outcome === 'missed')) throw new Error('an answered call was missed');
  }
}

function identity(userId: UserId | null, number: string | null): PartyIdentity {
  return { userId, contactId: null, name: userId, number: number ?? userId };
}
