/** Where a key writes, or chooses among what is listed: it is left alone there. */
const writes =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button]), textarea, select, [contenteditable=""], ' +
  '[contenteditable=true]';
const popups = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=slider], [role=spinbutton]';

/**
 * What a key without a modifier means outside of fields and popups: `/` searches, `?` shows the shortcuts, digits dial.
 */
export function plainKey({
  key,
  ctrlKey,
  altKey,
  metaKey,
  target,
}: KeyboardEvent): 'search' | 'shortcuts' | 'digit' | null {
  // Shift is left open: `/` and `?` are where each keyboard has them.
  if (ctrlKey || altKey || metaKey) return null;
  if (!leavesKeys(target)) return null;
  if (key === '/') return 'search';
  if (key === '?') return 'shortcuts';
  return /^[0-9+]$/.test(key) ? 'digit' : null;
}

/** Whether keys pressed there, and what is pasted there, mean nothing in that place. */
export function leavesKeys(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest(`${writes}, ${popups}`) !== null);
}
