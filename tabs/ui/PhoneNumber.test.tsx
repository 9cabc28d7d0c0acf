import { phoneLibrary } from '../../src/contract/numbers/phone-library';
import { draw } from '../fakes/render';
import { PhoneNumber } from './PhoneNumber';

async function shown(number: string, country = 'SE') {
  const page = await draw(<PhoneNumber number={number} />);
  const { store } = page.services;
  await page.act(() => {
    page.services.phoneLibrary.set(phoneLibrary);
    const { me } = store.get();
    if (me) store.update((state) => ({ ...state, me: { ...me, organisation: { ...me.organisation, country } } }));
  });
  const whole = page.root.querySelector('[title]');
  const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');
  return {
    looked: plain(page.root.querySelector('[aria-hidden]')?.textContent),
    heard: plain(whole?.lastElementChild?.textContent),
    hover: plain(whole?.getAttribute('title')),
    all: plain(page.root.textContent),
  };
}

it('is looked at as the country of the reader writes it, heard and hovered whole', async () => {
  expect(await shown('+46701234567')).toMatchObject({
    looked: '070-123 45 67',
    heard: '+46 70 123 45 67',
    hover: '+46 70 123 45 67',
  });
});

it.each([
  ['+442079460123', 'SE', '+44 20 7946 0123'],
  ['+46701234567', 'NO', '+46 70 123 45 67'],
  ['1002', 'SE', '1002'],
  ['112', 'SE', '112'],
  ['116117', 'SE', '116 117'],
])('%s in %s is %s to everybody', async (number, country, text) => {
  expect(await shown(number, country)).toMatchObject({ all: text, hover: undefined });
});
