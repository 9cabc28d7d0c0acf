import { longestIdle } from './longest-idle';
import type { Strategy } from './strategy';

/** Who has answered the fewest calls of the group today; of several, the longest idle. */
export const fewestCalls: Strategy = (choice) => {
  const count = (userId: (typeof choice.able)[number]['userId']) => choice.memory.answeredToday.get(userId) ?? 0;
  const fewest = Math.min(...choice.able.map(({ userId }) => count(userId)));
  return longestIdle({ ...choice, able: choice.able.filter(({ userId }) => count(userId) === fewest) });
};
