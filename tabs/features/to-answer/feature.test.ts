import { QueryClient } from '@tanstack/react-query';
import { toAnswer } from './feature';
import { toAnswerKey } from './keys';

test('whoever comes into a group, or whose group is gone, asks anew whom to call', () => {
  const queries = new QueryClient();
  queries.setQueryData(toAnswerKey, { parties: [], more: false });
  const isOld = () => queries.getQueryState(toAnswerKey)?.isInvalidated;
  toAnswer.onEvent?.(queries, { type: 'voicemail.changed', unheard: 0, messageId: null });
  expect(isOld()).toBe(false);
  toAnswer.onEvent?.(queries, { type: 'answerGroups.changed' });
  expect(isOld()).toBe(true);
});
