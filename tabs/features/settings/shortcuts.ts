export type ShortcutAction = 'search' | 'keypad' | 'answer' | 'end' | 'mute' | 'hold';

/** As shown; `code` is the physical key, pressed with Alt and Shift, which neither Teams nor browsers take. */
export const shortcuts: readonly { readonly action: ShortcutAction; readonly keys: string; readonly code: string }[] = [
  { action: 'search', keys: 'Alt + Shift + S', code: 'KeyS' },
  { action: 'keypad', keys: 'Alt + Shift + K', code: 'KeyK' },
  { action: 'answer', keys: 'Alt + Shift + A', code: 'KeyA' },
  { action: 'end', keys: 'Alt + Shift + E', code: 'KeyE' },
  { action: 'mute', keys: 'Alt + Shift + M', code: 'KeyM' },
  { action: 'hold', keys: 'Alt + Shift + H', code: 'KeyH' },
];
