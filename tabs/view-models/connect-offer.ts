import type { CallId } from '../../src/contract/ids';
import type { CallCard } from './call-card';

/** Which call was made to ask before another one is handed over: the asking call → the waiting call. */
export type Consultations = ReadonlyMap<CallId, CallId>;

/** `callId` lives on with the other side of `withCallId`, as `call.connect` has it. */
export interface Pair {
  readonly callId: CallId;
  readonly withCallId: CallId;
}

/** What "Connect calls" on a card does: it connects two, or asks which. */
export type ConnectOffer =
  | { readonly kind: 'pair'; readonly pair: Pair; readonly asked: boolean }
  | { readonly kind: 'choose'; readonly others: readonly CallCard[] };

/**
 * Null when there is nothing to connect the card's call with. Two calls are a pair; of more, the call that I made to
 * ask knows its partner, and for the others the person says which.
 */
export function connectOffer(
  card: CallCard,
  cards: readonly CallCard[],
  consultations: Consultations,
): ConnectOffer | null {
  const others = cards.filter((other) => other.id !== card.id && pairOf(card, other) !== null);
  const [only] = others;
  if (only === undefined) return null;
  const partner = others.find(({ id }) => id === consultations.get(card.id));
  if (partner) return { kind: 'pair', pair: { callId: partner.id, withCallId: card.id }, asked: true };
  if (others.length > 1) return { kind: 'choose', others };
  const pair = consultations.get(only.id) === card.id ? { callId: card.id, withCallId: only.id } : pairOf(card, only);
  return pair && { kind: 'pair', pair, asked: false };
}

/**
 * The older call lives on, since it is the one that waits; one that nobody has answered yet can only be joined to, and
 * a conference only be joined.
 */
export function pairOf(a: CallCard, b: CallCard): Pair | null {
  if (a.connect === null || b.connect === null || (a.connect === 'target' && b.connect === 'target')) return null;
  const [many, others] = [isConference(a), isConference(b)];
  if (many && others) return null;
  const isOlder = many === others ? a.startedAtMs <= b.startedAtMs : many;
  const aFirst = a.connect !== b.connect ? b.connect === 'target' : isOlder;
  return aFirst ? { callId: a.id, withCallId: b.id } : { callId: b.id, withCallId: a.id };
}

/** Two calls that can become one, `withCallId` coming into `callId`: both are up. */
export const mergerOf = (a: CallCard, b: CallCard): Pair | null =>
  a.id !== b.id && a.connect === 'either' && b.connect === 'either' ? pairOf(a, b) : null;

const isConference = ({ guests }: CallCard): boolean =>
  guests.some((each) => each.state !== 'left' && (!each.isSupervisor || each.mode === 'talk'));

/** The call that a transfer from the search field is about: the one I speak in, else the only one there is. */
export function transferSubject(cards: readonly CallCard[]): CallCard | null {
  const possible = cards.filter(({ canTransfer }) => canTransfer);
  return possible.find(({ state }) => state === 'active') ?? (possible.length === 1 ? (possible[0] ?? null) : null);
}
