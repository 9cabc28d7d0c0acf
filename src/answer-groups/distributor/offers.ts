import type { UserId } from '../../contract/ids';
import { changeAgent, dropOffer, emit, groupOf, putEntry, putOffer, remember, startTimer, tell } from './draft';
import type { Draft } from './draft';
import type { Input, WithdrawReason } from './protocol';
import type { Group, Member } from './settings';
import type { Entry, Offer } from './state';

/** An agent who has said no to a call is not asked for it again so soon. */
const declinedForMs = 30_000;

/** From the answer until caller and agent hear each other; then the agent counts as gone. */
const connectForMs = 10_000;

/** The network lets a number ring so long at most, and then says so itself. */
const callBackForMs = 60_000;

/** The first time that these agents ring for this entry. */
export function beginOffer(draft: Draft, group: Group, entry: Entry, asked: readonly Member[], isOpen: boolean): void {
  const id = draft.context.newOfferId();
  const { ringForMs } = group;
  const timer = startTimer(draft, { of: 'offer', offerId: id }, ringForMs);
  const [first] = asked;
  const place = first ? { userId: first.userId, order: first.order } : null;
  const again = asked.some(({ userId }) => entry.tried.includes(userId));
  putOffer(draft, { id, entryId: entry.id, groupId: group.id, phase: 'ringing', agents: [], isOpen, timer });
  putEntry(draft, { ...entry, offerId: id, lastAsked: place, tried: again ? [] : entry.tried });
  remember(draft, group.id, { lastAsked: place });
  joinOffer(draft, group, id, asked);
}

/** These ring too. */
export function joinOffer(draft: Draft, { ringForMs }: Group, offerId: Offer['id'], asked: readonly Member[]): void {
  const offer = draft.offers.get(offerId);
  const entry = offer && draft.entries.get(offer.entryId);
  if (!offer || !entry) return;
  const { nowMs } = draft.context;
  const joining = asked.map(({ userId }) => ({ userId, sinceMs: nowMs }));
  putOffer(draft, { ...offer, agents: [...offer.agents, ...joining] });
  for (const { userId } of joining) changeAgent(draft, userId, { offerId });
  emit(draft, {
    type: 'offer',
    offerId,
    entryId: entry.id,
    agents: joining.map(({ userId }) => userId),
    forMs: offer.agents.length === 0 ? ringForMs : Math.max(0, offer.timer.dueMs - nowMs),
    callback: entry.callback?.number ?? null,
  });
}

/** Agents are in the offer no more. `because` = null: they know, it was they who ended it. */
function release(draft: Draft, offer: Offer, agents: readonly UserId[], because: WithdrawReason | null): void {
  for (const userId of agents) changeAgent(draft, userId, { offerId: null });
  if (because !== null && agents.length > 0)
    emit(draft, { type: 'withdraw', offerId: offer.id, entryId: offer.entryId, agents, because });
}

/** Nobody rings for the entry any more. */
export function endOffer(draft: Draft, offer: Offer, because: WithdrawReason | null): void {
  release(
    draft,
    offer,
    offer.agents.map(({ userId }) => userId),
    because,
  );
  dropOffer(draft, offer);
  const entry = draft.entries.get(offer.entryId);
  if (entry) putEntry(draft, { ...entry, offerId: null, stickyTo: null });
}

/** One agent rings no more; the others do. */
export function dropFromOffer(draft: Draft, offer: Offer, userId: UserId, because: WithdrawReason | null): void {
  const agents = offer.agents.filter((each) => each.userId !== userId);
  if (agents.length === 0) return endOffer(draft, offer, because);
  release(draft, offer, [userId], because);
  putOffer(draft, { ...offer, agents });
}

/** One has answered, and the others ring no more. Who is later, or not of this offer, is none of it. */
export function offerAnswered(draft: Draft, { offerId, userId }: Extract<Input, { type: 'offerAnswered' }>): void {
  const offer = draft.offers.get(offerId);
  const winner = offer?.agents.find((each) => each.userId === userId);
  const entry = offer && draft.entries.get(offer.entryId);
  if (!winner || !entry || offer.phase !== 'ringing') return;
  const others = offer.agents.filter((each) => each !== winner).map((each) => each.userId);
  release(draft, offer, others, 'answeredElsewhere');
  const ms = entry.callback === null ? connectForMs : callBackForMs;
  const timer = startTimer(draft, { of: 'offer', offerId }, ms);
  putOffer(draft, { ...offer, phase: 'connecting', agents: [winner], isOpen: false, timer });
  putEntry(draft, entry);
  draft.reordered.add(entry.groupId);
  if (entry.callback !== null)
    emit(draft, { type: 'callBack', offerId, entryId: entry.id, userId, number: entry.callback.number });
}

/** Nobody has answered in time. Only who was rung for the whole time has missed it. */
export function ringingOver(draft: Draft, offer: Offer): void {
  const group = groupOf(draft, offer.groupId);
  const since = draft.context.nowMs - (group?.ringForMs ?? 0);
  const missed = offer.agents.filter(({ sinceMs }) => sinceMs <= since).map(({ userId }) => userId);
  endOffer(draft, offer, 'noAnswer');
  const entry = draft.entries.get(offer.entryId);
  if (entry) putEntry(draft, { ...entry, tried: [...entry.tried, ...missed] });
  for (const userId of missed) miss(draft, offer, userId, group?.missesToPause ?? Infinity);
}

function miss(draft: Draft, { entryId, groupId }: Offer, userId: UserId, missesToPause: number): void {
  const agent = draft.agents.get(userId);
  if (!agent) return;
  const misses = agent.misses + 1;
  tell(draft, { event: 'missed', entryId, groupId, userId });
  const isPaused = misses >= missesToPause && agent.pause === null;
  changeAgent(draft, userId, { misses, ...(isPaused && { pause: { reason: 'notAnswering', by: null } }) });
  if (isPaused) emit(draft, { type: 'notice', userId, notice: 'pausedNotAnswering', by: null });
}

/**
 * An agent's part of an offer has ended without a talk: declined, lost, or hung up before any audio. That is no miss;
 * the caller has kept the place, and is not offered to the same agent at once.
 */
export function offerEnded(draft: Draft, { offerId, userId, reason }: Extract<Input, { type: 'offerEnded' }>): void {
  const offer = draft.offers.get(offerId);
  if (!offer?.agents.some((each) => each.userId === userId)) return;
  const { entryId, groupId } = offer;
  if (reason === 'declined') tell(draft, { event: 'declined', entryId, groupId, userId });
  if (reason === 'unreachable') changeAgent(draft, userId, { isReachable: false });
  else notAgain(draft, offer, userId);
  dropFromOffer(draft, offer, userId, null);
  if (offer.phase === 'connecting') draft.reordered.add(groupId);
}

function notAgain(draft: Draft, { entryId }: Offer, userId: UserId): void {
  const entry = draft.entries.get(entryId);
  if (!entry) return;
  const { nowMs } = draft.context;
  const others = entry.declined.filter((each) => each.userId !== userId && each.untilMs > nowMs);
  putEntry(draft, { ...entry, declined: [...others, { userId, untilMs: nowMs + declinedForMs }] });
}

/** Whoever answered and was never heard counts as gone. */
export function connectingOver(draft: Draft, offer: Offer): void {
  for (const { userId } of offer.agents) notAgain(draft, offer, userId);
  endOffer(draft, offer, 'noAnswer');
  draft.reordered.add(offer.groupId);
}
