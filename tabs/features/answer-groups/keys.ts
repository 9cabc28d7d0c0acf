import type { AnswerGroupId } from '../../../src/contract/ids';

/** Of all lists about answer groups in the query cache. */
export const groupsKey = ['answer-groups'];
/** How a group does now, as the server tells whoever watches it. */
export const nowKey = (id: AnswerGroupId) => ['answer-group-now', id];
/** The same for supervisors, with what came of it today. */
export const wallboardKey = (id: AnswerGroupId) => ['answer-group-wallboard', id];
/** Of all statistics in the query cache. */
export const statisticsKey = ['answer-group-statistics'];
/** What has last become of me as an agent; null = it has been said. */
export const toldKey = ['answer-group-told'];
