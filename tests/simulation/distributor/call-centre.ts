import { distribute } from '../../../src/answer-groups/distributor/distribute';
import { expectedWaitMs } from '../../../src/answer-groups/distributor/estimate';
import { lineOf } from '../../../src/answer-groups/distributor/order';
import type { Context, Effect, Input } from '../../../src/answer-groups/distributor/protocol';
import { restore } from '../../../src/answer-groups/distributor/restore';
import { usual } from '../../../src/answer-groups/distributor/settings';
import type { GroupSettings } from '../../../src/answer-groups/distributor/settings';
import type { State } from '../../../src/answer-groups/distributor/state';
import type { AnswerGroupId, CallId, EntryId, OfferId, OrganisationId, UserId } from '../../../src/contract/ids';
import { Chance } from '../chance';

/** A day of calls to one group. */
export interface Day {
  readonly agents: number;
  /** Calls that come, of those that the agents could handle; above 1 some have to give up. */
  readonly load: number;
  /** The load goes up and down by so much of itself, 0–1, in an hour. */
  readonly wave: number;
  readonly calls: number;
}

/** What a caller who was answered would have been told on coming, and how it was. Milliseconds. */
export interface Told {
  readonly waitedMs: number;
  readonly oursMs: number;
  readonly asteriskMs: number;
}

const meanTalkMs = 180_000;
const wrapUpMs = 20_000;
const meanPatienceMs = 300_000;
const groupId = 'group' as AnswerGroupId;

interface Happening {
  readonly atMs: number;
  readonly input: () => Input | null;
}

/**
 * Calls as they come to a call centre: Poisson arrivals, exponential talks, callers who give up, agents who answer
 * after some seconds. They go through the distributor; both estimates are asked for when a caller comes and does not
 * ring at once.
 */
export class CallCentre {
  private readonly chance: Chance;
  private readonly happenings: Happening[] = [];
  private readonly estimates = new Map<
    string,
    { readonly atMs: number; readonly oursMs: number; readonly asteriskMs: number }
  >();
  private readonly told: Told[] = [];
  private state: State;
  private nowMs = 0;
  private offers = 0;
  /** Asterisk's `holdtime`: a quarter of the newest wait, three quarters of what was (app_queue.c, recalc_holdtime). */
  private holdtimeMs = 0;
  private readonly context: Context;

  constructor(
    seed: number,
    private readonly day: Day,
  ) {
    this.chance = new Chance(seed);
    for (let n = 0; n < 20; n++) this.chance.below(2);
    const now = () => this.nowMs;
    this.context = {
      get nowMs() {
        return now();
      },
      newOfferId: () => `offer-${this.offers++}` as OfferId,
      below: (bound) => this.chance.below(bound),
    };
    const stored = { organisationId: 'organisation' as OrganisationId, agents: [], entries: [] };
    this.state = restore({ ...stored, groups: [groupFor(day)] }, this.context).state;
  }

  run(): readonly Told[] {
    for (const { userId } of groupFor(this.day).members) {
      this.apply({ type: 'deviceChanged', userId, isReachable: true });
      this.apply({ type: 'agentCommand', by: userId, userId, command: { name: 'logIn' } });
    }
    this.arrives(0);
    for (let next = this.earliest(); next !== undefined; next = this.earliest()) {
      this.nowMs = next.atMs;
      const input = next.input();
      if (input) this.apply(input);
    }
    return this.told;
  }

  private earliest(): Happening | undefined {
    let first = 0;
    for (const [at, each] of this.happenings.entries()) if (each.atMs < (this.happenings[first]?.atMs ?? 0)) first = at;
    return this.happenings.splice(first, 1)[0];
  }

  private later(ms: number, input: Happening['input']): void {
    this.happenings.push({ atMs: this.nowMs + ms, input });
  }

  private exponential(meanMs: number): number {
    return -Math.log(1 - this.chance.below(1_000_000) / 1_000_000) * meanMs;
  }

  private arrives(n: number): void {
    if (n === this.day.calls) return;
    const { agents, load, wave } = this.day;
    const now = load * (1 + wave * Math.sin((this.nowMs / 3_600_000) * 2 * Math.PI));
    this.later(this.exponential((meanTalkMs + wrapUpMs) / agents / now), () => {
      this.enters(`call-${n}`);
      this.arrives(n + 1);
      return null;
    });
  }

  private enters(name: string): void {
    const entryId = name as EntryId;
    this.apply({ type: 'entered', entryId, callId: name as CallId, groupId, number: null });
    this.later(this.exponential(meanPatienceMs), () => ({ type: 'left', entryId, because: 'hungUp' }));
    const entry = this.state.entries.get(entryId);
    const group = this.state.setup.groups.get(groupId);
    if (!entry || !group || entry.offerId !== null) return;
    const seen = { ...this.state, context: this.context };
    const line = lineOf(seen, groupId);
    const oursMs = expectedWaitMs(seen, group, line, line.indexOf(entry) + 1);
    if (oursMs !== null) this.estimates.set(name, { atMs: this.nowMs, oursMs, asteriskMs: this.holdtimeMs });
  }

  private apply(input: Input): void {
    const decision = distribute(this.state, input, this.context);
    if (decision.refused !== undefined) throw new Error(decision.refused);
    this.state = decision.state;
    for (const effect of decision.effects) this.carryOut(effect);
  }

  private carryOut(effect: Effect): void {
    if (effect.type === 'offer') this.rings(effect.offerId, effect.entryId, effect.agents[0] as UserId);
    if (effect.type === 'startTimer')
      this.later(effect.ms, () => ({ type: 'timer', timer: effect.timer, id: effect.id }));
    if (effect.type === 'event' && effect.event === 'over' && effect.outcome === 'answered')
      this.answered(effect.entryId, effect.waitedMs);
  }

  private rings(offerId: OfferId, entryId: EntryId, userId: UserId): void {
    this.later(2_000 + this.chance.below(6_000), () => {
      this.apply({ type: 'offerAnswered', offerId, userId });
      this.apply({ type: 'talking', offerId, userId });
      if (this.state.agents.get(userId)?.serving?.entryId === entryId)
        this.later(this.exponential(meanTalkMs), () => ({ type: 'talkEnded', entryId, userId }));
      return null;
    });
  }

  private answered(entryId: EntryId, waitedMs: number): void {
    this.holdtimeMs = this.holdtimeMs * 0.75 + waitedMs * 0.25;
    const estimate = this.estimates.get(entryId);
    if (estimate) this.told.push({ ...estimate, waitedMs });
  }
}

const groupFor = ({ agents }: Day): GroupSettings => ({
  ...usual,
  id: groupId,
  members: Array.from({ length: agents }, (_, order) => ({ userId: `agent-${order}` as UserId, order, tier: 1 })),
  wrapUpMs,
  mostWaiting: 1_000,
  maxWaitMs: 4 * 3_600_000,
  announce: null,
  exits: {
    full: { to: 'plan', plan: 'end' },
    timeout: { to: 'plan', plan: 'end' },
    closed: { to: 'plan', plan: 'end' },
    emptyOnEntry: {},
    emptyWhileWaiting: {},
  },
});
