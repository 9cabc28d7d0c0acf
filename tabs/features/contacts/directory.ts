import type { ContactLetters, ContactView } from '../../../src/contract/people/people';
import type { Pages } from '../../ui/pages';

/** A list of contacts, for whoever draws it. */
export interface Directory extends Pages {
  /** Null: it has not come yet. */
  readonly contacts: readonly (ContactView | null)[];
  /** Bare numbers, of VIP and Blocked. */
  readonly numbers: readonly string[];
  /** Where the names with each letter begin; of long lists. */
  readonly letters?: readonly Letter[];
  /** These rows are on screen. */
  readonly show?: (first: number, last: number) => void;
}

export type Letter = ContactLetters['letters'][number];
