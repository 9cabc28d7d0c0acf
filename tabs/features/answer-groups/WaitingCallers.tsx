import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SectionNews } from '../../ui/feature';
import { useServices } from '../../ui/services';
import { useOwed } from '../to-answer/use-owed';
import { groupsOf, useGroupsNow, useMyGroups } from './use-groups';
import { useTold } from './use-told';

/** How many wait in my groups, and whom I should call; for whoever has none there is nothing to draw. */
export function WaitingCallers({ draw }: { readonly draw: (news: SectionNews) => ReactNode }): ReactNode {
  const { watchingAnswerGroups } = useServices();
  const groups = groupsOf(useMyGroups());
  const ids = useMemo(() => groups.map(({ id }) => id), [groups]);
  const now = useGroupsNow(ids);
  useEffect(() => watchingAnswerGroups.add(ids), [watchingAnswerGroups, ids]);
  useTold();
  const owed = useOwed(ids.length > 0);
  if (ids.length === 0) return null;
  const waiting = now.reduce((sum, group) => sum + (group?.waiting ?? 0), 0);
  const text = owed === 0 ? 'waitingNow' : waiting === 0 ? 'owed' : 'waitingAndOwed';
  return draw({ count: waiting + owed, text: `answerGroups.${text}`, values: { waiting, owed }, inName: true });
}
