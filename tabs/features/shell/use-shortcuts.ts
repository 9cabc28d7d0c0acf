import { useEffect, useMemo } from 'react';
import type { ShortcutAction } from '../../../src/contract/settings';
import { useServices } from '../../app/services';
import { useStore } from '../../state/store';
import { isMac, keypadShortcut, pressedAction, readableShortcut, shortcutsOf } from '../settings/shortcuts';
import type { Shortcuts } from '../settings/shortcuts';
import { actOnCall } from './act-on-call';
import { useMediaKeys } from './use-media-keys';

/** The shortcuts listed in Settings, and the keys of headsets and keyboards where the browser tells of them. */
export function useShortcuts(): void {
  const services = useServices();
  const inForce = useShortcutsInForce();
  useMediaKeys();
  useEffect(() => {
    const mac = isMac(navigator);
    const onKey = (event: KeyboardEvent): void => {
      // While Settings listens for a new shortcut it keeps the press for itself.
      if (event.defaultPrevented || event.repeat) return;
      const action = pressedAction(event, inForce, mac);
      if (action === null) return;
      event.preventDefault();
      if (action === 'search' || action === 'keypad') press(action);
      else actOnCall(action, services);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [services, inForce]);
}

export function useShortcutsInForce(): Shortcuts {
  const changed = useStore(useServices().store, (state) => state.settings.shortcuts);
  return useMemo(() => shortcutsOf(changed), [changed]);
}

/** A shortcut for a tooltip, e.g. "Alt + Shift + M"; null when there is none. */
export function useShortcutHint(action: ShortcutAction | 'keypad'): string | null {
  const inForce = useShortcutsInForce();
  const text = action === 'keypad' ? keypadShortcut : inForce[action];
  return text === null ? null : readableShortcut(text, isMac(navigator));
}

function press(target: 'search' | 'keypad'): void {
  const element = document.querySelector<HTMLElement>(`[data-shortcut="${target}"]`);
  if (target === 'keypad') element?.click();
  else element?.focus();
}
