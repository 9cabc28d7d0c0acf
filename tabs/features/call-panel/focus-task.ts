import type { CallId } from '../../../src/contract/ids';
import type { PanelTask } from '../../view-models/panel-task';

/** Gives the focus to the button of a card that begins `kind`, else to its More, where that is, else to the card. */
export function focusTask(callId: CallId, kind: PanelTask['kind']): void {
  const card = document.querySelector<HTMLElement>(`[data-call="${callId}"]`);
  (
    card?.querySelector<HTMLElement>(`[data-task="${kind}"]`) ??
    card?.querySelector<HTMLElement>('[data-task="more"]') ??
    card
  )?.focus();
}
