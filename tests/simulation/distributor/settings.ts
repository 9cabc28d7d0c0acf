import { usual } from '../../../src/answer-groups/distributor/settings';
import type {
  EmptyExits,
  Exit,
  GroupSettings,
  Member,
  StrategyName,
} from '../../../src/answer-groups/distributor/settings';
import type { AnswerGroupId, UserId } from '../../../src/contract/ids';
import type { Chance } from '../chance';

const strategies: readonly StrategyName[] = [
  'ringAll',
  'longestIdle',
  'roundRobin',
  'linear',
  'fewestCalls',
  'random',
  'skills',
];
const groupIds = ['group-0', 'group-1', 'group-2', 'group-3'] as AnswerGroupId[];
export const userIds = Array.from({ length: 7 }, (_, n) => `agent-${n}` as UserId);
export const skill = 'german';

/** Groups as administrators might set them, with agents in several of them. */
export const randomGroups = (chance: Chance): readonly GroupSettings[] =>
  groupIds.slice(0, 2 + chance.below(3)).map((id) => randomGroup(chance, id));

function randomGroup(chance: Chance, id: AnswerGroupId): GroupSettings {
  const below = (bound: number) => chance.below(bound);
  return {
    ...usual,
    id,
    members: userIds.filter(() => chance.of(0.6)).map((userId, order) => randomMember(chance, userId, order)),
    strategy: chance.pick(strategies) ?? 'longestIdle',
    weight: below(3),
    ringForMs: 5_000 + 5_000 * below(4),
    missesToPause: 1 + below(3),
    wrapUpMs: 10_000 * below(3),
    mostWaiting: 1 + below(8),
    maxWaitMs: 30_000 + 30_000 * below(6),
    finishRingingMs: 5_000 * below(3),
    widenAfterMs: chance.of(0.5) ? 10_000 + 10_000 * below(3) : null,
    ageEveryMs: chance.of(0.5) ? 30_000 : null,
    announce: chance.of(0.7) ? { everyMs: 60_000, gapMs: 15_000 } : null,
    stickyForMs: chance.of(0.5) ? 20_000 : null,
    leaveAtClosing: chance.of(0.5),
    callbacks: chance.of(0.8),
    exits: {
      full: randomExit(chance),
      timeout: randomExit(chance),
      closed: randomExit(chance),
      emptyOnEntry: randomEmptyExits(chance),
      emptyWhileWaiting: randomEmptyExits(chance),
    },
  };
}

const randomMember = (chance: Chance, userId: UserId, order: number): Member => ({
  userId,
  order,
  tier: 1 + chance.below(3),
  skills: chance.of(0.5) ? { [skill]: 1 + chance.below(3) } : {},
});

function randomExit(chance: Chance): Exit {
  const groupId = chance.of(0.6) ? chance.pick(groupIds) : undefined;
  return groupId ? { to: 'group', groupId } : { to: 'plan', plan: 'voicemail' };
}

function randomEmptyExits(chance: Chance): EmptyExits {
  return {
    ...(chance.of(0.3) && { noneLoggedIn: randomExit(chance) }),
    ...(chance.of(0.3) && { allPaused: randomExit(chance) }),
    ...(chance.of(0.3) && { noneReachable: randomExit(chance) }),
  };
}
