import type { ContactId } from '../../contract/ids';

/** Whom a person means more often than others, each the most likely first. */
export interface Personal {
  readonly favourites: readonly ContactId[];
  readonly vip: readonly ContactId[];
  /** Called with in the last 30 days. */
  readonly recent: readonly ContactId[];
}

export const nobodySpecial: Personal = { favourites: [], vip: [], recent: [] };
