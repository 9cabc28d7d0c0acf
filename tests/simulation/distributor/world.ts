import { distribute } from '../../../src/answer-groups/distributor/distribute';
import type { Context, Effect, EntryCommand, Input, OfferEnd } from '../../../src/answer-groups/distributor/protocol';
import { restore } from '../../../src/answer-groups/distributor/restore';
import type { Stored } from '../../../src/answer-groups/distributor/restore';
import type { Entry, Offer, State } from '../../../src/answer-groups/distributor/state';
import type { CallId, EntryId, OfferId, OrganisationId, UserId } from '../../../src/contract/ids';
import { Chance } from '../chance';
import { checkDecision, checkNobodyLeftOver, checkState, Ledger } from './invariants';
import { ModelTimers } from './model-timers';
import { randomGroups, skill, userIds } from './settings';

const organisationId = 'organisation' as OrganisationId;
const numbers = Array.from({ length: 60 }, (_, n) => `+467000000${n + 10}`);

/**
 * Random callers, agents and supervisors before the distributor. What happens is told late and in another order than it
 * happened, and timers are late. The same seed gives the same story.
 */
export class World {
  readonly ledger = new Ledger();
  private readonly chance: Chance;
  private readonly timers = new ModelTimers();
  /** What has happened, and is not told yet. */
  private readonly news: Input[] = [];
  private readonly talks = new Map<EntryId, UserId>();
  private state: State;
  private nowMs = 1_000_000;
  private decidedAtMs = 0;
  private ids = 0;
  private readonly context: Context;
  /** Few call and long times pass: callbacks are tried again and again. */
  private readonly isQuiet: boolean;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    const { chance } = this;
    const now = () => this.nowMs;
    this.context = {
      get nowMs() {
        return now();
      },
      newOfferId: () => `offer-${this.ids++}` as OfferId,
      below: (bound) => chance.below(bound),
    };
    this.state = this.begin({ organisationId, ...known(chance), agents: [], entries: [] });
    for (const userId of userIds) this.apply({ type: 'deviceChanged', userId, isReachable: chance.of(0.9) });
    this.isQuiet = chance.of(0.5);
    for (const userId of userIds) if (chance.of(0.7)) this.commandAgent(userId, { name: 'logIn' }, userId);
  }

  /** One thing happens, then the invariants are checked. */
  step(): void {
    const dice = this.chance.below(1_000);
    if (dice < (this.isQuiet ? 40 : 90)) this.someoneCalls();
    else if (dice < 360) this.agentActs();
    else if (dice < 640) this.deliverOne();
    else if (dice < 740) this.talkEnds();
    else if (dice < 780) this.callerActs();
    else if (dice < 860) this.timerRings();
    else if (dice < 900) this.agentChanges();
    else if (dice < 912) this.superviseEntry();
    else if (dice < 918 && !this.isQuiet) this.groupChanges();
    else if (dice < 921) this.serverRestarts();
    else this.passes(this.chance.below(this.chance.of(this.isQuiet ? 0.3 : 0.12) ? this.longestMs() : 8_000));
    checkState(this.state, this.timers, this.nowMs);
    if (this.decidedAtMs === this.nowMs) checkNobodyLeftOver(this.state, this.nowMs);
    this.ledger.checkCalls(this.state);
  }

  /** Everybody hangs up, every timer rings, the groups close: nothing may be left. */
  finish(): void {
    this.chance.calmDown();
    for (let round = 0; round < 4; round++) {
      while (this.deliverOne() || this.timerRings());
      for (const entryId of this.talks.keys()) this.endTalk(entryId);
      for (const { id } of this.state.entries.values())
        this.news.push({ type: 'left', entryId: id, because: 'hungUp' });
      this.passes(100_000);
    }
    while (this.deliverOne() || this.timerRings());
    for (const groupId of this.state.setup.groups.keys())
      this.apply({ type: 'opening', groupId, isOpen: false, changesAtMs: null });
    checkState(this.state, this.timers, this.nowMs);
    const { entries, offers } = this.state;
    if (entries.size + offers.size + this.timers.running.size > 0)
      throw new Error(`${entries.size} entries, ${offers.size} offers, ${this.timers.running.size} timers left`);
    this.ledger.statistics.recompute();
  }

  private begin(stored: Stored): State {
    const { state, effects } = restore(stored, this.context);
    this.carryOut(effects);
    this.ledger.look(state, effects);
    return state;
  }

  private apply(input: Input): void {
    const before = this.state;
    const print = this.chance.of(0.02) ? fingerprint(before) : null;
    const decision = distribute(before, input, this.context);
    if (print !== null && fingerprint(before) !== print)
      throw new Error(`${input.type} has written to the state before`);
    if (decision.refused !== undefined) return this.ledger.count(`refused`);
    const { state, effects, trace } = decision;
    this.state = state;
    this.decidedAtMs = this.nowMs;
    if (state === before && effects.length === 0) this.ledger.count('late');
    for (const { skipped } of trace) for (const { why } of skipped) this.ledger.count(`skipped ${why}`);
    if (input.type === 'callbackFailed') this.ledger.callEnded(before.offers.get(input.offerId)?.entryId as EntryId);
    this.endCalls(before);
    this.carryOut(effects);
    this.ledger.look(state, effects);
    checkDecision(before, state, input, effects, this.nowMs);
  }

  /** A number is called no more when its agent has hung up, or has it. */
  private endCalls(before: State): void {
    for (const offer of before.offers.values())
      if (offer.phase === 'connecting' && !this.state.offers.has(offer.id)) this.ledger.callEnded(offer.entryId);
  }

  private carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.ledger.count(nameOf(effect));
      if (effect.type === 'notice' && effect.notice === 'pausedNotAnswering') this.mayResume(effect.userId);
      if (effect.type === 'startTimer' || effect.type === 'stopTimer')
        this.timers.carryOut(effect, this.nowMs, () => this.chance.ofTrouble(0.05));
    }
  }

  /** Whoever was paused for not answering reads it, and is there again. */
  private mayResume(userId: UserId): void {
    if (this.chance.of(0.7)) this.news.push({ type: 'agentCommand', by: userId, userId, command: { name: 'resume' } });
  }

  private longestMs(): number {
    return this.isQuiet ? 1_200_000 : 400_000;
  }

  private someoneCalls(): void {
    const group = this.chance.pick([...this.state.setup.groups.values()]);
    if (!group) return;
    const name = `entry-${this.ids++}`;
    const stickyTo = this.chance.of(0.2) ? this.chance.pick(userIds) : undefined;
    this.apply({
      type: 'entered',
      entryId: name as EntryId,
      callId: name as CallId,
      groupId: group.id,
      number: this.chance.of(0.8) ? (this.chance.pick(numbers) ?? null) : null,
      priority: this.chance.of(0.1) ? 5 : 0,
      ...(this.chance.of(0.2) && { enteredAtMs: this.nowMs - this.chance.below(60_000) }),
      ...(this.chance.of(0.4) && { skill: { name: skill, level: 1 + this.chance.below(3) } }),
      ...(stickyTo && { stickyTo }),
    });
  }

  /** Somebody who is rung, or has just answered, does something. */
  private agentActs(): void {
    const offer = this.chance.pick([...this.state.offers.values()]);
    const agent = offer && this.chance.pick(offer.agents);
    if (!offer || !agent) return;
    if (offer.phase === 'ringing') this.rungAgentActs(offer, agent.userId);
    else this.connectingGoesOn(offer, agent.userId);
  }

  private rungAgentActs({ id: offerId }: Offer, userId: UserId): void {
    const answers = this.chance.of(0.6);
    const reason = this.chance.pick<OfferEnd>(['declined', 'declined', 'busy', 'unreachable']) ?? 'declined';
    this.news.push(
      answers ? { type: 'offerAnswered', offerId, userId } : { type: 'offerEnded', offerId, userId, reason },
    );
    if (!answers && reason === 'unreachable' && this.chance.of(0.9))
      this.news.push({ type: 'deviceChanged', userId, isReachable: true });
  }

  private connectingGoesOn({ id: offerId, entryId }: Offer, userId: UserId): void {
    const isCallback = this.state.entries.get(entryId)?.callback !== null;
    if (isCallback && this.chance.of(this.isQuiet ? 0.9 : 0.5)) this.news.push({ type: 'callbackFailed', offerId });
    else if (this.chance.of(0.1)) this.news.push({ type: 'offerEnded', offerId, userId, reason: 'hungUp' });
    else this.news.push({ type: 'talking', offerId, userId });
  }

  /** @returns there was something */
  private deliverOne(): boolean {
    const at = this.chance.of(0.5) ? 0 : this.chance.below(Math.max(1, this.news.length));
    const [input] = this.news.splice(at, 1);
    if (!input) return false;
    this.apply(input);
    if (input.type === 'talking') this.noteTalk(input.userId);
    return true;
  }

  private noteTalk(userId: UserId): void {
    const serving = this.state.agents.get(userId)?.serving;
    if (!serving || this.talks.has(serving.entryId)) return;
    this.talks.set(serving.entryId, userId);
    this.news.push({ type: 'lineChanged', userId, isIdle: false });
  }

  private talkEnds(): void {
    const entryId = this.chance.pick([...this.talks.keys()]);
    const userId = entryId && this.talks.get(entryId);
    if (entryId && userId && this.chance.of(0.3))
      this.news.push({ type: 'held', entryId, userId, isHeld: this.chance.of(0.6) });
    else if (entryId) this.endTalk(entryId);
  }

  private endTalk(entryId: EntryId): void {
    const userId = this.talks.get(entryId);
    this.talks.delete(entryId);
    if (userId === undefined) return;
    this.news.push({ type: 'talkEnded', entryId, userId }, { type: 'lineChanged', userId, isIdle: true });
    if (this.chance.of(0.05)) this.news.push({ type: 'talkEnded', entryId, userId });
  }

  /** Whoever waits gives up, is picked up elsewhere, or wants to be called back. */
  private callerActs(): void {
    const entry = this.chance.pick([...this.state.entries.values()]);
    if (!entry) return;
    const number = entry.number ?? `+46800${this.ids++}`;
    if (this.chance.of(this.isQuiet ? 0.8 : 0.4)) this.news.push({ type: 'callbackWanted', entryId: entry.id, number });
    else this.news.push({ type: 'left', entryId: entry.id, because: this.chance.of(0.9) ? 'hungUp' : 'taken' });
  }

  /** @returns one was on its way */
  private timerRings(): boolean {
    const timer = this.timers.take((count) => this.chance.below(count));
    if (!timer) return false;
    this.apply({ type: 'timer', timer: timer.timer, id: timer.id });
    return true;
  }

  private agentChanges(): void {
    const userId = this.chance.pick(userIds) as UserId;
    const by = this.chance.of(0.3) ? ('supervisor' as UserId) : userId;
    const dice = this.chance.below(10);
    if (dice < 3) this.apply({ type: 'deviceChanged', userId, isReachable: this.chance.of(0.9) });
    else if (dice < 5) this.apply({ type: 'activityChanged', userId, allows: this.chance.of(0.85) });
    else if (dice < 6) this.commandAgent(userId, { name: this.chance.of(0.85) ? 'logIn' : 'logOut' }, by);
    else if (dice < 7 && this.chance.of(0.6)) this.commandAgent(userId, { name: 'pause', reason: 'lunch' }, by);
    else if (dice < 9) this.commandAgent(userId, { name: this.chance.of(0.8) ? 'resume' : 'ready' }, by);
    else if (![...this.talks.values()].includes(userId))
      this.news.push({ type: 'lineChanged', userId, isIdle: this.chance.of(0.7) });
  }

  private commandAgent(userId: UserId, command: Extract<Input, { type: 'agentCommand' }>['command'], by: UserId): void {
    this.apply({ type: 'agentCommand', by, userId, command });
  }

  private superviseEntry(): void {
    const entry = this.chance.pick([...this.state.entries.values()]);
    const group = this.chance.pick([...this.state.setup.groups.keys()]);
    if (!entry || !group) return;
    const command = this.chance.pick<EntryCommand>([
      { name: 'move', groupId: group },
      { name: 'setPriority', priority: this.chance.below(8) },
      { name: 'pull', to: userIds[0] as UserId },
      { name: 'dropCallback' },
    ]) as EntryCommand;
    this.apply({ type: 'entryCommand', by: 'supervisor' as UserId, entryId: entry.id, command });
  }

  private groupChanges(): void {
    const groupId = this.chance.pick([...this.state.setup.groups.keys()]);
    if (groupId === undefined || this.chance.of(0.2))
      this.apply({ type: 'configured', groups: randomGroups(this.chance) });
    else if (this.chance.of(0.1)) this.apply({ type: 'dayBegan' });
    else this.apply({ type: 'opening', groupId, isOpen: this.chance.of(0.7), changesAtMs: null });
    // Agents who are new are made known.
    for (const { userId, isReachable } of this.state.agents.values())
      if (isReachable === null) this.apply({ type: 'deviceChanged', userId, isReachable: this.chance.of(0.9) });
  }

  /** What rang and what was on its way is gone; who waits is there, and so are the talks. */
  private serverRestarts(): void {
    const { setup, entries, agents, memory } = this.state;
    this.ledger.count('restarted');
    this.timers.clear();
    this.news.length = 0;
    for (const { offerId, id } of entries.values()) if (offerId !== null) this.ledger.callEnded(id);
    const stored = { organisationId, groups: [...setup.groups.values()], memory };
    this.state = this.begin({ ...stored, agents: [...agents.values()], entries: [...entries.values()] });
    const kept = [...this.state.entries.values()].every((entry) => isKept(entries.get(entry.id), entry));
    if (!kept) throw new Error('a place was lost by a restart');
    for (const userId of this.talks.values()) this.apply({ type: 'lineChanged', userId, isIdle: false });
    for (const userId of userIds) this.apply({ type: 'deviceChanged', userId, isReachable: this.chance.of(0.9) });
  }

  private passes(ms: number): void {
    this.nowMs += ms;
    this.timers.pass(this.nowMs);
  }
}

