import { RightsChange } from '../../src/contract/rules/rights';
import { me, userId } from '../../tabs/fakes/samples';
import { expect, goTo, isPhone, test } from './screen';

test.use({ start: { me: { ...me, roles: ['user', 'administrator'] } } });

test('rights: a kind of number for some, other hours, a limit; the refused calls with their reason', async ({
  open,
}) => {
  const { page } = await open({ query: '/tab/?as=anna#/administration/rights' });
  const sent: RightsChange[] = [];
  await page.route('**/api/administration/rights', async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    sent.push(RightsChange.parse(route.request().postDataJSON()));
    await route.fulfill({ status: 409, json: { code: 'rules.outdated' } });
  });
  const refused = page.getByRole('list', { name: 'Refused calls' }).getByRole('listitem');
  await expect(refused).toContainText(['Björn Åkesson']);
  await expect(refused).toContainText(['May not call such numbers']);
  await expect(refused).toContainText(['Premium rate']);
  await page.getByRole('combobox', { name: 'Premium rate: who may call' }).selectOption('Everybody but');
  await page.getByRole('combobox', { name: 'Premium rate at other hours' }).selectOption('Nobody');
  const minutes = page.getByRole('spinbutton', { name: 'Minutes outside a day, one person' });
  await minutes.fill('1,200');
  await minutes.press('Tab');
  await expect(minutes).toHaveValue('1,200');
  await page.getByRole('textbox', { name: 'Number shown to them' }).fill('08-519 201 00');
  const closed = page.getByRole('region', { name: 'Closed days' });
  await expect(closed).toContainText('25 December (Christmas Day)');
  await closed.getByRole('checkbox', { name: 'Closed on public holidays' }).check();
  await closed.getByLabel('Date').fill('2026-12-24');
  await closed.getByRole('textbox', { name: 'What day it is' }).fill('Julafton');
  await closed.getByRole('checkbox', { name: 'Every year' }).check();
  await closed.getByRole('button', { name: 'Add closed day' }).click();
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.getByRole('button', { name: 'Save rights' }).click();
  await expect
    .poll(() => sent)
    .toMatchObject([
      {
        classes: { premium: { who: 'except', offHours: 'nobody' }, satellite: { who: 'nobody', offHours: 'same' } },
        ...{ minutesOfPerson: 1_200, siteNumber: '08-519 201 00', publicHolidays: true },
        closedDays: [
          { date: '2026-12-23', everyYear: false, name: 'Inventering' },
          { date: '2026-12-24', everyYear: true, name: 'Julafton' },
        ],
      },
    ]);
  // Somebody else was faster: what was being changed is still there to be looked at and saved.
  await expect(page.getByRole('combobox', { name: 'Premium rate: who may call' })).toHaveValue('except');
  await expect(page.getByText('Not saved yet')).toBeVisible();
});

test('whoever calls for help is shown at once, and until it has been seen', async ({ open, script }) => {
  const { page } = await open({ query: '/tab/?as=anna#/administration/rights' });
  const caller = { userId: userId(2), name: 'Björn Åkesson', extension: '1002' };
  const shown = { number: '112', shownNumber: '+46851920000', deviceLabel: 'Yealink in the workshop' };
  const alert = { id: userId(77), atMs: Date.now(), caller, ...shown };
  await page.route('**/api/help-alerts/seen', async (route) => {
    expect(route.request().postDataJSON()).toEqual({ ids: [alert.id] });
    await route.fulfill({ status: 204 });
    script.says({ type: 'helpAlerts', alerts: [] });
  });
  // It has its snapshot, which says nothing yet.
  await isPhone(page);
  script.says({ type: 'helpAlerts', alerts: [alert] });
  const banner = page.getByRole('region', { name: 'Emergency call', exact: true });
  await expect(banner).toContainText('Björn Åkesson called 112');
  await expect(banner).toContainText('extension 1002. From: Yealink in the workshop. Number shown: 08-519 200 00.');
  await banner.getByRole('button', { name: 'I have seen it' }).click();
  await expect(banner).toHaveCount(0);
});

