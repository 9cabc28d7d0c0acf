import type { Clock } from '../ports/clock';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Logger } from '../ports/logger';
import type { FindCardReader } from './card-readers';
import type { BotConversation, CardNotice, CardReader, CardSender } from './card-sender';
import type { Installations } from './installations';
import type { CardKey, NotificationStore } from './notification-store';

/** What every kind of card needs to get into a person's chat. */
export interface DeliveryDeps {
  readonly installations: Installations;
  /** The cards of one kind. */
  readonly notifications: NotificationStore;
  readonly findReader: FindCardReader;
  readonly sender: CardSender;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Where and how a person is told. */
export interface Target {
  readonly conversation: BotConversation;
  readonly reader: CardReader;
}

/** Null = the person has no chat with the bot. */
export async function targetOf(
  { installations, findReader }: DeliveryDeps,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<Target | null> {
  const conversation = await installations.find(organisationId, userId);
  const reader = conversation === null ? null : await findReader(organisationId, userId, conversation);
  return conversation === null || reader === null ? null : { conversation, reader };
}

/**
 * Sends a card that the caller has claimed. Null = the chat is gone for good; anything else that fails is thrown, and
 * may be claimed again at once.
 */
export async function sendClaimed(
  { sender, notifications, clock, logger }: DeliveryDeps,
  key: CardKey,
  { conversation }: Target,
  notice: CardNotice,
): Promise<string | null> {
  try {
    return await sender.send(conversation, notice);
  } catch (error) {
    await notifications.release(key, clock.nowMs());
    if (!isGone(error)) throw error;
    logger.warn(
      { userId: key.userId, card: notice.kind, subject: key.subject, err: error },
      'the chat with the bot is gone, no card about this',
    );
    return null;
  }
}

/** Changes a card that is out; one that the person has deleted stays deleted. */
export async function updateCard(
  { sender }: DeliveryDeps,
  conversation: BotConversation,
  activityId: string | null,
  notice: CardNotice,
): Promise<void> {
  if (activityId !== null) await sender.update(conversation, activityId, notice).catch(unlessGone);
}

/** Takes a card out of the chat; harmless when it is gone already. */
export async function removeCard(
  { sender }: DeliveryDeps,
  conversation: BotConversation,
  activityId: string,
): Promise<void> {
  await sender.remove(conversation, activityId).catch(unlessGone);
}

function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}

function isGone(error: unknown): boolean {
  return error instanceof VaxelError && error.code === 'request.notFound';
}
