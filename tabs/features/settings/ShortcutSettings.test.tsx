import type { SettingsChange } from '../../../src/contract/settings/settings';
import { ClientError } from '../../api/client-error';
import { draw } from '../../fakes/render';
import type { Page } from '../../fakes/render';
import { ShortcutSettings } from './ShortcutSettings';

async function setUp(refuse = false) {
  const saved: SettingsChange[] = [];
  const page = await draw(<ShortcutSettings />, {
    rest: {
      changeSettings: async (change) => {
        saved.push(change);
        if (refuse) throw new ClientError('server.unavailable');
        return page.services.store.get().settings;
      },
    },
  });
  return { page, saved };
}

const mute = 'Mute or unmute';
const press = (page: Page, button: Element, init: KeyboardEventInit): Promise<void> =>
  page.act(() => button.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })));

async function capture(page: Page, name: string, init: KeyboardEventInit): Promise<void> {
  await page.click(page.button(name));
  await press(page, document.querySelector('[aria-pressed="true"]') as Element, init);
}

it('takes the keys that are pressed, keeps them at the server and offers the way back', async () => {
  const { page, saved } = await setUp();
  await capture(page, `${mute}: Alt + Shift + M. Change`, { key: 'F8', code: 'F8' });
  expect(saved).toEqual([{ shortcuts: { mute: 'F8' } }]);
  expect(page.button(`${mute}: F8. Change`)).toBeDefined();
  await page.click(page.button(`As delivered: ${mute}`));
  expect(saved.at(-1)).toEqual({ shortcuts: {} });
  expect(page.button(`${mute}: Alt + Shift + M. Change`)).toBeDefined();
});

it('refuses what another command uses, says whose it is, and goes on listening', async () => {
  const { page, saved } = await setUp();
  await capture(page, `${mute}: Alt + Shift + M. Change`, { key: 'H', code: 'KeyH', altKey: true, shiftKey: true });
  expect(document.querySelector('[role="alert"]')?.textContent).toBe(
    'Alt + Shift + H is already used for “Hang up”. Choose another.',
  );
  expect(saved).toEqual([]);
  await press(page, document.querySelector('[aria-pressed="true"]') as Element, { key: 'F9', code: 'F9' });
  expect(saved).toEqual([{ shortcuts: { mute: 'F9' } }]);
  expect(document.querySelector('[role="alert"]')).toBeNull();
});

it('Escape leaves all as it was, and the modifiers alone are awaited', async () => {
  const { page, saved } = await setUp();
  await capture(page, `${mute}: Alt + Shift + M. Change`, { key: 'Alt', code: 'AltLeft', altKey: true });
  expect(document.querySelector('[aria-pressed="true"]')).not.toBeNull();
  await press(page, document.querySelector('[aria-pressed="true"]') as Element, { key: 'Escape', code: 'Escape' });
  expect(document.querySelector('[aria-pressed="true"]')).toBeNull();
  expect(saved).toEqual([]);
});

it('a command can be without keys, and all go back at once', async () => {
  const { page, saved } = await setUp();
  await page.click(page.button(`No shortcut for ${mute}`));
  expect(saved).toEqual([{ shortcuts: { mute: null } }]);
  expect(page.button(`${mute}: None. Change`)).toBeDefined();
  await page.click(page.button('Reset all shortcuts'));
  expect(saved.at(-1)).toEqual({ shortcuts: {} });
});

it('is as before when the server does not take it, and a notice says so', async () => {
  const { page } = await setUp(true);
  await page.click(page.button(`No shortcut for ${mute}`));
  expect(page.button(`${mute}: Alt + Shift + M. Change`)).toBeDefined();
  expect(page.services.notices.get()).toMatchObject({ intent: 'error', key: 'error.server.unavailable' });
});
