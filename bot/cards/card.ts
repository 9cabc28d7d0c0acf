import type { OtherParty } from '../../src/contract/calls/call-view';
import { isolated } from '../../src/contract/isolated';
import { momentFormat, wallIn } from '../../src/contract/moments';
import { phoneLibrary } from '../../src/contract/numbers/phone-library';
import type { CardReader } from '../../src/notifications/card-sender';
import type { Texts } from '../texts';

/** A message as the bot sends it: a card, and a line for notices and for clients that cannot show cards. */
export interface CardMessage {
  readonly summary: string;
  readonly card: object;
}

export interface CardContent {
  readonly summary: string;
  /** What clients show that cannot draw the card; the summary when absent. */
  readonly fallback?: string;
  readonly body: readonly object[];
  readonly actions?: readonly object[];
}

/** An Adaptive Card 1.5, the newest that Teams draws. */
export function adaptiveCard({ summary, fallback = summary, body, actions }: CardContent): CardMessage {
  const frame = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: fallback,
    speak: fallback,
  };
  return { summary, card: { ...frame, body, ...(actions === undefined ? {} : { actions }) } };
}

/**
 * The person a card is about. A text run is shown as it is; a text block would read `[text](address)` in a caller's
 * name as a link.
 */
export function whoLine(who: string): object {
  return {
    type: 'RichTextBlock',
    spacing: 'None',
    inlines: [{ type: 'TextRun', text: who, size: 'Large', weight: 'Bolder' }],
  };
}

/** Name, else number; null = anonymous. */
export function nameOf({ name, number }: OtherParty, texts: Texts, reader: CardReader): string | null {
  return name === null ? shownNumber(number, texts, reader) : isolated(name);
}

/** As the reader's country writes it, and as the others do: a card has no hover. */
export function shownNumber(number: string | null, texts: Texts, { country }: CardReader): string | null {
  if (number === null) return null;
  if (!number.startsWith('+')) return `${texts.extension} ${isolated(number)}`;
  const whole = phoneLibrary.international(number);
  const local = phoneLibrary.national(number, country);
  return local === whole ? whole : `${local} (${whole})`;
}

/** Day and time of day, as the reader counts them. */
export function momentText(atMs: number, reader: CardReader): string {
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return momentFormat(reader.language, reader.timeZone, options).format(atMs);
}

/** Time of day, as the reader counts it. */
export function clockText(atMs: number, reader: CardReader): string {
  return wallIn(reader.timeZone, atMs).slice(11, 16);
}
