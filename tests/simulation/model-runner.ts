import { connect } from '../../src/calls/engine/connect';
import { consequences } from '../../src/calls/engine/consequences';
import { decide } from '../../src/calls/engine/decide';
import { sidesOf } from '../../src/calls/engine/call';
import {
  forwarders,
  isConnected,
  isOver,
  liveLegs,
  openRecordings,
  partyOf,
  rungBeside,
  sideOf,
} from '../../src/calls/engine/call-facts';
import type { Call, Side } from '../../src/calls/engine/call';
import { merge } from '../../src/calls/engine/merge';
import type { Context, Effect, Input, LegInput } from '../../src/calls/engine/protocol';
import type { CallId, LegId, RecordingId, UserId } from '../../src/contract/ids';
import type { Chance } from './chance';
import { TransferLedger, checkRecords, checkWorld } from './invariants';
import { ModelSwitch } from './model-switch';
import { ModelTimers } from './model-timers';
import type { Device, People } from './people';
import { QueueLedger } from './queue-ledger';

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

/** What people ask for, and may be refused. */
const asked: readonly Input['type'][] = [
  ...(['command', 'transfer', 'move', 'replace', 'add', 'supervise', 'removeGuest', 'muteGuest', 'record'] as const),
];

/** As the runner has it: somebody sits in silence until these are carried out. */
const urgent: readonly Input['type'][] = ['legStalled', 'legLost', 'legResumed', 'legMedia'];

/**
 * What src/calls/runner.ts does, over the model switch: one input at a time for each call, decided, stored, carried
 * out.
 * The store is slow now and then, so that effects come later than their decisions, and timers are due late, in any
 * order, and though they were stopped. Whatever is decided is held against the invariants.
 */
export class ModelRunner {
  readonly calls = new Map<CallId, Call>();
  readonly modelSwitch = new ModelSwitch();
  readonly transfers = new TransferLedger();
  readonly queues = new QueueLedger();
  readonly decisions = {
    made: 0,
    refused: 0,
    answered: 0,
    anchored: 0,
    cameBack: 0,
    moved: 0,
    attended: 0,
    stored: 0,
    late: 0,
    waited: 0,
    forwarded: 0,
    forwardedOutside: 0,
    asked: 0,
    confirmed: 0,
    forwardTaken: 0,
    rungBeside: 0,
    rungLater: 0,
    takenBeside: 0,
    declinedBeside: 0,
    announced: 0,
    echoed: 0,
    greeted: 0,
    recorded: 0,
    recordedLate: 0,
    talkRecorded: 0,
    queued: 0,
    offered: 0,
    offerTaken: 0,
    offerEnded: 0,
    sentOn: 0,
    talked: 0,
    merged: 0,
    joined: 0,
    supervised: 0,
    takenOver: 0,
    inherited: 0,
    ofFour: 0,
  };
  nowMs = 0;
  private readonly timers = new ModelTimers();
  private readonly unstored: Unstored[] = [];
  private readonly waiting = new Map<CallId, Waiting[]>();
  /** What happened to arrived legs whose call has not taken them yet. */
  private readonly early = new Map<LegId, LegInput[]>();
  private ids = 0;

  constructor(
    private readonly chance: Chance,
    private readonly people: People,
  ) {}

  newLeg(): LegId {
    return `leg-${this.ids++}` as LegId;
  }

  newCallId(): CallId {
    return `call-${this.ids++}` as CallId;
  }

  /** One input at a time for each call. */
  apply(callId: CallId, input: Input, done: Waiting['done'] = () => undefined): void {
    const waiting = this.waiting.get(callId) ?? [];
    if (!this.isBusy(callId) && waiting.length === 0) return this.process(callId, { input, done });
    this.decisions.waited++;
    waiting.push({ input, done });
    this.waiting.set(callId, waiting);
  }

