import type { AnswerGroupId } from '../../contract/ids';
import { emit, groupOf, putEntry, tell } from './draft';
import type { Draft } from './draft';
import { giveUpCallback } from './ends';
import { endOffer } from './offers';
import { isInLine } from './order';
import type { Input } from './protocol';
import type { Entry } from './state';

/** After the first call that reached nobody, and after the second; the third is the last. */
const retryAfterMs = [5 * 60_000, 15 * 60_000];

/**
 * So many a group calls back at once, as many as may wait in one. They take no line and have all the time, so a
 * stranger who says another number with each call would make ever more of them.
 */
const mostCallbacks = 500;

/**
 * A caller who waits wants to be called back: where the group does that, and the number may be called, the entry stays
 * in its place, without a leg. What rings for the caller is an offer of a call that there is no more.
 */
export function callbackWanted(draft: Draft, { entryId, number }: Extract<Input, { type: 'callbackWanted' }>): void {
  const entry = draft.entries.get(entryId);
  if (!entry || entry.callId === null || !isInLine(draft, entry)) return;
  if (groupOf(draft, entry.groupId)?.callbacks !== true) return;
  const isKept = number !== null && callbacksIn(draft, entry.groupId) < mostCallbacks;
  emit(draft, { type: 'callbackAsked', entryId, isKept });
  if (!isKept) return;
  const offer = entry.offerId === null ? undefined : draft.offers.get(entry.offerId);
  if (offer) endOffer(draft, offer, 'callerGone');
  const now = draft.entries.get(entryId) ?? entry;
  const callback = { number, attempts: 0, notBeforeMs: draft.context.nowMs };
  putEntry(draft, { ...now, callId: null, callback, sayAtMs: null, stickyTo: null });
  tell(draft, { event: 'callbackAsked', entryId, groupId: now.groupId });
}

const callbacksIn = ({ entries }: Draft, groupId: AnswerGroupId): number =>
  [...entries.values()].filter((each) => each.groupId === groupId && each.callback !== null).length;

/** The number was not reached: the agent is free, and the entry tries again later from its place. */
export function callbackFailed(draft: Draft, { offerId }: Pick<Extract<Input, { type: 'callbackFailed' }>, 'offerId'>) {
  const offer = draft.offers.get(offerId);
  const entry = offer && draft.entries.get(offer.entryId);
  if (!offer || !entry?.callback || offer.phase !== 'connecting') return;
  endOffer(draft, offer, 'callerGone');
  const now = draft.entries.get(entry.id) ?? entry;
  draft.reordered.add(entry.groupId);
  const after = retryAfterMs[entry.callback.attempts];
  if (hasCalledAgain(draft, entry)) return giveUpCallback(draft, now, 'dropped');
  if (after === undefined) return giveUpCallback(draft, now, 'callbackFailed');
  const { number, attempts } = entry.callback;
  putEntry(draft, {
    ...now,
    callback: { number, attempts: attempts + 1, notBeforeMs: draft.context.nowMs + after },
  });
}

const hasCalledAgain = ({ entries }: Draft, { callback }: Entry): boolean =>
  [...entries.values()].some(({ callId, number }) => callId !== null && number === callback?.number);

/**
 * Who calls again wants no callback any more, and takes its place in the same group. One that is just being called is
 * left alone.
 *
 * @returns what the new call takes over; null = there was nothing
 */
export function takeOver(
  draft: Draft,
  groupId: AnswerGroupId,
  number: string | null,
): Pick<Entry, 'enteredAtMs' | 'priority'> | null {
  if (number === null) return null;
  const own = [...draft.entries.values()].filter(
    (entry) => entry.callback?.number === number && isInLine(draft, entry),
  );
  for (const entry of own) giveUpCallback(draft, entry, 'dropped');
  const [same] = own.filter((entry) => entry.groupId === groupId);
  return same ? { enteredAtMs: same.enteredAtMs, priority: same.priority } : null;
}
