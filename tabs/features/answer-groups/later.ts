export { AnswerGroupsIcon } from './AnswerGroupsIcon';
export { WaitingCallers } from './WaitingCallers';
