import type { Settings, ShortcutAction } from '../../../src/contract/settings';

/**
 * Keyboard shortcuts as text: `Alt+Shift+M`, modifiers in the order Ctrl, Alt, Shift. `Ctrl` is the computer's main modifier, ⌘ on
 * a Mac, so that what a person chose means the same on both.
 */
export interface Chord {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** A letter, a digit, or a name of UI Events, e.g. `F8`, `ArrowUp`. */
  readonly key: string;
}

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

export const shortcutActions: readonly ShortcutAction[] = ['answer', 'decline', 'hangUp', 'mute', 'hold', 'search'];

/**
 * The letters that Teams itself uses for its own calls, with Alt in place of Ctrl: Teams and browsers take neither of these.
 * (Alt+Shift+A, C, I, R, T and V are theirs.)
 */
export const deliveredShortcuts: Readonly<Record<ShortcutAction, string>> = {
  answer: 'Alt+Shift+S',
  decline: 'Alt+Shift+D',
  hangUp: 'Alt+Shift+H',
  mute: 'Alt+Shift+M',
  hold: 'Alt+Shift+P',
  search: 'Alt+Shift+F',
};

/** Opens the keypad; not changeable. */
export const keypadShortcut = 'Alt+Shift+K';

export type Shortcuts = Readonly<Record<ShortcutAction, string | null>>;

/** What is in force: as delivered where the person changed nothing, null where there is none. */
export function shortcutsOf(changed: Settings['shortcuts']): Shortcuts {
  const of = (action: ShortcutAction): string | null => {
    const own = changed[action];
    // Written by another version: what cannot be read is as delivered.
    return own === null ? null : own === undefined || parseShortcut(own) === null ? deliveredShortcuts[action] : own;
  };
  return { answer: of('answer'), decline: of('decline'), hangUp: of('hangUp'), mute: of('mute'), hold: of('hold'), search: of('search') };
}

export function parseShortcut(text: string): Chord | null {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const modifiers = new Set(parts);
  if (!isKey(key) || modifiers.size !== parts.length || parts.some((part) => !['Ctrl', 'Alt', 'Shift'].includes(part))) return null;
  return { ctrl: modifiers.has('Ctrl'), alt: modifiers.has('Alt'), shift: modifiers.has('Shift'), key };
}

export function shortcutText({ ctrl, alt, shift, key }: Chord): string {
  return [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter((part) => part !== false).join('+');
}

const otherKeys = new Set(['Insert', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'Pause', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Space', 'Enter', 'Backspace']);

function isKey(key: string): boolean {
  return /^[A-Z0-9]$/.test(key) || isFunctionKey(key) || otherKeys.has(key);
}

function isFunctionKey(key: string): boolean {
  return /^F([1-9]|1\d|2[0-4])$/.test(key);
}

/** What was pressed; null while only modifiers are down, and for keys that cannot be in a shortcut. */
export function chordOf(event: KeyPress, mac: boolean): Chord | null {
  const key = keyOf(event);
  const foreign = mac ? event.ctrlKey : event.metaKey;
  return key === null || foreign ? null : { ctrl: mac ? event.metaKey : event.ctrlKey, alt: event.altKey, shift: event.shiftKey, key };
}

/** The letter as printed on the key; with Alt or Shift down `key` is another sign, and the place on the keyboard has to do. */
function keyOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const printed = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1];
  if (printed !== undefined) return printed;
  if (code === 'Space') return 'Space';
  return isFunctionKey(key) || otherKeys.has(key) ? key : null;
}

/** As a person reads it: `Alt + Shift + M`, on a Mac `⌥⇧M`. */
export function readableShortcut(text: string, mac: boolean): string {
  if (!mac) return text.split('+').join(' + ');
  const signs: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '↩', Backspace: '⌫', Delete: '⌦' };
  return text.split('+').map((part) => signs[part] ?? part).join('');
}

/** Why a shortcut is refused. */
export type ShortcutRefusal = { readonly reason: 'plain' | 'reserved' | 'keypad' } | { readonly reason: 'taken'; readonly by: ShortcutAction };

/**
 * Taken by browsers (Chrome, Edge, Firefox), by the systems, or by Teams while it shows the tab. Everything with Ctrl and Shift, or Ctrl
 * alone, and a letter or digit belongs to one of them, or will; of the rest these.
 */
const reserved = new Set(['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'Shift+F5', 'Shift+F7', 'Shift+F10', 'Alt+F4', 'Ctrl+F4', 'Ctrl+F5', 'Alt+D', 'Alt+E', 'Alt+F', 'Alt+Home', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Enter', 'Alt+Space', 'Ctrl+Space', 'Ctrl+Enter', 'Ctrl+PageUp', 'Ctrl+PageDown', 'Ctrl+Shift+Delete', 'Ctrl+Alt+Delete', 'Alt+Shift+A', 'Alt+Shift+C', 'Alt+Shift+I', 'Alt+Shift+R', 'Alt+Shift+T', 'Alt+Shift+V']);

/** Null when `chord` may be the shortcut of `action`. */
export function refuseShortcut(chord: Chord, action: ShortcutAction, inForce: Shortcuts): ShortcutRefusal | null {
  const text = shortcutText(chord);
  if (reserved.has(text)) return { reason: 'reserved' };
  const sign = chord.key.length === 1;
  // Ctrl and Alt together is AltGr, which writes signs (@, €, {).
  if (chord.ctrl && sign) return { reason: 'reserved' };
  if (!chord.ctrl && !chord.alt && !isFunctionKey(chord.key) && chord.key !== 'Pause') return { reason: 'plain' };
  if (text === keypadShortcut) return { reason: 'keypad' };
  const by = shortcutActions.find((other) => other !== action && inForce[other] === text);
  return by === undefined ? null : { reason: 'taken', by };
}

/** The action that was pressed, if any. */
export function pressedAction(event: KeyPress, inForce: Shortcuts, mac: boolean): ShortcutAction | 'keypad' | null {
  const chord = chordOf(event, mac);
  if (chord === null) return null;
  const text = shortcutText(chord);
  return text === keypadShortcut ? 'keypad' : (shortcutActions.find((action) => inForce[action] === text) ?? null);
}

export function isMac(navigator: Pick<Navigator, 'platform'>): boolean {
  return /^(Mac|iPhone|iPad)/.test(navigator.platform);
}