  takeOver(callId: CallId, userId: UserId, device: Device, replaces: LegId): void {
    const leg = this.newLeg();
    this.modelSwitch.arrive(leg, device.deviceId);
    this.early.set(leg, []);
    // As the service does it.
    const done = (taken: boolean): void => {
      const events = this.early.get(leg) ?? [];
      this.early.delete(leg);
      if (!taken)
        return this.modelSwitch.carryOut({ type: 'hangUp', leg, reason: 'notAllowed' }, this.people.isReachable);
      for (const event of events) this.apply(callId, event);
    };
    this.apply(
      callId,
      { type: 'replace', userId, from: { leg, deviceId: device.deviceId, label: device.label }, replaces },
      done,
    );
  }

  connect(keptId: CallId, closedId: CallId, userId: UserId): void {
    if (this.join(keptId, closedId, userId, connect)) this.decisions.attended++;
  }

  merge(keptId: CallId, closedId: CallId, userId: UserId): void {
    if (this.join(keptId, closedId, userId, merge)) this.decisions.merged++;
  }

  private join(keptId: CallId, closedId: CallId, userId: UserId, how: typeof connect): boolean {
    const [kept, closed] = [this.calls.get(keptId), this.calls.get(closedId)];
    if (!kept || !closed || this.isBusy(keptId) || this.isBusy(closedId)) return false;
    const connection = how(kept, closed, userId, this.context());
    this.decisions.made++;
    if (connection.refused !== undefined) {
      this.decisions.refused++;
      return false;
    }
    const mine = sideOf(closed, userId);
    const theirs = mine && closed[mine === 'caller' ? 'callee' : 'caller'].userId;
    const others = [...forwarders(closed), ...rungBeside(closed)].flatMap(({ userId: each }) => each ?? []);
    const moved = [...(theirs ? [theirs] : []), ...others];
    this.calls.set(closedId, connection.closed.call);
    this.calls.set(keptId, connection.kept.call);
    this.look(closed, connection.closed.call, connection.closed.effects, moved);
    this.look(kept, connection.kept.call, connection.kept.effects, []);
    this.store([keptId, closedId], () => {
      this.carryOut(closedId, connection.closed.effects);
      this.carryOut(keptId, connection.kept.effects);
      for (const [before, after] of [
        [kept, connection.kept.call],
        [closed, connection.closed.call],
      ] as const)
        this.follow(before, after);
    });
    return true;
  }

  deliverOne(): boolean {
    const event = this.modelSwitch.take((count) => this.chance.below(count));
    if (!event) return false;
    const early = this.early.get(event.leg);
    const owner = this.ownerOf(event.leg);
    if (early) early.push(event);
    else if (owner) this.apply(owner.id, event);
    return true;
  }

  timePasses(ms: number): void {
    this.nowMs += ms;
    if (ms > 4_000) this.modelSwitch.finishSounds();
    for (let due = this.timers.pass(this.nowMs); due > 0; due--) if (!this.chance.ofTrouble(0.3)) this.timerRings();
  }

  timerRings(): boolean {
    const due = this.timers.take((count) => this.chance.below(count));
    if (!due) return false;
    if (this.timerOf(due.callId, due.timer) !== due.id) this.decisions.late++;
    this.apply(due.callId, { type: 'timer', timer: due.timer, id: due.id });
    return true;
  }

  private timerOf(callId: CallId, side: Side): number | undefined {
    const call = this.calls.get(callId);
    return call && sidesOf(call).includes(side) ? partyOf(call, side).reach?.timer : undefined;
  }

  storeOne(at = this.chance.below(Math.max(1, this.unstored.length))): boolean {
    const [stored] = this.unstored.splice(at, 1);
    if (!stored) return false;
    this.decisions.stored++;
    stored.goOn();
    for (const callId of stored.callIds) this.workOff(callId);
    return true;
  }

  readonly isBusy = (callId: CallId): boolean => this.unstored.some(({ callIds }) => callIds.includes(callId));

