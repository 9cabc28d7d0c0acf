import type { ToAnswer, ToAnswerList } from '../../../src/contract/to-answer/to-answer';

/** Of the list in the query cache. */
export const toAnswerKey = ['to-answer'];

/** With what has become of one: it stands where it stood, a new one at the end, and what is done is gone. */
export function withParty(list: ToAnswerList | undefined, party: ToAnswer): ToAnswerList | undefined {
  if (list === undefined) return undefined;
  const isKnown = list.parties.some(({ id }) => id === party.id);
  const now = isKnown ? list.parties.map((each) => (each.id === party.id ? party : each)) : [...list.parties, party];
  return { ...list, parties: now.filter(({ doneAtMs }) => doneAtMs === null) };
}
