import type { ShortcutAction } from '../../../src/contract/settings';
import type { Services } from '../../app/services';
import type { CallCard } from '../../view-models/call-card';

type CallAction = Exclude<ShortcutAction, 'search'>;

/** Which call a shortcut is about: the ringing one for answering, the one I speak in for the rest. */
export function shortcutTarget(action: CallAction, cards: readonly CallCard[]): CallCard | null {
  const talking = cards.find(({ state }) => state === 'active') ?? null;
  switch (action) {
    case 'answer':
      return cards.find(({ answer }) => answer === 'ready') ?? null;
    case 'decline':
      return cards.find(({ canDecline }) => canDecline) ?? null;
    case 'hangUp':
      return talking ?? cards.find(({ canHangUp, here }) => canHangUp && here) ?? cards.find(({ canHangUp }) => canHangUp) ?? null;
    case 'mute':
      return talking?.canTalk === true ? talking : null;
    case 'hold':
      return cards.find(({ hold }) => hold === 'hold') ?? cards.find(({ hold }) => hold === 'resume') ?? null;
  }
}

/** Does what a shortcut or media key says to the call it is about; false when there is none. */
export function actOnCall(action: CallAction, { calls, cards }: Pick<Services, 'calls' | 'cards'>): boolean {
  const card = shortcutTarget(action, cards.get());
  if (!card) return false;
  if (action === 'answer') calls.answer(card.id);
  else if (action === 'decline') calls.decline(card.id);
  else if (action === 'hangUp') calls.hangUp(card.id);
  else if (action === 'mute') calls.mute(card.id, !card.muted);
  else if (card.hold === 'hold') calls.hold(card.id);
  else calls.resume(card.id);
  return true;
}
