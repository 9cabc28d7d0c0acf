/** @jest-environment jsdom */
import { giveBackFocus } from './give-back-focus';

const button = (name: string): HTMLButtonElement => {
  const made = document.createElement('button');
  made.textContent = name;
  return made;
};

test('what goes gives the focus back, but not from where somebody has gone meanwhile', () => {
  const [opener, elsewhere, dialog, field] = [
    button('opener'),
    button('elsewhere'),
    document.createElement('div'),
    button('field'),
  ];
  dialog.append(field);
  document.body.append(opener, elsewhere, dialog);
  field.focus();
  giveBackFocus(opener, dialog);
  expect(document.activeElement).toBe(opener);
  elsewhere.focus();
  giveBackFocus(opener, dialog);
  expect(document.activeElement).toBe(elsewhere);
  elsewhere.blur();
  giveBackFocus(opener, null);
  expect(document.activeElement).toBe(opener);
  opener.remove();
  giveBackFocus(opener, null);
  expect(document.activeElement).toBe(document.body);
});
