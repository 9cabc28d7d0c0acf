import { ShortcutAction } from '../../src/contract/settings/settings';
import { refuseShortcut, taken } from '../features/settings/refuse-shortcut';
import {
  ariaShortcut,
  chordOf,
  deliveredShortcuts,
  parseShortcut,
  pressedAction,
  readableShortcut,
  shortcutActions,
  shortcutText,
  shortcutsOf,
} from './shortcuts';
import type { KeyPress } from './shortcuts';

const press = (key: string, code: string, modifiers = ''): KeyPress => ({
  key,
  code,
  ctrlKey: modifiers.includes('C'),
  altKey: modifiers.includes('A'),
  shiftKey: modifiers.includes('S'),
  metaKey: modifiers.includes('M'),
});
const delivered = shortcutsOf({});

it('what is written reads back the same', () => {
  for (const text of [...Object.values(deliveredShortcuts), 'F8', 'Ctrl+Alt+Shift+ArrowUp', 'Ctrl+Pause']) {
    const chord = parseShortcut(text);
    expect(chord && shortcutText(chord)).toBe(text);
  }
});

it.each(['', '+', 'Alt+', 'alt+m', 'Alt+Alt+M', 'Hyper+M', 'Alt+Å', 'F25', 'Alt+Shift', 'M+Alt'])(
  '“%s” is no shortcut',
  (text) => {
    expect(parseShortcut(text)).toBeNull();
  },
);

it.each([
  ['a letter', press('M', 'KeyM', 'AS'), false, 'Alt+Shift+M'],
  ['a letter of another layout, where it is printed', press('a', 'KeyQ', 'A'), false, 'Alt+A'],
  ['a digit, which Shift makes a sign', press('!', 'Digit1', 'AS'), false, 'Alt+Shift+1'],
  ['a letter that Option makes a sign', press('µ', 'KeyM', 'AS'), true, 'Alt+Shift+M'],
  ['the Mac’s main modifier', press('ArrowUp', 'ArrowUp', 'M'), true, 'Ctrl+ArrowUp'],
  ['the space bar', press(' ', 'Space', 'A'), false, 'Alt+Space'],
  ['a function key', press('F8', 'F8'), false, 'F8'],
] as const)('takes %s', (_what, event, mac, text) => {
  const chord = chordOf(event, mac);
  expect(chord && shortcutText(chord)).toBe(text);
});

it.each([
  ['a modifier alone', press('Shift', 'ShiftLeft', 'S'), false],
  ['the Windows key', press('m', 'KeyM', 'M'), false],
  ['Control on a Mac', press('m', 'KeyM', 'C'), true],
  ['a letter that is not on every keyboard', press('Å', 'BracketLeft', 'A'), false],
] as const)('takes no %s', (_what, event, mac) => {
  expect(chordOf(event, mac)).toBeNull();
});

it('none of those delivered is another’s, Teams’, a browser’s, a system’s or a screen reader’s', () => {
  expect(
    shortcutActions.map((action) => [
      action,
      refuseShortcut(parseShortcut(deliveredShortcuts[action])!, action, delivered),
    ]),
  ).toEqual(ShortcutAction.options.map((action) => [action, null]));
});

it.each(Object.entries(taken).flatMap(([whose, keys]) => keys.map((key) => [key, whose] as const)))(
  '%s is refused: it is one of the %s’',
  (key) => {
    const chord = parseShortcut(key);
    expect(chord && refuseShortcut(chord, 'mute', delivered)).toEqual({ reason: 'reserved' });
  },
);

it.each([
  ['Alt+Shift+M', 'hold', { reason: 'taken', by: 'mute' }],
  ['Alt+Shift+K', 'hold', { reason: 'taken', by: 'keypad' }],
  ['Alt+Shift+S', 'answer', { reason: 'reserved' }],
  ['M', 'mute', { reason: 'plain' }],
  ['Shift+M', 'mute', { reason: 'plain' }],
  ['Space', 'mute', { reason: 'plain' }],
  ['Ctrl+T', 'mute', { reason: 'reserved' }],
  ['Ctrl+Shift+M', 'mute', { reason: 'reserved' }],
  ['Ctrl+Alt+E', 'mute', { reason: 'reserved' }],
  ['F5', 'mute', { reason: 'reserved' }],
  ['Alt+ArrowLeft', 'mute', { reason: 'reserved' }],
  ['Alt+Shift+M', 'mute', null],
  ['F8', 'mute', null],
  ['Alt+2', 'mute', null],
] as const)('%s for %s: %j', (text, action, refusal) => {
  expect(refuseShortcut(parseShortcut(text)!, action, delivered)).toEqual(refusal);
});

it('a changed one replaces the delivered, an unset one is none, an unreadable one is as delivered', () => {
  expect(shortcutsOf({ mute: 'F8', hold: null, answer: 'Hyper+1' })).toMatchObject({
    mute: 'F8',
    hold: null,
    answer: deliveredShortcuts.answer,
    search: deliveredShortcuts.search,
  });
});

it('a press finds its action', () => {
  const actions = (inForce: ReturnType<typeof shortcutsOf>): (ShortcutAction | null)[] =>
    [press('m', 'KeyM', 'AS'), press('F8', 'F8'), press('k', 'KeyK', 'AS'), press('m', 'KeyM')].map((event) =>
      pressedAction(event, inForce, false),
    );
  expect(actions(delivered)).toEqual(['mute', null, 'keypad', null]);
  expect(actions(shortcutsOf({ mute: 'F8' }))).toEqual([null, 'mute', 'keypad', null]);
  expect(actions(shortcutsOf({ mute: null }))).toEqual([null, null, 'keypad', null]);
});

it('is told to screen readers as ARIA writes it', () => {
  expect(ariaShortcut('Ctrl+Alt+M', false)).toBe('Control+Alt+M');
  expect(ariaShortcut('Ctrl+Alt+M', true)).toBe('Meta+Alt+M');
});

it('is read as each system writes it', () => {
  expect(readableShortcut('Alt+Shift+M', false)).toBe('Alt + Shift + M');
  expect(readableShortcut('Ctrl+Alt+Shift+ArrowUp', true)).toBe('⌘⌥⇧↑');
});
