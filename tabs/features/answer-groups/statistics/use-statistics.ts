import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Period } from '../../../../src/contract/answer-groups/limits';
import type { Statistics } from '../../../../src/contract/answer-groups/statistics';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import { useServices } from '../../../ui/services';
import { statisticsKey } from '../keys';
import type { Days } from './period';

/** A year of a large company takes a while to count. */
export const patienceMs = 60_000;

/** What came of a group's callers in some days; it is asked for anew each time that somebody looks. */
export function useStatistics(id: AnswerGroupId, days: Days, by: Period): UseQueryResult<Statistics> {
  const { rest } = useServices();
  return useQuery({
    queryKey: [...statisticsKey, id, days.from, days.to, by],
    queryFn: async ({ signal }) => {
      const query = { ...days, by };
      const answer = await rest.ask('GET', `/answer-groups/${id}/statistics`, { query, signal, patienceMs });
      return answer.json() as Promise<Statistics>;
    },
    staleTime: 0,
  });
}
