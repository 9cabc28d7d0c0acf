import type { UserId } from '../../../contract/ids';
import type { Member } from '../settings';
import type { Agent, Entry, Memory } from '../state';

export interface Choice {
  /** Who may be asked, in the list's order; somebody. */
  readonly able: readonly Member[];
  readonly entry: Pick<Entry, 'lastAsked'>;
  readonly memory: Memory;
  readonly agents: ReadonlyMap<UserId, Agent>;
  /** A whole number from 0 up to, not including, the bound. */
  below(bound: number): number;
}

/** Who is asked now, of those who may be. */
export type Strategy = (choice: Choice) => readonly Member[];

/** The one with the least of something; of several the first in the list. */
export function least(members: readonly Member[], amount: (member: Member) => number): readonly Member[] {
  const amounts = members.map(amount);
  const at = amounts.indexOf(Math.min(...amounts));
  return members.slice(at, at + 1);
}
