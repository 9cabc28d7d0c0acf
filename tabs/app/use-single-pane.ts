import { useStore } from '../state/store';
import { useServices } from './services';
import { useLayout } from './use-layout';

export interface Panes {
  /** List or detail, not both. */
  readonly single: boolean;
  /** Both, with a narrower list. */
  readonly compact: boolean;
}

/** How many columns a section has room for: on a middle-sized screen the call panel takes one while there are calls. */
export function useSinglePane(): Panes {
  const layout = useLayout();
  const busy = useStore(useServices().cards, (cards) => cards.length > 0);
  return { single: layout === 'narrow' || (layout === 'medium' && busy), compact: layout === 'medium' };
}
