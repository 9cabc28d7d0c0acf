import { useMemo } from 'react';
import type { ShortcutAction } from '../../src/contract/settings/settings';
import { ariaShortcut, isMac, readableShortcut, shortcutsOf } from '../view-models/shortcuts';
import type { Shortcuts } from '../view-models/shortcuts';
import { useServices } from './services';
import { useStore } from './use-store';

export function useShortcutsInForce(): Shortcuts {
  const changed = useStore(useServices().store, (state) => state.settings.shortcuts);
  return useMemo(() => shortcutsOf(changed), [changed]);
}

/** A shortcut as people read it, e.g. `Alt + Shift + M`, and as `aria-keyshortcuts` has it; null when there is none. */
export function useShortcutKeys(
  action: ShortcutAction | undefined,
): { readonly readable: string; readonly aria: string } | null {
  const inForce = useShortcutsInForce();
  const text = action === undefined ? null : inForce[action];
  return text === null
    ? null
    : { readable: readableShortcut(text, isMac(navigator)), aria: ariaShortcut(text, isMac(navigator)) };
}
