import { distribute } from '../../src/answer-groups/distributor/distribute';
import type { Context, Effect, Event, Input, Step, TimerFor } from '../../src/answer-groups/distributor/protocol';
import { restore } from '../../src/answer-groups/distributor/restore';
import type { StoredAgent, StoredEntry } from '../../src/answer-groups/distributor/restore';
import { usual } from '../../src/answer-groups/distributor/settings';
import type { GroupSettings, Member } from '../../src/answer-groups/distributor/settings';
import type { State } from '../../src/answer-groups/distributor/state';
import type { AnswerGroupId, CallId, EntryId, OfferId, OrganisationId, UserId } from '../../src/contract/ids';

export const [anna, bjorn, cecilia, david] = ['anna', 'bjorn', 'cecilia', 'david'] as [UserId, UserId, UserId, UserId];
export const supervisor = 'supervisor' as UserId;
export const [support, sales] = ['support', 'sales'] as [AnswerGroupId, AnswerGroupId];
export const entry = (name: string): EntryId => name as EntryId;

export const member = (userId: UserId, order: number, more: Partial<Member> = {}): Member => ({
  userId,
  tier: 1,
  order,
  ...more,
});

export const group = (
  id: AnswerGroupId,
  members: readonly (UserId | Member)[],
  more: Partial<GroupSettings> = {},
): GroupSettings => ({
  ...usual,
  id,
  members: members.map((each, order) => (typeof each === 'string' ? member(each, order) : each)),
  announce: null,
  callbacks: true,
  exits: {
    full: { to: 'plan', plan: 'full' },
    timeout: { to: 'plan', plan: 'timeout' },
    closed: { to: 'plan', plan: 'closed' },
    emptyOnEntry: {},
    emptyWhileWaiting: {},
  },
  ...more,
});

interface World {
  readonly groups: readonly GroupSettings[];
  /** Logged in, idle, with a device, in this order, a second apart. */
  readonly there?: readonly UserId[];
  readonly agents?: readonly StoredAgent[];
  readonly entries?: readonly StoredEntry[];
}

interface Running {
  readonly timer: TimerFor;
  readonly id: number;
  readonly dueMs: number;
}

type OfType<T extends Effect['type']> = Extract<Effect, { type: T }>;
type OfEvent<E extends Event['event']> = Extract<Effect, { type: 'event' } & { event: E }>;

/** An organisation's answer groups before the distributor, on virtual time; what comes of it is kept. */
export function answerGroups({ groups, there = [], agents = [], entries = [] }: World) {
  let nowMs = 1_000_000;
  let offers = 0;
  const effects: Effect[] = [];
  const timers = new Map<string, Running>();
  const context: Context = {
    get nowMs() {
      return nowMs;
    },
    newOfferId: () => `offer-${++offers}` as OfferId,
    below: (bound) => (offers * 7 + 3) % bound,
  };
  const key = (timer: TimerFor): string => JSON.stringify(timer);
  let last: Step = restore({ organisationId: 'organisation' as OrganisationId, groups, agents, entries }, context);
  const keep = (step: Step): Step => {
    last = step;
    effects.push(...step.effects);
    for (const effect of step.effects) {
      if (effect.type === 'startTimer')
        timers.set(key(effect.timer), { timer: effect.timer, id: effect.id, dueMs: nowMs + effect.ms });
      if (effect.type === 'stopTimer') timers.delete(key(effect.timer));
    }
    return step;
  };
  keep(last);
  const attempt = (input: Input) => distribute(last.state, input, context);
  const give = (input: Input): Step => {
    const decision = attempt(input);
    if (decision.refused !== undefined) throw new Error(decision.refused);
    return keep(decision);
  };
  const state = (): State => last.state;
  const offerOf = (name: string): OfferId => {
    const id = state().entries.get(entry(name))?.offerId;
    if (!id) throw new Error(`${name} is not offered`);
    return id;
  };
  const story = {
    attempt,
    give,
    effects,
    timers,
    context,
    get state() {
      return state();
    },
    get trace() {
      return last.trace;
    },
    get nowMs() {
      return nowMs;
    },
    offerOf,
    of: <T extends Effect['type']>(type: T): readonly OfType<T>[] =>
      effects.filter((each): each is OfType<T> => each.type === type),
    told: <E extends Event['event']>(event: E): readonly OfEvent<E>[] =>
      effects.filter((each) => each.type === 'event' && each.event === event) as OfEvent<E>[],
    /** Whom an entry rings at. */
    rings: (name: string): readonly UserId[] => {
      const { offerId } = state().entries.get(entry(name)) ?? {};
      return offerId
        ? (state()
            .offers.get(offerId)
            ?.agents.map(({ userId }) => userId) ?? [])
        : [];
    },
    doing: (userId: UserId) => state().agents.get(userId)?.state,
    enters: (name: string, groupId = support, more: Partial<Extract<Input, { type: 'entered' }>> = {}) =>
      give({ type: 'entered', entryId: entry(name), callId: name as CallId, groupId, number: `+46${name}`, ...more }),
    hangsUp: (name: string) => give({ type: 'left', entryId: entry(name), because: 'hungUp' }),
    answers: (name: string, userId: UserId) => {
      const offerId = offerOf(name);
      give({ type: 'offerAnswered', offerId, userId });
      return offerId;
    },
    talks: (name: string, userId: UserId) => give({ type: 'talking', offerId: story.answers(name, userId), userId }),
    ends: (name: string, userId: UserId) => give({ type: 'talkEnded', entryId: entry(name), userId }),
    declines: (name: string, userId: UserId) =>
      give({ type: 'offerEnded', offerId: offerOf(name), userId, reason: 'declined' }),
    comes: (userId: UserId) => {
      give({ type: 'deviceChanged', userId, isReachable: true });
      give({ type: 'agentCommand', by: userId, userId, command: { name: 'logIn' } });
    },
    pauses: (userId: UserId, by = userId) =>
      give({ type: 'agentCommand', by, userId, command: { name: 'pause', reason: 'break' } }),
    resumes: (userId: UserId, by = userId) => give({ type: 'agentCommand', by, userId, command: { name: 'resume' } }),
    line: (userId: UserId, isIdle: boolean) => give({ type: 'lineChanged', userId, isIdle }),
    device: (userId: UserId, isReachable: boolean) => give({ type: 'deviceChanged', userId, isReachable }),
    /** Time passes, and each timer rings when it is due. */
    passes(ms: number) {
      const until = nowMs + ms;
      for (;;) {
        const [next] = [...timers.values()].filter(({ dueMs }) => dueMs <= until).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        nowMs = Math.max(nowMs, next.dueMs);
        timers.delete(key(next.timer));
        give({ type: 'timer', timer: next.timer, id: next.id });
      }
      nowMs = until;
    },
  };
  for (const userId of there) {
    story.comes(userId);
    story.passes(1_000);
  }
  return story;
}
