import type { ShortcutAction } from '../../../src/contract/settings/settings';
import type { Services } from '../../session/services';
import type { AppState } from '../../state/app-state';
import type { CallCard } from '../../view-models/call-card';

type CallAction = Extract<ShortcutAction, 'answer' | 'decline' | 'hangUp' | 'mute' | 'hold'>;

/** Whoever presses twice, or presses as the other side hangs up, means the call that has just ended. */
const doublePressMs = 700;

/**
 * Which call a shortcut is about: the ringing one for answering, the one I speak in for the rest. Only what I speak in
 * or dial can be hung up.
 */
export function shortcutTarget(action: CallAction, cards: readonly CallCard[]): CallCard | null {
  const talking = cards.find(({ state }) => state === 'active') ?? null;
  switch (action) {
    case 'answer':
      return cards.find(({ answer }) => answer === 'ready') ?? null;
    case 'decline':
      return cards.find(({ canDecline }) => canDecline) ?? null;
    case 'hangUp':
      return (
        talking ??
        cards.find(({ canTalk }) => canTalk) ??
        cards.find(({ state, canHangUp }) => state === 'connecting' && canHangUp) ??
        null
      );
    case 'mute':
      return talking?.canTalk === true ? talking : null;
    case 'hold':
      return cards.find(({ hold }) => hold === 'hold') ?? cards.find(({ hold }) => hold === 'resume') ?? null;
  }
}

/** Does what a shortcut or media key says to the call it is about; false when there is none. */
export function actOnCall(
  action: CallAction,
  { calls, cards, store, clock }: Pick<Services, 'calls' | 'cards' | 'store' | 'clock'>,
): boolean {
  const card = shortcutTarget(action, cards.get());
  if (
    !card ||
    ((action === 'hangUp' || action === 'decline') && hasJustEnded(action, store.get().calls, clock.nowMs()))
  )
    return false;
  if (action === 'answer') calls.answer(card.id);
  else if (action === 'decline') calls.decline(card.id);
  else if (action === 'hangUp') calls.hangUp(card.id);
  else if (action === 'mute') calls.mute(card.id, !card.muted);
  else if (card.hold === 'hold') calls.hold(card.id);
  else calls.resume(card.id);
  return true;
}

/** A call ended, this moment, that the press may have been meant for. */
function hasJustEnded(action: 'hangUp' | 'decline', calls: AppState['calls'], nowMs: number): boolean {
  return [...calls.values()].some(({ view, goneAtMs }) => {
    const rang = view.direction === 'in' && view.answeredAtMs === null;
    return goneAtMs !== null && nowMs - goneAtMs < doublePressMs && rang === (action === 'decline');
  });
}
