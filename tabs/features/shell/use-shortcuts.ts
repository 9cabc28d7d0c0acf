import { useEffect } from 'react';
import { useServices } from '../../app/services';
import type { CallCard } from '../../view-models/call-card';
import { shortcuts } from '../settings/shortcuts';
import type { ShortcutAction } from '../settings/shortcuts';

/** Which call a shortcut is about: the ringing one for answering, the one I speak in for the rest. */
export function shortcutTarget(action: ShortcutAction, cards: readonly CallCard[]): CallCard | null {
  const ringing = cards.find(({ state }) => state === 'ringing') ?? null;
  const talking = cards.find(({ state }) => state === 'active') ?? null;
  switch (action) {
    case 'answer':
      return ringing;
    case 'end':
      return ringing ?? talking ?? cards.find(({ canHangUp }) => canHangUp) ?? null;
    case 'mute':
      return talking;
    case 'hold':
      return cards.find(({ hold }) => hold === 'hold') ?? cards.find(({ hold }) => hold === 'resume') ?? null;
    default:
      return null;
  }
}

/** The shortcuts listed in Settings. */
export function useShortcuts(): void {
  const { calls, cards } = useServices();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const action = shortcuts.find(({ code }) => code === event.code)?.action;
      if (action === undefined) return;
      event.preventDefault();
      if (action === 'search' || action === 'keypad') return press(action);
      const card = shortcutTarget(action, cards.get());
      if (!card) return;
      if (action === 'answer') calls.answer(card.id);
      else if (action === 'mute') calls.mute(card.id, !card.muted);
      else if (action === 'hold') (card.hold === 'hold' ? calls.hold : calls.resume)(card.id);
      else if (card.canDecline) calls.decline(card.id);
      else calls.hangUp(card.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [calls, cards]);
}

function press(target: 'search' | 'keypad'): void {
  const element = document.querySelector<HTMLElement>(`[data-shortcut="${target}"]`);
  if (target === 'keypad') element?.click();
  else element?.focus();
}
