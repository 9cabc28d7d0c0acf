import { dropEntry, emit, tell } from './draft';
import type { Draft } from './draft';
import { endOffer } from './offers';
import type { Outcome, WithdrawReason } from './protocol';
import type { Entry } from './state';

type Timeless<O> = O extends Outcome ? Omit<O, 'waitedMs'> : never;

/** The stay of an entry in its group is over, in this one way; what rings for it stops in the same decision. */
export function endStay(draft: Draft, entry: Entry, outcome: Timeless<Outcome>, because: WithdrawReason): void {
  const offer = entry.offerId === null ? undefined : draft.offers.get(entry.offerId);
  if (offer) endOffer(draft, offer, because);
  const waitedMs = draft.context.nowMs - entry.joinedAtMs;
  const { id: entryId, groupId } = entry;
  tell(draft, { event: 'over', entryId, groupId, ...outcome, waitedMs });
  dropEntry(draft, draft.entries.get(entry.id) ?? entry);
}

/** The group itself calls nobody back any more. `dropped`: a supervisor, or the caller by a new call, wants it so. */
export function giveUpCallback(draft: Draft, entry: Entry, because: 'callbackFailed' | 'closed' | 'dropped'): void {
  const outcome = because === 'closed' ? 'closed' : 'callback';
  endStay(draft, entry, outcome === 'closed' ? { outcome } : { outcome, by: null }, 'callerGone');
  if (because !== 'dropped') unhandled(draft, entry, because);
}

/** Somebody has to call this number: a row in the list of the unhandled. An anonymous caller cannot be called. */
export function unhandled(
  draft: Draft,
  entry: Entry,
  because: 'abandoned' | 'timeout' | 'callbackFailed' | 'closed',
): void {
  const number = entry.callback?.number ?? entry.number;
  if (number === null) return;
  emit(draft, { type: 'unhandled', entryId: entry.id, groupId: entry.groupId, number, because });
}
