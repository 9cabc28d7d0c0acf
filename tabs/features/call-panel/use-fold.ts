import { useEffect, useState } from 'react';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';

export interface Fold {
  readonly folded: boolean;
  fold(on: boolean): void;
}

/** Calls that lie over the section fold away when one goes on working there; one that rings is never folded away. */
export function useFold(cards: readonly CallCard[]): Fold {
  const [wanted, fold] = useState(false);
  const ringing = cards.some(({ state }) => state === 'ringing');
  const busy = cards.length > 0;
  if (wanted && (ringing || !busy)) fold(false);
  useEffect(() => {
    if (!busy || ringing) return undefined;
    const press = ({ target }: PointerEvent): void => {
      if (target instanceof Element && target.closest('main') !== null) fold(true);
    };
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, [busy, ringing]);
  // Nor is what a shortcut begins with one of them.
  const task = useStore(useServices().panelTask, (value) => value !== null);
  return { folded: wanted && !ringing && !task, fold };
}
