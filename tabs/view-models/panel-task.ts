import type { CallId } from '../../src/contract/ids';
import type { CallCard } from './call-card';

/**
 * What the person is in the middle of with one call. It belongs to the panel, so that cards may come, go and change
 * under it.
 */
export type PanelTask =
  | { readonly kind: 'transfer' | 'add' | 'connect'; readonly callId: CallId }
  /** The call's own keypad, with what was pressed on it so far. */
  | { readonly kind: 'keypad'; readonly callId: CallId; readonly sent: string };

/** Whether the call is still there and still such that this can be done. */
export function isPossible(task: PanelTask, cards: readonly CallCard[]): boolean {
  const card = cards.find(({ id }) => id === task.callId);
  if (!card) return false;
  if (task.kind === 'keypad') return card.canKey;
  return task.kind === 'connect' ? card.connect !== null : card.canTransfer;
}
