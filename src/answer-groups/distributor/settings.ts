import type { AnswerGroupId, UserId } from '../../contract/ids';

/** How a group chooses among the agents who may have a call; see strategies/. */
export type StrategyName = 'ringAll' | 'longestIdle' | 'roundRobin' | 'linear' | 'fewestCalls' | 'random' | 'skills';

/** Where somebody goes who does not wait in a group (any more). `plan` names one of the organisation's plans. */
export type Exit =
  | { readonly to: 'group'; readonly groupId: AnswerGroupId }
  | { readonly to: 'plan'; readonly plan: string }
  | { readonly to: 'person'; readonly userId: UserId };

/** Nobody of a group will take a call for a while. Agents who are busy will. */
export type EmptyReason = 'noneLoggedIn' | 'allPaused' | 'noneReachable';

/** By reason; where there is none, one waits. */
export type EmptyExits = Readonly<Partial<Record<EmptyReason, Exit>>>;

export interface Member {
  readonly userId: UserId;
  /** Lower ones are asked first. */
  readonly tier: number;
  /** The place in the list, for the strategies that go by it and for ties. */
  readonly order: number;
  /** Level by skill, 1 = some; absent = none. */
  readonly skills?: Readonly<Record<string, number>>;
}

/** What the administrator has set for one answer group. Times are milliseconds. */
export interface GroupSettings {
  readonly id: AnswerGroupId;
  readonly members: readonly Member[];
  readonly strategy: StrategyName;
  /** Of groups that share agents the heavier one is served first. */
  readonly weight: number;
  readonly ringForMs: number;
  /** So many offers in a row that an agent lets ring, and the agent is paused. */
  readonly missesToPause: number;
  readonly wrapUpMs: number;
  /** So many callers may wait; callbacks are not counted. */
  readonly mostWaiting: number;
  readonly maxWaitMs: number;
  /** What rings when the time is up may be answered for so long still. */
  readonly finishRingingMs: number;
  /** After each such time one more tier is asked, and one level of skill less is enough; null = tiers only order. */
  readonly widenAfterMs: number | null;
  /** Priority grows by one in each such time; null = it does not. */
  readonly ageEveryMs: number | null;
  /** `everyMs`: how often one is told one's place; `gapMs`: how soon after that, when it has improved. */
  readonly announce: { readonly everyMs: number; readonly gapMs: number } | null;
  /** How long to wait for the agent whom the caller spoke with last, while that one is busy; null = anybody. */
  readonly stickyForMs: number | null;
  readonly leaveAtClosing: boolean;
  /** Callers may keep the place and be called back. */
  readonly callbacks: boolean;
  readonly exits: {
    readonly full: Exit;
    readonly timeout: Exit;
    readonly closed: Exit;
    readonly emptyOnEntry: EmptyExits;
    readonly emptyWhileWaiting: EmptyExits;
  };
}

/** What a new group begins with. Peers ring 15 s, and Teams lets 50 wait, at most 45 minutes. */
export const usual = {
  strategy: 'longestIdle',
  weight: 0,
  ringForMs: 20_000,
  missesToPause: 2,
  wrapUpMs: 0,
  mostWaiting: 50,
  maxWaitMs: 20 * 60_000,
  finishRingingMs: 10_000,
  widenAfterMs: null,
  ageEveryMs: null,
  announce: { everyMs: 75_000, gapMs: 20_000 },
  stickyForMs: null,
  leaveAtClosing: false,
  callbacks: false,
} as const satisfies Partial<GroupSettings>;

/** A group as the distributor reads it. */
export interface Group extends GroupSettings {
  /** Those that there are, the lowest first. */
  readonly tiers: readonly number[];
  readonly mayGoWhenEmpty: boolean;
}

/** All groups of an organisation. */
export interface Setup {
  readonly groups: ReadonlyMap<AnswerGroupId, Group>;
  readonly groupsOf: ReadonlyMap<UserId, readonly Group[]>;
}

const byPlace = (a: Member, b: Member): number => a.order - b.order || (a.userId < b.userId ? -1 : 1);

export function setupOf(settings: readonly GroupSettings[]): Setup {
  const groups = new Map<AnswerGroupId, Group>();
  const groupsOf = new Map<UserId, Group[]>();
  for (const each of settings) {
    const tiers = [...new Set(each.members.map(({ tier }) => tier))].sort((a, b) => a - b);
    const mayGoWhenEmpty = Object.keys(each.exits.emptyWhileWaiting).length > 0;
    const group = { ...each, members: each.members.toSorted(byPlace), tiers, mayGoWhenEmpty };
    groups.set(group.id, group);
    for (const { userId } of group.members) groupsOf.set(userId, [...(groupsOf.get(userId) ?? []), group]);
  }
  return { groups, groupsOf };
}
