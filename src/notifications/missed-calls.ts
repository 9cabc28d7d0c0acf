import type { Clock } from '../clock';
import type { HistoryEntry } from '../contract/calls';
import { VaxelError } from '../contract/errors';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import type { Logger } from '../logger';
import type { BotConversation, CardReader, CardSender, MissedCallNotice } from './card-sender';
import type { FindCardReader } from './card-readers';
import type { Installations } from './installations';
import type { CardKey, NotificationRow, NotificationStore } from './notification-store';

/** A user's entry in the call list; null = there is none, or the user has deleted it. */
export type LoadMissedCall = (organisationId: OrganisationId, userId: UserId, callId: CallId) => Promise<HistoryEntry | null>;

export interface MissedCallDeps {
  readonly installations: Installations;
  readonly notifications: NotificationStore;
  readonly findReader: FindCardReader;
  readonly loadMissedCall: LoadMissedCall;
  readonly sender: CardSender;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Where and how a person is told. */
interface Target {
  readonly conversation: BotConversation;
  readonly reader: CardReader;
}

async function targetOf({ installations, findReader }: MissedCallDeps, organisationId: OrganisationId, userId: UserId): Promise<Target | null> {
  const conversation = await installations.find(organisationId, userId);
  const reader = conversation === null ? null : await findReader(organisationId, userId, conversation);
  return conversation === null || reader === null ? null : { conversation, reader };
}

function noticeOf(reader: CardReader, entry: HistoryEntry, row: NotificationRow | null): MissedCallNotice {
  const { callId, other, through, startedAtMs } = entry;
  return { reader, callId, other, through, startedAtMs, handled: row?.handled ?? null };
}

/**
 * Puts the card of a missed call into the person's chat, once for each user and call. To be run as a durable job: it may be
 * run again at any time, and throws when another attempt may succeed. Should the server die in the instant between the
 * channel's answer and its being stored, the card is sent again after a minute: a second card is better than none.
 * @throws VaxelError server.unavailable
 */
export function createNotifyMissedCall(deps: MissedCallDeps): (key: CardKey) => Promise<void> {
  const { notifications, sender, clock } = deps;
  return async (key) => {
    const target = await targetOf(deps, key.organisationId, key.userId);
    if (target === null) return;
    const entry = await deps.loadMissedCall(key.organisationId, key.userId, key.callId);
    if (entry?.outcome !== 'missed') return;
    const claim = await notifications.claim(key, clock.nowMs());
    if (claim === 'busy') throw new VaxelError('server.unavailable', 'Another job sends this card.');
    if (claim === 'done') return;
    const activityId = await sendClaimed(deps, key, target, noticeOf(target.reader, entry, null));
    if (activityId === null) return;
    const row = await notifications.sent(key, activityId);
    // Called back while the card was on its way: it says so at once.
    if (row !== null && row.handled !== null) await updateCard(sender, target.conversation, row, noticeOf(target.reader, entry, row));
  };
}

async function sendClaimed({ sender, notifications, clock, logger }: MissedCallDeps, key: CardKey, target: Target, notice: MissedCallNotice): Promise<string | null> {
  try {
    return await sender.send(target.conversation, notice);
  } catch (error) {
    await notifications.release(key, clock.nowMs());
    if (!isGone(error)) throw error;
    logger.warn({ userId: key.userId, callId: key.callId, err: error }, 'the chat with the bot is gone, no card for this missed call');
    return null;
  }
}

/** A user's call to `otherNumber` was answered: the cards about missed calls from there say so. Idempotent; a durable job like the one above. */
export function createMarkCalledBack(deps: MissedCallDeps): (call: CardKey & { readonly otherNumber: string }) => Promise<void> {
  const { notifications, sender, clock } = deps;
  return async ({ organisationId, userId, callId, otherNumber }) => {
    const how = `calledBack:${callId}`;
    const cards = await notifications.openOrHandledBy(organisationId, userId, how, clock.nowMs());
    const target = cards.length === 0 ? null : await targetOf(deps, organisationId, userId);
    if (target === null) return;
    for (const { callId: missedCallId } of cards) {
      const entry = await deps.loadMissedCall(organisationId, userId, missedCallId);
      if (entry === null || entry.other.number !== otherNumber) continue;
      const key = { organisationId, userId, callId: missedCallId };
      await notifications.handle(key, how, clock.nowMs());
      const row = await notifications.find(key);
      if (row !== null) await updateCard(sender, target.conversation, row, noticeOf(target.reader, entry, row));
    }
  };
}

/**
 * The person pressed "Mark as handled". Returns what the card says now; null = the card is none of this person's, or its
 * call is not in the list any more.
 */
export function createMarkHandled(deps: MissedCallDeps): (key: CardKey) => Promise<MissedCallNotice | null> {
  const { notifications, sender, clock } = deps;
  return async (key) => {
    await notifications.handle(key, 'marked', clock.nowMs());
    const row = await notifications.find(key);
    const target = row === null ? null : await targetOf(deps, key.organisationId, key.userId);
    const entry = target === null ? null : await deps.loadMissedCall(key.organisationId, key.userId, key.callId);
    if (row === null || target === null || entry === null) return null;
    const notice = noticeOf(target.reader, entry, row);
    await updateCard(sender, target.conversation, row, notice);
    return notice;
  };
}

async function updateCard(sender: CardSender, conversation: BotConversation, { activityId }: NotificationRow, notice: MissedCallNotice): Promise<void> {
  if (activityId === null) return;
  try {
    await sender.update(conversation, activityId, notice);
  } catch (error) {
    // The person has deleted the message: nothing is left to update.
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof VaxelError && error.code === 'request.notFound';
}