test('rights by keys: the focus stays at what was added or taken away, and goes to what is refused', async ({
  open,
}) => {
  const { page } = await open({ query: '/tab/?as=anna#/administration/rights' });
  const add = page.getByRole('button', { name: 'Add opening hours' });
  await add.focus();
  await page.keyboard.press('Enter');
  const hours = page.getByRole('group', { name: /^Opening hours \d/ }).last();
  await expect(hours.getByRole('checkbox').first()).toBeFocused();
  await hours.getByRole('button', { name: 'Remove these hours' }).focus();
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();
  const countries = page.getByRole('list', { name: 'Countries that may be called' }).getByRole('button');
  const [first, second] = [await countries.nth(0).textContent(), await countries.nth(1).textContent()];
  await countries.nth(0).focus();
  await page.keyboard.press('Enter');
  await expect(countries.filter({ hasText: String(first) })).toHaveCount(0);
  await expect(countries.filter({ hasText: String(second) })).toBeFocused();
  for (let left = await countries.count(); left > 0; left -= 1) await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Add a country' }).first()).toBeFocused();
  await page.route('**/api/administration/rights', (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 422, json: { code: 'rules.unknownTarget' } })
      : route.fallback(),
  );
  const site = page.getByRole('textbox', { name: 'Number shown to them' });
  await site.fill('12');
  await page.getByRole('button', { name: 'Save rights' }).click();
  await expect(site).toBeFocused();
  await expect(site).toHaveAccessibleDescription(/number/i);
  await expect(site).toHaveAttribute('aria-invalid', 'true');
  await site.fill('08-519 201 00');
  await expect(site).not.toHaveAttribute('aria-invalid', 'true');
});

test('rights that another has changed meanwhile: mine stay, theirs are seen, and Save then stores both', async ({
  open,
}) => {
  const { page } = await open({ query: '/tab/?as=anna#/administration/rights' });
  const premium = page.getByRole('combobox', { name: 'Premium rate: who may call' });
  const atOnce = page.getByRole('spinbutton', { name: 'Calls outside at once' });
  await expect(premium).toHaveValue('nobody');
  await premium.selectOption('everybody');
  const theirs = { revision: 7, callsAtOnce: 12 };
  const everybody = { who: 'everybody', people: [], offHours: 'same', offHoursPeople: [] };
  const sent: unknown[] = [];
  let kept: Record<string, unknown> | null = null;
  await page.route('**/api/administration/rights', async (route) => {
    const asked = route.request();
    if (asked.method() === 'GET') {
      const before = (await (await route.fetch()).json()) as Record<string, unknown>;
      kept = { ...before, ...theirs };
      return route.fulfill({ json: kept });
    }
    const body = asked.postDataJSON() as Record<string, unknown>;
    sent.push(body);
    if (body['revision'] !== 7) return route.fulfill({ status: 409, json: { code: 'rules.outdated' } });
    const classes = { ...(kept?.['classes'] as object), premium: everybody };
    return route.fulfill({ json: { ...kept, classes, revision: 8 } });
  });
  const save = page.getByRole('button', { name: 'Save rights' });
  await save.click();
  await expect(page.getByText('The list was changed somewhere else.').last()).toBeVisible();
  await expect(atOnce).toHaveValue('12');
  await expect(premium).toHaveValue('everybody');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await save.click();
  await expect(page.getByText('The rights were saved').last()).toBeVisible();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  expect(sent).toMatchObject([
    { revision: 0, classes: { premium: { who: 'everybody' } }, callsAtOnce: 100 },
    { revision: 7, classes: { premium: { who: 'everybody' } }, callsAtOnce: 12 },
  ]);
});

test('rights that cannot be read say why, and are there after Try again', async ({ open }) => {
  const { page } = await open();
  await isPhone(page);
  const rights = '**/api/administration/rights';
  await page.route(rights, (route) => route.fulfill({ status: 503, json: { code: 'server.unavailable' } }));
  await goTo(page, 'Administration');
  await page.getByRole('tab', { name: 'Rights' }).click();
  const failed = page.getByRole('alert').filter({ hasText: 'The rights could not be read' });
  await expect(failed).toBeVisible();
  await page.unroute(rights);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Save rights' })).toBeVisible();
  await expect(failed).toHaveCount(0);
});
