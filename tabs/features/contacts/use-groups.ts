import { useQuery } from '@tanstack/react-query';
import type { GroupList, GroupView } from '../../../src/contract/contacts/groups';
import { useServices } from '../../ui/services';
import { useWatchedGroups } from '../../ui/use-watched-groups';

const none: GroupList = { groups: [], favourites: 0, vip: 0, blocked: 0 };

/** A list of contacts by its address: everybody, the three that each person has, or a group by its id. */
export type ListKey = 'all' | 'favourites' | 'vip' | 'blocked' | (string & {});

/** The groups that I see, and how many are in each. */
export function useGroups(): { readonly list: GroupList; readonly loading: boolean } {
  const { rest } = useServices();
  useWatchedGroups();
  const { data, isPending } = useQuery({
    queryKey: ['groups'],
    queryFn: async ({ signal }) => (await rest.ask('GET', '/groups', { signal })).json() as Promise<GroupList>,
  });
  return { list: data ?? none, loading: isPending };
}

/** One that each person has; the others are groups with a name. */
export const isEverybodys = (list: ListKey): list is 'all' | 'favourites' | 'vip' | 'blocked' =>
  list === 'all' || list === 'favourites' || list === 'vip' || list === 'blocked';

/** Whether I may put contacts into it and take them out. */
export const isMine = (group: GroupView): boolean => group.kind === 'own';
