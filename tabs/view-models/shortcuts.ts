import type { Settings, ShortcutAction } from '../../src/contract/settings/settings';

/**
 * Keyboard shortcuts as text: `Alt+Shift+M`, modifiers in the order Ctrl, Alt, Shift. `Ctrl` is the computer's main
 * modifier, ⌘ on a Mac, so that what a person chose means the same on both.
 */
export interface Chord {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** A letter, a digit, or a name of UI Events, e.g. `F8`, `ArrowUp`. */
  readonly key: string;
}

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/**
 * Alt+Shift and a letter that neither Teams (on the web or the desktop), a browser, a system nor a screen reader takes;
 * why each of the others is left alone stands in docs/shortcuts.md.
 */
export const deliveredShortcuts: Readonly<Record<ShortcutAction, string>> = {
  answer: 'Alt+Shift+Y',
  decline: 'Alt+Shift+D',
  hangUp: 'Alt+Shift+H',
  hold: 'Alt+Shift+P',
  nextHeld: 'Alt+Shift+G',
  mute: 'Alt+Shift+M',
  keypad: 'Alt+Shift+K',
  transfer: 'Alt+Shift+X',
  connect: 'Alt+Shift+L',
  takeBack: 'Alt+Shift+Z',
  takeHere: 'Alt+Shift+W',
  callBack: 'Alt+Shift+U',
  redial: 'Alt+Shift+E',
  search: 'Alt+Shift+F',
};

/** In the order in which they are listed. */
export const shortcutActions = Object.keys(deliveredShortcuts) as readonly ShortcutAction[];

export type Shortcuts = Readonly<Record<ShortcutAction, string | null>>;

/** What is in force: as delivered where the person changed nothing, null where there is none. */
export function shortcutsOf(changed: Settings['shortcuts']): Shortcuts {
  const of = (action: ShortcutAction): string | null => {
    const own = changed[action];
    // Written by another version: what cannot be read is as delivered.
    return own === null ? null : own === undefined || parseShortcut(own) === null ? deliveredShortcuts[action] : own;
  };
  return Object.fromEntries(shortcutActions.map((action) => [action, of(action)])) as Record<
    ShortcutAction,
    string | null
  >;
}

export function parseShortcut(text: string): Chord | null {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const modifiers = new Set(parts);
  if (!isKey(key) || modifiers.size !== parts.length || parts.some((part) => !['Ctrl', 'Alt', 'Shift'].includes(part)))
    return null;
  return { ctrl: modifiers.has('Ctrl'), alt: modifiers.has('Alt'), shift: modifiers.has('Shift'), key };
}

export function shortcutText({ ctrl, alt, shift, key }: Chord): string {
  return [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter((part) => part !== false).join('+');
}

const otherKeys = new Set([
  'Insert',
  'Delete',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Pause',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Space',
  'Enter',
  'Backspace',
]);

function isKey(key: string): boolean {
  return /^[A-Z0-9]$/.test(key) || isFunctionKey(key) || otherKeys.has(key);
}

/** `F1` to `F24`. */
export function isFunctionKey(key: string): boolean {
  return /^F([1-9]|1\d|2[0-4])$/.test(key);
}

/** What was pressed; null while only modifiers are down, and for keys that cannot be in a shortcut. */
export function chordOf(event: KeyPress, mac: boolean): Chord | null {
  const key = keyOf(event);
  const foreign = mac ? event.ctrlKey : event.metaKey;
  return key === null || foreign
    ? null
    : { ctrl: mac ? event.metaKey : event.ctrlKey, alt: event.altKey, shift: event.shiftKey, key };
}

/**
 * The letter as printed on the key; with Alt or Shift down `key` is another sign, and the place on the keyboard has to
 * do.
 */
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
  const signs: Readonly<Record<string, string>> = {
    Ctrl: '⌘',
    Alt: '⌥',
    Shift: '⇧',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Enter: '↩',
    Backspace: '⌫',
    Delete: '⌦',
  };
  return text
    .split('+')
    .map((part) => signs[part] ?? part)
    .join('');
}

/** As `aria-keyshortcuts` has it (WAI-ARIA 1.2). */
export function ariaShortcut(text: string, mac: boolean): string {
  return text.replace('Ctrl', mac ? 'Meta' : 'Control');
}

/** The action that was pressed, if any. */
export function pressedAction(event: KeyPress, inForce: Shortcuts, mac: boolean): ShortcutAction | null {
  const chord = chordOf(event, mac);
  if (chord === null) return null;
  const text = shortcutText(chord);
  return shortcutActions.find((action) => inForce[action] === text) ?? null;
}

export function isMac(navigator: Pick<Navigator, 'platform'>): boolean {
  return /^(Mac|iPhone|iPad)/.test(navigator.platform);
}
