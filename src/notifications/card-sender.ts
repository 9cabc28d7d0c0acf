import type { OtherParty } from '../contract/calls/call-view';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';

/** Where the bot can write to a person: a conversation reference of the Bot Framework, kept as it came. */
export type BotConversation = Readonly<Record<string, unknown>>;

export type Language = 'sv' | 'en';

/** A person as a card needs to know: the language, and how the organisation counts its hours. */
export interface CardReader {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 3166 alpha-2: numbers of it are written as it writes them. */
  readonly country: string;
  readonly tenantId: string;
  /** The person's own numbers, E.164, as the company names them. */
  readonly numbers: readonly { readonly number: string; readonly label: string }[];
}

/** How a missed call was dealt with. */
export interface Handled {
  readonly how: 'calledBack' | 'marked';
  readonly atMs: number;
}

/** What a card about a call that was missed, or that broke off, says. */
export interface MissedCallNotice {
  readonly kind: 'missedCall';
  readonly reader: CardReader;
  readonly callId: CallId;
  readonly other: OtherParty;
  /** `disconnected`: the call broke off since the person's connection was lost. */
  readonly outcome: 'missed' | 'disconnected';
  readonly through: string | null;
  /** Which of the reader's numbers was called, E.164; null = the extension. */
  readonly calledNumber: string | null;
  /** When it rang, or broke off. */
  readonly atMs: number;
  readonly handled: Handled | null;
  /** What the caller has left, unless it was deleted. */
  readonly message: LeftMessage | null;
}

/** As much of a voicemail message as a card tells. */
export interface LeftMessage {
  readonly id: RecordingId;
  readonly ms: number;
  readonly heard: boolean;
  readonly transcript: { readonly text: string } | null;
}

/** What a card about a call that waits for its person says. */
export interface ReturnCallNotice {
  readonly kind: 'returnCall';
  readonly reader: CardReader;
  readonly callId: CallId;
  readonly other: OtherParty;
  readonly waitingSinceMs: number;
}

/** What a card about a colleague who is free says. */
export interface IsFreeNotice {
  readonly kind: 'isFree';
  readonly reader: CardReader;
  readonly name: string;
  readonly extension: string;
  readonly atMs: number;
}

/** What a card about somebody who waits too long in an answer group says. */
export interface LongWaitNotice {
  readonly kind: 'longWait';
  readonly reader: CardReader;
  readonly group: string;
  readonly waiting: number;
  readonly sinceMs: number;
}

export type CardNotice = MissedCallNotice | ReturnCallNotice | IsFreeNotice | LongWaitNotice;

/**
 * Writes cards into a person's chat. @throws VaxelError request.notFound when it can never succeed there; anything else
 * may be tried again
 */
export interface CardSender {
  /** Returns the message's id, by which it is updated and removed. */
  send(conversation: BotConversation, notice: CardNotice): Promise<string>;
  update(conversation: BotConversation, activityId: string, notice: CardNotice): Promise<void>;
  remove(conversation: BotConversation, activityId: string): Promise<void>;
}
