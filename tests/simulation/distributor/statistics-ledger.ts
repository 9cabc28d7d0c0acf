import type { Effect, Event } from '../../../src/answer-groups/distributor/protocol';
import type { AgentState, State } from '../../../src/answer-groups/distributor/state';
import { cellOf } from '../../../src/answer-groups/statistics/cells';
import { counted, ended, plus } from '../../../src/answer-groups/statistics/counts';
import { spansOf } from '../../../src/answer-groups/statistics/spans';
import { emptyTally, tell, type Tally } from '../../../src/answer-groups/statistics/today';
import { noCounts, type Counts } from '../../../src/contract/answer-groups/figures';
import type { UserId } from '../../../src/contract/ids';

/** What events say of a story is what happened in it, while it happens and from all of them anew. */
export class StatisticsLedger {
  private readonly events: Event[] = [];
  private readonly states = new Map<UserId, AgentState>();
  private live: Tally = emptyTally({ beganAtMs: 0, endsAtMs: Infinity });

  look(after: State, effects: readonly Effect[]): void {
    for (const effect of effects) if (effect.type === 'event') this.event(effect);
    const counts = this.sum();
    if (ended(counts) + after.entries.size !== counts.entered)
      throw new Error(`${counts.entered} came, ${ended(counts)} have ended and ${after.entries.size} wait`);
    for (const { userId, state } of after.agents.values())
      if ((this.states.get(userId) ?? 'loggedOut') !== state)
        throw new Error(`nobody was told that ${userId} is ${state}`);
  }

  private sum(): Counts {
    return [...this.live.groups.values()].reduce((sum, { total }) => plus(sum, total), noCounts);
  }

  private event(event: Event): void {
    this.events.push(event);
    this.live = tell(this.live, event);
    if (event.event === 'agent') this.states.set(event.userId, event.to);
    if (event.event !== 'talked') return;
    if (event.heldMs < 0 || event.heldMs > event.talkMs) throw new Error(`${event.userId} parked longer than talked`);
  }

  /** In another order, and from quarters of an hour, it comes to the same; nobody does two things at once. */
  recompute(): void {
    const anew = this.events.toReversed().flatMap((event) => cellOf(event) ?? []);
    const quarters = [...this.live.groups.values()].flatMap((group) => [...group.quarters.values()]);
    const sums = [this.sum(), anew.reduce(counted, noCounts), quarters.reduce(plus, noCounts)].map((each) =>
      JSON.stringify(each),
    );
    if (new Set(sums).size !== 1) throw new Error(`statistics differ: ${sums.join(' ')}`);
    const endMs = this.events.at(-1)?.atMs ?? 0;
    const times = new Map<UserId, number>();
    for (const { userId, fromMs, toMs } of spansOf(this.events, endMs))
      times.set(userId, (times.get(userId) ?? 0) + toMs - fromMs);
    const beganMs = this.events[0]?.atMs ?? 0;
    for (const [userId, ms] of times) if (ms > endMs - beganMs) throw new Error(`${userId} did two things at once`);
  }
}
