import type { Member } from '../settings';
import type { Place } from '../state';

/** The next in the list after a place, whoever stood there; behind the end it begins at the top again. */
export function nextAfter(members: readonly Member[], last: Place | null): readonly Member[] {
  const isLater = ({ order, userId }: Member): boolean =>
    last === null || order > last.order || (order === last.order && userId > last.userId);
  const next = members.find(isLater) ?? members[0];
  return next ? [next] : [];
}
