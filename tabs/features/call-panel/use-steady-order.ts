import { useState } from 'react';
import type { CallCard } from '../../view-models/call-card';

export interface SteadyOrder {
  readonly cards: readonly CallCard[];
  /** The mouse is over the cards. */
  readonly still: boolean;
  readonly enter: () => void;
  readonly leave: () => void;
}

/**
 * While the mouse is over the cards they keep their places, and a call that begins to ring comes below them: what is
 * about to be pressed does not move away. Once the mouse has left they stand in their order again.
 */
export function useSteadyOrder(cards: readonly CallCard[]): SteadyOrder {
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const fresh = order === null ? [] : cards.filter(({ id }) => !order.includes(id));
  if (order !== null && fresh.length > 0) setOrder([...order, ...fresh.map(({ id }) => id)]);
  return {
    cards: order === null ? cards : [...cards].sort((a, b) => place(order, a) - place(order, b)),
    still: order !== null,
    enter: () => setOrder(cards.map(({ id }) => id)),
    leave: () => setOrder(null),
  };
}

const place = (order: readonly string[], { id }: CallCard): number =>
  order.includes(id) ? order.indexOf(id) : order.length;
