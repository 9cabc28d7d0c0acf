import type { RingSound } from '../softphone/ports';
import type { CallCard } from './call-card';

/** What should be heard now, besides the people: ringing for me, or that it rings at the other end. */
export function soundFor(cards: readonly CallCard[], hears: (card: CallCard) => boolean): RingSound | null {
  if (cards.some((card) => card.state === 'ringing' && card.answer === 'ready')) return 'ringing';
  // A phone of mine that calls for me makes its own tone, and the switch may send the tone itself as early media.
  if (cards.some((card) => card.here && card.status.key === 'call.otherRings' && !hears(card))) return 'ringback';
  return null;
}
