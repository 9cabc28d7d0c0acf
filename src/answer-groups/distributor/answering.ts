import type { UserId } from '../../contract/ids';
import { changeAgent, dropOffer, emit, groupOf, memoryOf, remember, startTimer, tell } from './draft';
import type { Draft } from './draft';
import { endStay } from './ends';
import { samplesKept } from './estimate';
import type { Input } from './protocol';
import type { Agent, Entry, Offer, Serving } from './state';

/** Caller and agent hear each other: now it is answered, and not before. */
export function talking(draft: Draft, { offerId, userId }: Extract<Input, { type: 'talking' }>): void {
  const offer = draft.offers.get(offerId);
  const entry = offer && draft.entries.get(offer.entryId);
  if (!entry || offer.phase !== 'connecting' || offer.agents[0]?.userId !== userId) return;
  takenUp(draft, offer, entry, userId);
  endStay(
    draft,
    { ...entry, offerId: null },
    { outcome: entry.callback === null ? 'answered' : 'callback', by: userId },
    'answeredElsewhere',
  );
}

function takenUp(draft: Draft, offer: Offer, { id: entryId, groupId }: Entry, userId: UserId): void {
  dropOffer(draft, offer);
  const serving = { entryId, groupId, sinceMs: draft.context.nowMs, heldMs: 0, heldSinceMs: null };
  changeAgent(draft, userId, { offerId: null, serving, misses: 0 });
  const answeredToday = new Map(memoryOf(draft, groupId).answeredToday);
  remember(draft, groupId, { answeredToday: answeredToday.set(userId, (answeredToday.get(userId) ?? 0) + 1) });
}

/** The agent has parked the caller, or has taken the caller back. */
export function held(draft: Draft, { entryId, userId, isHeld }: Extract<Input, { type: 'held' }>): void {
  const serving = draft.agents.get(userId)?.serving;
  if (serving?.entryId !== entryId || isHeld === (serving.heldSinceMs !== null)) return;
  const { nowMs } = draft.context;
  const heldMs = heldUntil(serving, nowMs);
  changeAgent(draft, userId, { serving: { ...serving, heldMs, heldSinceMs: isHeld ? nowMs : null } });
}

const heldUntil = ({ heldMs, heldSinceMs }: Serving, nowMs: number): number =>
  heldMs + (heldSinceMs === null ? 0 : nowMs - heldSinceMs);

/** The agent's part of a talk is over, for whatever group and however the call goes on: wrap-up begins. */
export function talkEnded(draft: Draft, { entryId, userId }: Extract<Input, { type: 'talkEnded' }>): void {
  const agent = draft.agents.get(userId);
  const serving = agent?.serving;
  if (!serving || serving.entryId !== entryId) return;
  const { nowMs } = draft.context;
  const { groupId, sinceMs } = serving;
  const talkMs = nowMs - sinceMs;
  const wrapUpMs = agent.isLoggedIn ? (groupOf(draft, groupId)?.wrapUpMs ?? 0) : 0;
  changeAgent(draft, userId, { serving: null, idleSinceMs: nowMs });
  tell(draft, { event: 'talked', entryId, groupId, userId, talkMs, heldMs: heldUntil(serving, nowMs) });
  if (wrapUpMs === 0) return handled(draft, userId, groupId, { talkMs, wrapUpMs });
  const timer = startTimer(draft, { of: 'wrapUp', userId }, wrapUpMs);
  changeAgent(draft, userId, { wrapUp: { groupId, talkMs, sinceMs: nowMs, timer } });
}

/** By its time, or because the agent says so. */
export function endWrapUp(draft: Draft, { userId, wrapUp }: Agent): void {
  if (wrapUp === null) return;
  emit(draft, { type: 'stopTimer', timer: { of: 'wrapUp', userId } });
  changeAgent(draft, userId, { wrapUp: null });
  const { groupId, talkMs, sinceMs, timer } = wrapUp;
  // Its time may have been up while nobody was there to end it.
  const endedAtMs = Math.min(draft.context.nowMs, timer.dueMs);
  handled(draft, userId, groupId, { talkMs, wrapUpMs: endedAtMs - sinceMs });
}

/** How long it took, talk and wrap-up: what waiting times are estimated from. */
function handled(
  draft: Draft,
  userId: UserId,
  groupId: Entry['groupId'],
  { talkMs, wrapUpMs }: { readonly talkMs: number; readonly wrapUpMs: number },
): void {
  const handledMs = talkMs + wrapUpMs;
  if (groupOf(draft, groupId))
    remember(draft, groupId, {
      handledMs: [...memoryOf(draft, groupId).handledMs, handledMs].slice(-samplesKept),
    });
  tell(draft, { event: 'handled', groupId, userId, wrapUpMs, handledMs });
}
