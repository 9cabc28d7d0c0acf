import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SectionNews } from '../../ui/feature';
import { useServices } from '../../ui/services';
import { groupsOf, useGroupsNow, useMyGroups } from './use-groups';
import { useTold } from './use-told';

/** How many wait in my groups; for whoever has none there is nothing to draw. */
export function WaitingCallers({ draw }: { readonly draw: (news: SectionNews) => ReactNode }): ReactNode {
  const { watchingAnswerGroups } = useServices();
  const groups = groupsOf(useMyGroups());
  const ids = useMemo(() => groups.map(({ id }) => id), [groups]);
  const now = useGroupsNow(ids);
  useEffect(() => watchingAnswerGroups.add(ids), [watchingAnswerGroups, ids]);
  useTold();
  if (ids.length === 0) return null;
  const count = now.reduce((sum, group) => sum + (group?.waiting ?? 0), 0);
  return draw({ count, text: 'answerGroups.waitingNow', inName: true });
}
