import { chunk } from '../../ui/chunk';
import type { Feature } from '../../ui/feature';
import { slotsOf } from '../../ui/slot';
import { groupsKey, nowKey, toldKey, wallboardKey } from './keys';

const slot = slotsOf<typeof import('./later')>();
const Icon = slot('AnswerGroupsIcon');

export const answerGroups: Feature = {
  section: {
    id: 'answer-groups',
    icon: { regular: <Icon />, filled: <Icon filled /> },
    // Draws the link as soon as there are groups of mine: for everybody else the section is not there.
    News: slot('WaitingCallers'),
    Page: chunk('answerGroups', async () => (await import('./AnswerGroupsSection')).AnswerGroupsSection),
  },
  onEvent(queries, event) {
    if (event.type === 'answerGroups.agent') queries.setQueryData(toldKey, event);
    if (event.type.startsWith('answerGroups')) void queries.invalidateQueries({ queryKey: groupsKey });
  },
  onValues(queries, { answerGroups: groups = [], wallboards = [] }) {
    groups.forEach((group) => queries.setQueryData(nowKey(group.groupId), group));
    wallboards.forEach((board) => queries.setQueryData(wallboardKey(board.groupId), board));
  },
  later: () => import('./later'),
};
