import type { ReactNode } from 'react';
import type { SettingsChange } from '../../../src/contract/settings/settings';
import { computerTimeZone } from '../../../src/contract/time-zone';
import { useWhen } from '../../ui/use-when';
import { draw } from '../../fakes/render';
import { TimeZoneSettings } from './TimeZoneSettings';

const changes: SettingsChange[] = [];
const rest = { changeSettings: async (change: SettingsChange) => (changes.push(change), {} as never) };
const field = (root: ParentNode): HTMLInputElement => root.querySelector('input[role=combobox]') as HTMLInputElement;
const options = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];

it('follows the computer until another zone is searched for and chosen', async () => {
  const page = await draw(<TimeZoneSettings />, { rest });
  expect(field(page.root).value).toBe(`Follows this computer (${computerTimeZone().replaceAll('_', ' ')})`);
  await page.click(field(page.root));
  expect(
    options()
      .slice(0, 2)
      .map(({ textContent }) => textContent),
  ).toEqual([field(page.root).value, 'The organisation’s (Europe/Stockholm)']);
  await page.type(field(page.root), 'new york');
  expect(options().map(({ textContent }) => textContent)).toEqual(['America/New York']);
  await page.click(options()[0] as HTMLElement);
  expect(changes).toEqual([{ timeZone: 'America/New_York' }]);
  expect(field(page.root).value).toBe('America/New York');
});

function Times(): ReactNode {
  const when = useWhen();
  const ms = Date.parse('2026-11-25T03:30:00Z');
  return <p>{`${when.time(ms)} | ${when.dayAndTime(ms)} | ${when.day('2026-11-23')} | ${when.day('2025-02-01')}`}</p>;
}

it.each(['en', 'sv'] as const)('times and days are those of the zone, in 24 hours (%s)', async (language) => {
  const page = await draw(<Times />, { language });
  const today = language === 'en' ? 'Today' : 'I dag';
  expect(page.root.textContent).toContain(`04:30 | ${today} 04:30`);
  await page.act(() => page.services.localTime.set({ zone: 'America/New_York', today: '2026-11-24' }));
  expect(page.root.textContent).toContain(`22:30 | ${today} 22:30`);
  expect(page.root.textContent).toContain(
    language === 'en' ? 'Yesterday | 1 February 2025' : 'I går | 1 februari 2025',
  );
});
