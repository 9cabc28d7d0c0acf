import { skipToken, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { GroupDetail, GroupList, GroupView } from '../../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupState } from '../../../src/contract/answer-groups/realtime';
import type { AnswerGroupId } from '../../../src/contract/ids';
import { useConnected } from '../../ui/use-connected';
import { useServices } from '../../ui/services';
import { groupsKey, nowKey } from './keys';

const none: readonly GroupView[] = [];

/** The groups that I answer in or supervise, and what one may say of a pause. */
export function useMyGroups(): UseQueryResult<GroupList> {
  const { rest } = useServices();
  return useQuery({
    queryKey: [...groupsKey, 'mine'],
    queryFn: async ({ signal }) => (await rest.ask('GET', '/answer-groups', { signal })).json() as Promise<GroupList>,
  });
}

export const groupsOf = ({ data }: UseQueryResult<GroupList>): readonly GroupView[] => data?.groups ?? none;

/** How groups that are watched do, as it was told last; undefined until it is told. */
export function useGroupsTold(ids: readonly AnswerGroupId[]): readonly (AnswerGroupState | undefined)[] {
  const told = useQueries({
    queries: ids.map((id) => ({ queryKey: nowKey(id), queryFn: skipToken as unknown as () => AnswerGroupState })),
  });
  return told.map(({ data }) => data);
}

/** How they do now; undefined while nobody tells us. */
export function useGroupsNow(ids: readonly AnswerGroupId[]): readonly (AnswerGroupState | undefined)[] {
  const connected = useConnected();
  const told = useGroupsTold(ids);
  return connected ? told : ids.map(() => undefined);
}

/** The agents of a group and who waits, asked for anew whenever the group says that it is another. */
export function useGroupDetail(id: AnswerGroupId): UseQueryResult<GroupDetail> {
  const { rest, queries } = useServices();
  const [now] = useGroupsNow([id]);
  const rev = now?.rev;
  const query = useQuery({
    queryKey: [...groupsKey, id],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', `/answer-groups/${id}`, { signal })).json() as Promise<GroupDetail>,
  });
  useEffect(() => {
    if (rev !== undefined) void queries.invalidateQueries({ queryKey: [...groupsKey, id] });
  }, [rev, id, queries]);
  return query;
}
