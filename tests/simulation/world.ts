import { isOver, liveLegs, rungBeside, sideOf } from '../../src/calls/engine/call-facts';
import type { Call } from '../../src/calls/engine/call';
import type { AlsoRung, Beside, PlanStep, StepOf } from '../../src/calls/engine/plan';
import type { PlainCommand } from '../../src/calls/engine/protocol';
import { route } from '../../src/calls/route/route';
import type { Destination } from '../../src/calls/route/facts';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { OrganisationId, UserId } from '../../src/contract/ids';
import { Chance } from './chance';
import { ModelRunner } from './model-runner';
import { guestActs } from './guest-acts';
import { group, groupActs, waits } from './group-calls';
import { identity, party } from './parties';
import { People, type Device } from './people';

const organisationId = 'organisation' as OrganisationId;
const endReasons: EndReason[] = ['unknownNumber', 'declined', 'busy', 'failed', 'unreachable', 'cancelled', 'noAnswer'];

/** Where nobody takes a call, there is this. */
function voicemailOf(userId: UserId): PlanStep[] {
  const owner = { kind: 'person', userId, contactId: null, name: userId, number: userId } as const;
  const because = 'toVoicemail';
  return [
    { kind: 'greet', owner, sounds: ['voicemail-sv'], wasFor: 'noAnswer', forMs: 30_000, because },
    { kind: 'say', sounds: ['beep'], forMs: 5_000, because },
    { kind: 'record', ownerId: userId, maxMs: 60_000, silenceMs: 8_000, forMs: 70_000, because },
    { kind: 'end', reason: 'voicemail', because },
  ];
}

/**
 * Random people who call, transfer and move over the model switch, while devices come, go, fall silent and return. The
 * same seed gives the same story.
 */
