import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { nextHeld } from '../../view-models/shortcut-targets';

/** Whether the shortcut for the next call on hold takes this one. */
export function useIsNextHeld({ id }: CallCard): boolean {
  return useStore(useServices().cards, (cards) => nextHeld(cards)?.id === id);
}
