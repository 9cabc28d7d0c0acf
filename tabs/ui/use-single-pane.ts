import { useLayout } from './use-layout';

export interface Panes {
  /** List or detail, not both. */
  readonly single: boolean;
  /** Both, with a narrower list. */
  readonly compact: boolean;
}

/** How many columns a section has room for. Calls have a place of their own, so it does not depend on them. */
export function useSinglePane(): Panes {
  const layout = useLayout();
  return { single: layout === 'narrow', compact: layout === 'medium' };
}
