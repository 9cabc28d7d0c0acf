import type { CallCard } from './call-card';
import { connectOffer } from './connect-offer';
import type { Consultations, ConnectOffer } from './connect-offer';

/** The call to speak in next: the one that came after the one I speak in, else the first; so that two take turns. */
export function nextHeld(cards: readonly CallCard[]): CallCard | null {
  const talking = cards.find(({ state }) => state === 'active');
  const waiting = cards.filter(({ state }) => state === 'held').sort((a, b) => a.startedAtMs - b.startedAtMs);
  return (
    waiting.find(({ startedAtMs }) => talking !== undefined && startedAtMs > talking.startedAtMs) ?? waiting[0] ?? null
  );
}

/** The call whose keypad a shortcut opens: the one I speak in, here or on another device of mine. */
export function keypadCall(cards: readonly CallCard[]): CallCard | null {
  return cards.find(({ state, canKey }) => canKey && state === 'active') ?? cards.find(({ canKey }) => canKey) ?? null;
}

/** What "Connect calls" is about when no card was named: the call I speak in, else the first that can be connected. */
export function connectable(
  cards: readonly CallCard[],
  consultations: Consultations,
): { readonly card: CallCard; readonly offer: ConnectOffer } | null {
  for (const card of cards) {
    const offer = card.connect === null ? null : connectOffer(card, cards, consultations);
    if (offer !== null) return { card, offer };
  }
  return null;
}