  check(): void {
    const waitingLegs = [...this.waiting.values()]
      .flat()
      .flatMap(({ input }) => (input.type === 'replace' ? [input.from.leg] : []));
    checkWorld(
      [...this.calls.values()],
      this.people.users,
      this.modelSwitch,
      this.timers.names(),
      this.isBusy,
      new Set(waitingLegs),
    );
  }

  private process(callId: CallId, { input, done }: Waiting): void {
    // While the input waited its turn, its leg may have moved to another call.
    const owner = 'leg' in input ? this.ownerOf(input.leg) : undefined;
    if (owner && owner.id !== callId) return this.apply(owner.id, input);
    const before = this.calls.get(callId) ?? null;
    const wasTimer = input.type === 'timer' ? this.timerOf(callId, input.timer) : undefined;
    const decision = decide(before, input, this.context());
    this.decisions.made++;
    if (decision.refused !== undefined) {
      this.decisions.refused++;
      if (!asked.includes(input.type)) throw new Error(`an input of the switch was refused: ${decision.detail}`);
      return done(false);
    }
    const after = decision.call;
    if (before && after !== before && after.revision !== before.revision + 1)
      throw new Error('a revision was left out');
    if (before && isOver(before) && after !== before) throw new Error('a call changed that was over');
    if (before?.state === 'ended' && after !== before && input.type !== 'recorded')
      throw new Error('an ended call changed');
    if (input.type === 'timer' && wasTimer !== input.id && after !== before)
      throw new Error('a timer did what it was not started for');
    this.calls.set(callId, after);
    this.count(before, after, input);
    this.look(
      before,
      after,
      decision.effects,
      [],
      input.type === 'transfer' || input.type === 'add' ? input.target.userId : null,
    );
    const isUrgent = after === before || urgent.includes(input.type);
    if (isUrgent) this.carryOut(callId, decision.effects);
    if (after === before) return done(true);
    this.store([callId], () => {
      if (!isUrgent) this.carryOut(callId, decision.effects);
      this.follow(before, after);
    });
    done(true);
  }