export class World {
  readonly runner: ModelRunner;
  private readonly chance: Chance;
  private readonly people: People;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.people = new People(this.chance);
    this.runner = new ModelRunner(this.chance, this.people);
  }

  /** One thing happens, then the invariants are checked. */
  step(): void {
    const dice = this.chance.below(100);
    if (dice < 10) this.someoneCalls();
    else if (dice < 42) this.runner.deliverOne();
    else if (dice < 47) groupActs(this.runner, this.chance, this.people);
    else if (dice < 63) this.deviceActs();
    else if (dice < 67) guestActs(this.runner, this.chance, this.people, this.recentCall());
    else if (dice < 68) this.someoneMerges();
    else if (dice < 69) this.someoneRecords();
    else if (dice < 77) this.someoneCommands();
    else if (dice < 86) this.someoneHandsOver();
    else if (dice < 89) this.deviceComesOrGoes();
    else if (dice < 91) this.runner.timerRings();
    else if (dice < 96) this.runner.storeOne();
    else this.runner.timePasses(this.chance.below(12_000));
    this.runner.check();
  }

  /** Everyone hangs up and every timer runs out: nothing may be left. */
  finish(): void {
    this.chance.calmDown();
    for (let round = 0; round < 6; round++) {
      while (this.runner.storeOne() || this.runner.timerRings() || this.runner.deliverOne());
      for (const leg of this.runner.modelSwitch.liveLegs()) this.runner.modelSwitch.act(leg, { end: 'hungUp' });
      this.runner.timePasses(120_000);
    }
    while (this.runner.storeOne());
    this.runner.check();
    this.runner.transfers.check();
    this.runner.queues.check();
    const open = [...this.runner.calls.values()].filter((call) => call.state !== 'ended');
    if (open.length > 0) throw new Error(`calls left open: ${open.map((call) => call.id).join(', ')}`);
    const recorded = [...this.runner.calls.values()].filter((call) => !isOver(call));
    if (recorded.length > 0) throw new Error(`recordings left open: ${recorded.map((call) => call.id).join(', ')}`);
    if (this.runner.modelSwitch.liveLegs().length > 0) throw new Error('legs left in the switch');
  }

  /** From a device, from the outside, or by a command that lets a device of the caller ring first. */
  private someoneCalls(): void {
    const device = this.chance.of(0.8) ? this.chance.pick(this.people.devices) : undefined;
    if (device && !device.reachable) return;
    const destination = this.destination();
    const callerUserId = device?.userId ?? null;
    const toGroup = this.chance.of(0.12);
    const first = device && this.chance.of(0.15) ? this.stepTo(device) : null;
    const leg = this.runner.newLeg();
    const callId = this.runner.newCallId();
    if (!first) this.runner.modelSwitch.arrive(leg, device?.deviceId ?? null);
    this.runner.apply(callId, {
      type: 'start',
      callId,
      organisationId,
      from: first ? { first } : device ? { leg, deviceId: device.deviceId, label: device.label } : { leg },
      caller: identity(callerUserId, '+46700000001'),
      callee: toGroup ? group : party(destination),
      plan: toGroup
        ? waits
        : this.forwarded(
            route({
              atMs: this.runner.nowMs,
              isDialled: true,
              callerUserId,
              destination,
              shownNumber: null,
              mayShowNumber: this.chance.of(0.95),
            }).plan,
            destination.kind === 'user' && destination.userId !== callerUserId ? destination.userId : null,
            true,
          ),
      shownNumber: null,
    });
  }

  /** Somebody else may be rung when nobody answers, or at once; a number outside, or the mobile of who is called. */
  private forwarded(plan: readonly PlanStep[], calledId: UserId | null, mayLeave = false): readonly PlanStep[] {
    const [first] = plan;
    if (calledId !== null && this.chance.of(0.05)) return [{ kind: 'end', reason: 'busy', because: 'callerBlocked' }];
    if (calledId === null || plan.length < 2 || this.chance.of(0.5)) return plan;
    const also = { number: '+46700000007', show: null, forwardedBy: calledId, confirm: this.chance.of(0.7) };
    const rings = first?.kind === 'ringDevices' && this.chance.of(0.6) ? this.beside(first, also) : plan.slice(0, -1);
    const forwards = [0, 1, 2].slice(this.chance.below(3)).flatMap(() => this.forward(also));
    const rung = [...(this.chance.of(0.3) && forwards.length > 0 ? [] : rings), ...forwards];
    return mayLeave && this.chance.of(0.6) ? [...rung, ...voicemailOf(calledId)] : [...rung, ...plan.slice(-1)];
  }

  /** A number, or a colleague, who may have to do with the call already; at once, or after a while. */
  private beside(ring: StepOf<'ringDevices' | 'ringPerson'>, number: AlsoRung): PlanStep[] {
    const userId = this.chance.of(0.7) ? this.chance.pick(this.people.users) : undefined;
    const rings = this.chance.of(0.2) ? { rings: { windows: true, deskPhones: false } } : {};
    const person = {
      kind: 'person',
      userId: userId ?? number.forwardedBy,
      contactId: null,
      name: userId ?? '',
    } as const;
    const also: Beside = userId === undefined ? number : { person: { ...person, number: userId }, ...rings };
    if (this.chance.of(0.5)) return [{ ...ring, also }];
    return [
      { ...ring, forMs: 5_000 },
      { kind: 'ringAlso', also, forMs: 15_000, because: 'byRule' },
    ];
  }

  private forward(also: AlsoRung): PlanStep[] {
    if (this.chance.of(0.2))
      return [{ kind: 'dialOutside', ...also, paidBy: also.forwardedBy, forMs: 20_000, because: 'forwarded' }];
    const to = { kind: 'outside', userId: null, contactId: null, name: null, number: also.number } as const;
    if (this.chance.of(0.2))
      return [
        {
          kind: 'dialOutside',
          ...also,
          paidBy: also.forwardedBy,
          confirm: false,
          to,
          forMs: 20_000,
          because: 'forwarded',
        },
      ];
    const userId = this.chance.pick(this.people.users);
    if (userId === undefined) return [];
    const person = { kind: 'person', userId, contactId: null, name: userId, number: userId } as const;
    const ring = { kind: 'ringPerson', person, forMs: 20_000, because: 'forwarded' } as const;
    return this.chance.of(0.3) ? this.beside(ring, { ...also, forwardedBy: userId }) : [ring];
  }

  private destination(): Destination {
    const userId = this.chance.pick(this.people.users);
    if (this.chance.of(0.15)) {
      const paidBy = userId ?? ('nobody' as UserId);
      const verdict = this.chance.of(0.1) ? 'numberNotAllowed' : 'ok';
      return { kind: 'outside', number: '+46700000002', emergency: false, paidBy, verdict };
    }
    if (this.chance.of(0.05)) return { kind: 'service', service: 'echo' };
    if (userId === undefined || this.chance.of(0.05)) return { kind: 'unknown' };
    return {
      kind: 'user',
      userId,
      devices: this.people.reachable(userId).map((target) => ({ target, isReachable: true })),
    };
  }

  private stepTo(device: Device): PlanStep {
    if (this.chance.of(0.2))
      return { kind: 'dialOutside', number: '+46700000009', show: null, paidBy: null, forMs: 20_000, because: 'moved' };
    return { kind: 'ringDevices', targets: [device], auto: true, forMs: 20_000, because: 'moved' };
  }

  private deviceActs(): void {
    // Whoever is asked for a 1 mostly says something to it.
    const asked = this.chance.pick([...this.runner.calls.values()].flatMap(liveLegs).filter((each) => each.asked));
    if (asked && this.chance.of(0.5))
      return this.runner.modelSwitch.act(asked.id, { press: this.chance.of(0.8) ? '1' : '2' });
    if (this.chance.of(0.1)) return this.runner.modelSwitch.recordingEnds((count) => this.chance.below(count));
    const leg = this.chance.pick(this.runner.modelSwitch.liveLegs());
    if (leg === undefined) return;
    const actions = [
      'ring',
      'ring',
      'answer',
      'answer',
      'answer',
      'answer',
      'speak',
      'speak',
      'speak',
      'speak',
      'hold',
      'unhold',
      'unhold',
      'lose',
      'stall',
      'resume',
      'resume',
      { press: '#' },
      { press: '1' },
      { press: '1' },
      { end: this.chance.pick(endReasons) ?? 'failed' },
    ] as const;
    this.runner.modelSwitch.act(leg, this.chance.pick(actions) ?? 'ring');
  }

  private recentCall(): Call | undefined {
    return this.chance.pick(
      [...this.runner.calls.values()].filter((call) => call.state !== 'ended' || this.chance.of(0.05)),
    );
  }

  /** The parties, and who is rung beside them. */
  private readonly peopleOf = (call: Call | undefined): readonly (UserId | null)[] =>
    call ? [call.caller, call.callee, ...(call.guests ?? []), ...rungBeside(call)].map(({ userId }) => userId) : [];

  private someoneCommands(): void {
    const call = this.recentCall();
    const userId = this.chance.of(0.8)
      ? (this.chance.pick(this.peopleOf(call)) ?? null)
      : (this.chance.pick(this.people.users) ?? null);
    if (!call || userId === null) return;
    const callId = call.id;
    // Whoever is rung beside can only decline, or answer.
    const isBeside = rungBeside(call).some((each) => each.userId === userId);
    if (isBeside && this.chance.of(0.4))
      return this.runner.apply(callId, { type: 'command', userId, command: { name: 'call.decline', callId } });
    const commands: PlainCommand[] = [
      { name: 'call.hold', callId },
      { name: 'call.resume', callId },
      { name: 'call.mute', callId, muted: this.chance.of(0.5) },
      { name: 'call.sendDigits', callId, digits: '12#' },
      ...(this.chance.of(0.3) ? [{ name: 'call.hangUp' as const, callId }] : []),
      { name: 'call.decline', callId },
      { name: 'call.takeBack', callId },
      { name: 'call.cancelMove', callId },
      { name: 'call.pauseRecording', callId, paused: this.chance.of(0.5) },
      { name: 'call.stopRecording', callId },
    ];
    const command = this.chance.pick(commands);
    if (command) this.runner.apply(callId, { type: 'command', userId, command });
  }

  /** Transfers, moves, and phones that take over a leg. */
  private someoneHandsOver(): void {
    const call = this.recentCall();
    const userId = this.chance.of(0.9)
      ? (this.chance.pick(this.peopleOf(call)) ?? null)
      : (this.chance.pick(this.people.users) ?? null);
    if (!call || userId === null) return;
    const device = this.chance.pick(this.people.devices.filter((each) => each.userId === userId && each.reachable));
    switch (this.chance.below(4)) {
      case 0: {
        const destination = this.destination();
        this.runner.apply(call.id, {
          type: 'transfer',
          userId,
          target: party(destination),
          plan: this.forwarded(
            route({
              atMs: this.runner.nowMs,
              isDialled: false,
              callerUserId: null,
              destination,
              shownNumber: null,
              mayShowNumber: true,
            }).plan,
            destination.kind === 'user' ? destination.userId : null,
          ),
        });
        return;
      }
      case 1:
        if (device) this.runner.apply(call.id, { type: 'move', userId, step: this.stepTo(device) });
        return;
      case 2: {
        const side = sideOf(call, userId);
        const replaces = side && liveLegs(call).find((leg) => leg.side === side);
        if (device && replaces) this.runner.takeOver(call.id, userId, device, replaces.id);
        return;
      }
      default: {
        const other = this.chance.pick(
          [...this.runner.calls.values()].filter(
            (each) => sideOf(each, userId) !== null && !this.runner.isBusy(each.id),
          ),
        );
        if (other) this.runner.connect(call.id, other.id, userId);
      }
    }
  }

  private someoneRecords(): void {
    const call = this.chance.pick([...this.runner.calls.values()].filter(({ state }) => state === 'active'));
    const userId = call && this.chance.pick([call.caller, call.callee])?.userId;
    if (!userId) return;
    const consent = this.chance.of(0.5) ? 'announce' : 'askKey';
    this.runner.apply(call.id, { type: 'record', userId, groupId: null, words: 'sv', consent });
  }

  /** Whoever talks in two calls makes one of them. */
  private someoneMerges(): void {
    const talks = [...this.runner.calls.values()].filter(({ state }) => state === 'active');
    const pairs = talks.flatMap((kept) =>
      talks.flatMap((other) =>
        [other.caller, other.callee].flatMap(({ userId }) =>
          kept !== other && userId !== null && sideOf(kept, userId) !== null ? [{ kept, other, userId }] : [],
        ),
      ),
    );
    const pair = this.chance.pick(pairs);
    if (pair) this.runner.merge(pair.kept.id, pair.other.id, pair.userId);
  }

  private deviceComesOrGoes(): void {
    const device = this.chance.pick(this.people.devices);
    if (!device) return;
    device.reachable = !device.reachable;
    if (device.reachable) {
      for (const call of [...this.runner.calls.values()])
        this.runner.apply(call.id, { type: 'deviceAppeared', userId: device.userId, target: device });
      return;
    }
    const fate = this.chance.pick(['lose', 'stall', 'lose'] as const) ?? 'lose';
    for (const [id, leg] of this.runner.modelSwitch.legs)
      if (leg.deviceId === device.deviceId) this.runner.modelSwitch.act(id, fate);
  }
}
