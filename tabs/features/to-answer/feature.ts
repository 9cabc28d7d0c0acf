import type { Feature } from '../../ui/feature';
import type { ToAnswerList } from '../../../src/contract/to-answer/to-answer';
import { toAnswerKey, withParty } from './keys';

export const toAnswer: Feature = {
  onEvent(queries, event) {
    if (event.type === 'toAnswer.changed')
      queries.setQueryData<ToAnswerList>(toAnswerKey, (list) => withParty(list, event.party));
    // Somebody owes the calls of other groups than before.
    if (event.type === 'answerGroups.changed') void queries.invalidateQueries({ queryKey: toAnswerKey });
  },
};
