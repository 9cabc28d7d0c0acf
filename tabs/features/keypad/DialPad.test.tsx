import { phoneLibrary } from '../../../src/contract/numbers/phone-library';
import { draw } from '../../fakes/render';
import type { Page } from '../../fakes/render';
import { DialPad } from './DialPad';

const field = (): HTMLInputElement => document.querySelector('input') as HTMLInputElement;
const caret = () => [field().selectionStart, field().selectionEnd];

async function pad(text = ''): Promise<Page> {
  const page = await draw(<DialPad onDone={() => undefined} />);
  await page.act(() => page.services.phoneLibrary.set(phoneLibrary));
  if (text !== '') await page.type(field(), text);
  return page;
}

function paste(page: Page, text: string): Promise<void> {
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: () => text },
  });
  return page.act(() => void field().dispatchEvent(event));
}

it('keys act where the caret stands', async () => {
  const page = await pad('0812');
  field().setSelectionRange(2, 2);
  await page.click(page.button('5'));
  expect([field().value, caret()]).toEqual(['08512', [3, 3]]);
  await page.click(page.button('6'));
  expect(field().value).toBe('085612');
});

it('a key takes the place of what is selected', async () => {
  const page = await pad('0812');
  field().setSelectionRange(1, 3);
  await page.click(page.button('5'));
  expect([field().value, caret()]).toEqual(['052', [2, 2]]);
});

it('Erase takes the sign before the caret, or what is selected', async () => {
  const page = await pad('08123');
  field().setSelectionRange(3, 3);
  await page.click(page.button('Erase'));
  expect([field().value, caret()]).toEqual(['0823', [2, 2]]);
  field().setSelectionRange(0, 2);
  await page.click(page.button('Erase'));
  expect([field().value, caret()]).toEqual(['23', [0, 0]]);
  await page.click(page.button('Erase'));
  expect(field().value).toBe('23');
});

it('a pasted number is taken in any notation', async () => {
  const page = await pad();
  await paste(page, '\u202a+46 (0)70-174 06 99\u202c');
  expect(field().value).toBe('+46701740699');
  await page.click(page.button('Call'));
  expect(page.done).toEqual(['place +46701740699 -']);
});

it('says which digits are not dialled, and keeps them for after the answer', async () => {
  const page = await pad();
  await paste(page, 'Tel: 08-519 20 012 ankn 12');
  expect([field().value, page.root.textContent]).toEqual([
    '+46851920012',
    expect.stringContaining('12 is not dialled.'),
  ]);
  await page.click(page.button('Call'));
  expect(page.done).toEqual(['place +46851920012 - after 12']);
});

it.each(['Anna Lind', 'anna@example.com'])('says that %s is no number, and keeps what was there', async (text) => {
  const page = await pad('08');
  await paste(page, text);
  expect([field().value, page.root.textContent]).toEqual(['08', expect.stringContaining('That is not a number.')]);
  await page.type(field(), '081');
  expect(page.root.textContent).not.toContain('That is not a number.');
});

it('a typed letter is not taken, and it says so', async () => {
  const page = await pad('08');
  await page.type(field(), '08a');
  expect([field().value, page.root.textContent]).toEqual(['08', expect.stringContaining('That is not a number.')]);
});