/** Groups, of which some know already how long a talk takes. */
function known(chance: Chance): Pick<Stored, 'groups' | 'memory'> {
  const groups = randomGroups(chance);
  const handledMs = Array.from({ length: 12 }, () => 20_000 + chance.below(200_000));
  return { groups, memory: new Map(groups.filter(() => chance.of(0.5)).map(({ id }) => [id, { handledMs }])) };
}

const isKept = (before: Entry | undefined, { enteredAtMs, priority, groupId, hops }: Entry): boolean =>
  before !== undefined &&
  before.enteredAtMs === enteredAtMs &&
  before.priority === priority &&
  (before.groupId === groupId || hops > before.hops);

function nameOf(effect: Effect): string {
  if (effect.type === 'leave') return `leave ${effect.reason}`;
  if (effect.type === 'unhandled' || effect.type === 'withdraw') return `${effect.type} ${effect.because}`;
  if (effect.type === 'notice' || effect.type === 'audit')
    return effect.type === 'notice' ? `notice ${effect.notice}` : `audit ${effect.action}`;
  if (effect.type !== 'event') return effect.type;
  return effect.event === 'over' ? `over ${effect.outcome}` : effect.event;
}

const fingerprint = ({ agents, entries, offers, memory, timers }: State): string =>
  JSON.stringify([[...agents], [...entries], [...offers], [...memory].map(plain), timers]);

const plain = ([id, memory]: readonly [string, State['memory'] extends ReadonlyMap<string, infer M> ? M : never]) => [
  id,
  { ...memory, answeredToday: [...memory.answeredToday] },
];