  /** Carries on when the calls are stored: mostly at once. */
  private store(callIds: readonly CallId[], goOn: () => void): void {
    this.unstored.push({ callIds, goOn });
    if (!this.chance.ofTrouble(0.15)) this.storeOne(this.unstored.length - 1);
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
    newLegId: () => this.newLeg(),
    newRecordingId: () => `recording-${this.ids++}` as RecordingId,
    recordingOf: () => (this.chance.of(0.3) ? { consent: 'announce', words: 'sv' } : null),
    mayDial: () => this.chance.of(0.9) || 'tooManyOutside',
    reachable: (userId) => this.people.reachable(userId),
  });

  private readonly ownerOf = (id: LegId): Call | undefined =>
    [...this.calls.values()].find(
      (call) =>
        liveLegs(call).some((leg) => leg.id === id) || openRecordings(call).some((recording) => recording.leg === id),
    );

  private carryOut(callId: CallId, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'startTimer' || effect.type === 'stopTimer')
        this.timers.carryOut(callId, effect, this.nowMs, () => this.chance.ofTrouble(0.2));
      else if (effect.type !== 'history' && effect.type !== 'queueEvent')
        this.modelSwitch.carryOut(effect, this.people.isReachable);
    }
  }

  private follow(before: Call | null, after: Call): void {
    for (const next of consequences(before, after, [...this.calls.values()])) this.apply(next.callId, next.input);
  }

  /** `called`: by this very input, who may be out of the call by it too. */
  private look(
    before: Call | null,
    after: Call,
    effects: readonly Effect[],
    movedOn: readonly UserId[],
    called: UserId | null = null,
  ): void {
    this.countQueue(after.id, effects);
    if (before !== after) checkRecords(before, after, effects, movedOn, called);
    this.transfers.look(before, after);
  }

  private count(before: Call | null, after: Call, input: Input): void {
    if (before?.state === 'ringing' && after.state === 'active') this.decisions.answered++;
    const [was, is] = [before, after].map((call) => call?.callee.reach?.plan[0]?.kind);
    const begun = is === was ? null : is;
    if (begun === 'say') this.decisions.announced++;
    if (begun === 'echo') this.decisions.echoed++;
    if (begun === 'greet') this.decisions.greeted++;
    const recorded = before?.state === 'ended' ? 'recordedLate' : 'recorded';
    if (input.type === 'recorded' && after !== before) this.decisions[recorded]++;
    if (after.recording?.stage === 'on' && before?.recording?.stage === 'telling') this.decisions.talkRecorded++;
    if (input.type === 'legMedia' && after !== before) this.decisions.moved++;
    if (before && after.callee.userId !== before.callee.userId && after.state === 'ringing') this.decisions.forwarded++;
    this.countBeside(before, after);
    if (input.type === 'offer' && after !== before) this.decisions.offered++;
    for (const leg of after.legs) {
      const was = before?.legs.find(({ id }) => id === leg.id);
      if (leg.forwardedBy !== undefined && !was) this.decisions.forwardedOutside++;
      if (leg.asked && !was?.asked) this.decisions.asked++;
      if (was?.asked && leg.state === 'up') this.decisions.confirmed++;
    }
    if (before && after.state !== 'ended' && forwarders(before).length > 0 && forwarders(after).length === 0)
      this.decisions.forwardTaken++;
    this.countGuests(before, after, input);
    for (const side of sidesOf(after)) {
      const [was, is] = [before, after].map((call) => call && partyOf(call, side).reach?.why === 'anchor');
      if (is && !was) this.decisions.anchored++;
      if (was && !is && after.state === 'active') this.decisions.cameBack++;
    }
  }

  private countGuests(before: Call | null, after: Call, input: Input): void {
    const [was, is] = [before?.guests ?? [], after.guests ?? []];
    for (const guest of is) {
      const old = was.find(({ side }) => side === guest.side);
      const isIn = guest.reach?.why !== 'add' && old?.reach?.why === 'add';
      if (isIn) this.decisions[guest.mode === 'talk' ? 'joined' : 'supervised']++;
    }
    if (input.type === 'supervise' && input.as === 'takeOver' && after !== before) this.decisions.takenOver++;
    const gone = was.filter((each) => !is.some(({ side }) => side === each.side));
    const heirs = gone.filter(({ userId }) => after.caller.userId === userId || after.callee.userId === userId);
    if (after.state === 'active') this.decisions.inherited += heirs.length;
    if (is.filter(isConnected).length > 1) this.decisions.ofFour++;
  }

  private countQueue(callId: CallId, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type !== 'queueEvent') continue;
      this.queues.look(callId, effect);
      if (effect.event === 'entered') this.decisions.queued++;
      if (effect.event === 'offerAnswered') this.decisions.offerTaken++;
      if (effect.event === 'offerEnded') this.decisions.offerEnded++;
      if (effect.event === 'talking') this.decisions.talked++;
      if (effect.event === 'left' && !effect.isOver) this.decisions.sentOn++;
    }
  }

  private countBeside(before: Call | null, after: Call): void {
    const [was, is] = [before ? rungBeside(before) : [], rungBeside(after)];
    this.decisions.rungBeside += is.filter((each) => !was.some(({ userId }) => userId === each.userId)).length;
    if (after.trace.length > (before?.trace.length ?? 0) && after.trace.at(-1)?.step === 'ringAlso')
      this.decisions.rungLater++;
    for (const { userId } of was) {
      if (sideOf(after, userId ?? ('' as UserId)) !== null && after.state === 'active') this.decisions.takenBeside++;
      if (after.state === 'ringing' && !is.some((each) => each.userId === userId)) this.decisions.declinedBeside++;
    }
  }
}
