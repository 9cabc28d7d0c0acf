import type { ShortcutAction } from '../../../src/contract/settings/settings';
import { isFunctionKey, shortcutActions, shortcutText } from '../../view-models/shortcuts';
import type { Chord, Shortcuts } from '../../view-models/shortcuts';

/** Why a shortcut is refused. */
export type ShortcutRefusal =
  | { readonly reason: 'plain' | 'reserved' }
  | { readonly reason: 'taken'; readonly by: ShortcutAction };

/**
 * Whose the keys are; the sources stand in docs/shortcuts.md. Everything with Ctrl and a letter or digit belongs to one
 * of them, or will, and is refused as a whole; of the rest these.
 */
export const taken: Readonly<Record<'teams' | 'browsers' | 'systems' | 'screenReaders', readonly string[]>> = {
  teams: [
    ...[...'ACIJNORSTV'].map((letter) => `Alt+Shift+${letter}`),
    'F6',
    'Shift+F6',
    'Ctrl+F6',
    'Ctrl+Shift+F6',
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
    'Alt+ArrowUp',
    'Alt+ArrowDown',
    'Ctrl+Space',
    'Ctrl+Enter',
    'Ctrl+Shift+Space',
    'Ctrl+Shift+ArrowUp',
    'Ctrl+Shift+ArrowDown',
    'Ctrl+Alt+ArrowLeft',
    'Ctrl+Alt+ArrowRight',
    'F1',
  ],
  browsers: [
    ...[...'ABIT'].map((letter) => `Alt+Shift+${letter}`),
    'F1',
    'F3',
    'F5',
    'F6',
    'F7',
    'F10',
    'F11',
    'F12',
    'Shift+F3',
    'Shift+F5',
    'Shift+F6',
    'Shift+F7',
    'Ctrl+F4',
    'Ctrl+F5',
    'Ctrl+F6',
    'Alt+D',
    'Alt+E',
    'Alt+F',
    'Alt+Home',
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
    'Alt+Enter',
    'Ctrl+PageUp',
    'Ctrl+PageDown',
    'Ctrl+Shift+PageUp',
    'Ctrl+Shift+PageDown',
    'Ctrl+Shift+Delete',
  ],
  systems: [
    'Alt+F4',
    'Alt+Space',
    'Alt+Shift+Space',
    'Shift+F10',
    'Ctrl+Alt+Delete',
    'Ctrl+Space',
    'Alt+F1',
    'Alt+F2',
    'Alt+F7',
    'Alt+F8',
    'Alt+F10',
    'Ctrl+Alt+ArrowUp',
    'Ctrl+Alt+ArrowDown',
    'Ctrl+Alt+ArrowLeft',
    'Ctrl+Alt+ArrowRight',
    'Ctrl+ArrowUp',
    'Ctrl+ArrowDown',
    'Ctrl+ArrowLeft',
    'Ctrl+ArrowRight',
  ],
  // Insert and Caps Lock are their modifiers, and Ctrl+Option on a Mac; single letters move in their browse modes.
  screenReaders: [
    'Insert',
    'Alt+Insert',
    'Shift+Insert',
    'Ctrl+Insert',
    'Alt+Delete',
    'Ctrl+Alt+Home',
    'Ctrl+Alt+End',
    'Alt+Shift+ArrowLeft',
    'Alt+Shift+ArrowRight',
    'Alt+Shift+ArrowUp',
    'Alt+Shift+ArrowDown',
  ],
};

/** Null when `chord` may be the shortcut of `action`. */
export function refuseShortcut(chord: Chord, action: ShortcutAction, inForce: Shortcuts): ShortcutRefusal | null {
  const text = shortcutText(chord);
  if (Object.values(taken).some((keys) => keys.includes(text))) return { reason: 'reserved' };
  const sign = chord.key.length === 1;
  // Ctrl and Alt together is AltGr, which writes signs (@, €, {).
  if (chord.ctrl && sign) return { reason: 'reserved' };
  if (!chord.ctrl && !chord.alt && !isFunctionKey(chord.key) && chord.key !== 'Pause') return { reason: 'plain' };
  const by = shortcutActions.find((other) => other !== action && inForce[other] === text);
  return by === undefined ? null : { reason: 'taken', by };
}
