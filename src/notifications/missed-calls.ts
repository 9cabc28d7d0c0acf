import type { HistoryEntry } from '../contract/history/history';
import { VaxelError } from '../contract/errors';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import type { CardReader, LeftMessage, MissedCallNotice } from './card-sender';
import { sendClaimed, targetOf, updateCard, type DeliveryDeps } from './delivery';
import { cardAbout } from './card-about';
import type { AboutCall } from '../ports/jobs';
import type { NotificationRow } from './notification-store';

/** As much of a call as a card tells. */
export type MissedCall = Pick<
  HistoryEntry,
  'callId' | 'other' | 'outcome' | 'through' | 'calledNumber' | 'startedAtMs' | 'endedAtMs'
>;

/** A user's entry in the call list, or what was left for a group of the user's; null = there is none (any more). */
export type LoadMissedCall = (
  organisationId: OrganisationId,
  userId: UserId,
  callId: CallId,
) => Promise<MissedCall | null>;

/** What was left in a user's call; null = nothing, or it is deleted. */
export type LoadMessage = (
  organisationId: OrganisationId,
  userId: UserId,
  callId: CallId,
) => Promise<LeftMessage | null>;

export interface MissedCallDeps extends DeliveryDeps {
  readonly loadMissedCall: LoadMissedCall;
  readonly loadMessage: LoadMessage;
}

/** What the card says now; null = the person was neither called in vain nor cut off, so there is nothing to tell. */
async function noticeOf(
  { loadMissedCall, loadMessage }: MissedCallDeps,
  reader: CardReader,
  callId: CallId,
  row: NotificationRow | null,
): Promise<MissedCallNotice | null> {
  const { organisationId, userId } = reader;
  const entry = await loadMissedCall(organisationId, userId, callId);
  if (entry?.outcome !== 'missed' && entry?.outcome !== 'disconnected') return null;
  const { other, outcome, through, calledNumber } = entry;
  return {
    kind: 'missedCall',
    ...{ reader, callId, other, outcome, through, calledNumber },
    atMs: outcome === 'missed' ? entry.startedAtMs : entry.endedAtMs,
    handled: row?.handled ?? null,
    message: await loadMessage(organisationId, userId, callId),
  };
}

/**
 * Puts the card of a missed or disconnected call into the person's chat, once for each user and call. To be run as a
 * durable job: it may be run again at any time, and throws when another attempt may succeed. Should the server die in
 * the instant between the channel's answer and its being stored, the card is sent again after a minute: a second card
 * is better than none.
 * @throws VaxelError server.unavailable
 */
export function createNotifyMissedCall(deps: MissedCallDeps): (call: AboutCall) => Promise<void> {
  const { notifications, clock } = deps;
  return async ({ organisationId, userId, callId }) => {
    const key = cardAbout({ organisationId, userId, callId });
    const target = await targetOf(deps, organisationId, userId);
    if (target === null) return;
    const notice = await noticeOf(deps, target.reader, callId, null);
    if (notice === null) return;
    const claim = await notifications.claim(key, clock.nowMs());
    if (claim === 'busy') throw new VaxelError('server.unavailable', 'Another job sends this card.');
    if (claim === 'done') return;
    const activityId = await sendClaimed(deps, key, target, notice);
    if (activityId === null) return;
    const row = await notifications.sent(key, activityId);
    // Called back while the card was on its way: it says so at once.
    if (row !== null && row.handled !== null)
      await updateCard(deps, target.conversation, row.activityId, { ...notice, handled: row.handled });
  };
}

/**
 * A user's call to `otherNumber` was answered: the cards about missed calls from there say so. Idempotent; a durable
 * job like the one above.
 */
export function createMarkCalledBack(
  deps: MissedCallDeps,
): (call: AboutCall & { readonly otherNumber: string }) => Promise<void> {
  const { notifications, clock } = deps;
  return async ({ organisationId, userId, callId, otherNumber }) => {
    const how = `calledBack:${callId}`;
    const cards = await notifications.openOrHandledBy(organisationId, userId, how, clock.nowMs());
    const target = cards.length === 0 ? null : await targetOf(deps, organisationId, userId);
    if (target === null) return;
    for (const { subject } of cards) {
      const entry = await deps.loadMissedCall(organisationId, userId, subject as CallId);
      if (entry === null || entry.other.number !== otherNumber) continue;
      await notifications.handle({ organisationId, userId, subject }, how, clock.nowMs());
      await showNow(deps, { organisationId, userId, callId: entry.callId });
    }
  };
}

/**
 * The person pressed "Mark as handled". Returns what the card says now; null = the card is none of this person's, or
 * its call is not in the list any more.
 */
export function createMarkHandled(deps: MissedCallDeps): (call: AboutCall) => Promise<MissedCallNotice | null> {
  const { notifications, clock } = deps;
  return async (call) => {
    await notifications.handle(cardAbout(call), 'marked', clock.nowMs());
    return showNow(deps, call);
  };
}

/**
 * Durable job `voicemail-card`: what was left in the call was heard, deleted or restored, and the card about it, if
 * there is one, says how that is now. @throws VaxelError server.unavailable
 */
export function createShowMessage(deps: MissedCallDeps): (call: AboutCall) => Promise<void> {
  return async (call) => void (await showNow(deps, call));
}

/** Lets a card that is out say how things are. Null = there is none, or its call is not in the list any more. */
async function showNow(deps: MissedCallDeps, call: AboutCall): Promise<MissedCallNotice | null> {
  const row = await deps.notifications.find(cardAbout(call));
  const target = row === null ? null : await targetOf(deps, call.organisationId, call.userId);
  if (row === null || target === null) return null;
  const notice = await noticeOf(deps, target.reader, call.callId, row);
  if (notice !== null) await updateCard(deps, target.conversation, row.activityId, notice);
  return notice;
}
