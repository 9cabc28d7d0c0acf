import { useEffect } from 'react';
import { groupListId } from '../../src/contract/contacts/limits';
import type { GroupId } from '../../src/contract/ids';
import { useServices } from './services';

/** While the part is drawn, what others change of the company's groups and of shared ones is asked for anew. */
export function useWatchedGroups(): void {
  const { watchingGroups } = useServices();
  useEffect(() => watchingGroups.add([groupListId as GroupId]), [watchingGroups]);
}
