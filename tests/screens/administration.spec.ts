import { me } from '../../tabs/fakes/samples';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

const administrator = { ...me, roles: ['user' as const, 'administrator' as const] };

test.describe('for others than administrators', () => {
  for (const roles of [['user' as const], ['user' as const, 'supervisor' as const]]) {
    test.describe(() => {
      test.use({ start: { me: { ...me, roles } } });
      test(`no trace of the administration: ${roles.join(' and ')}`, async ({ open }) => {
        const { page } = await open({ query: '/tab/?as=anna#/administration/audit' });
        await isPhone(page);
        const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
        expect(loaded.length).toBeGreaterThan(5);
        expect(loaded.filter((name) => /administration|(?:Audit|People|Numbers|Links|Health)Tab/i.test(name))).toEqual(
          [],
        );
        await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
        await expect(page.getByRole('tablist')).toHaveCount(0);
        await expect(page.getByRole('link', { name: 'Calls' })).toHaveAttribute('aria-current', 'page');
        const [status] = await page.evaluate(async () => {
          const token = await (await fetch('/local/token?as=anna')).text();
          return [(await fetch('/api/administration/audit', { headers: { authorization: `Bearer ${token}` } })).status];
        });
        expect(status).toBe(403);
      });
    });
  }
});

test.describe('for administrators', () => {
  test.use({ start: { me: administrator } });

  for (const theme of ['default', 'dark', 'contrast'] as const) {
    test(`every tab is free of axe findings in the theme ${theme}`, async ({ openInTeams }) => {
      const { page, tab } = await openInTeams({ theme });
      await isPhone(tab);
      await goTo(tab, 'Administration');
      const tabs = tab.getByRole('tablist', { name: 'Administration' }).getByRole('tab');
      await expect(tabs.first()).toBeVisible();
      for (const each of await tabs.all()) {
        await each.click();
        await expect(each).toHaveAttribute('aria-selected', 'true');
        await expect(tab.getByRole('tabpanel').locator('[aria-label="Loading"]')).toHaveCount(0);
        await isAccessible(page, await each.innerText());
      }
    });
  }

  // axe takes a text in the colour of its background for one that is hidden on purpose.
  test('with the mouse over it a tab can be read in high contrast', async ({ openInTeams }) => {
    const { tab } = await openInTeams({ theme: 'contrast' });
    await isPhone(tab);
    await goTo(tab, 'Administration');
    const tabs = tab.getByRole('tablist', { name: 'Administration' });
    for (const name of ['People', 'Numbers']) {
      await tabs.getByRole('tab', { name }).hover();
      await expect(tabs.getByRole('tab', { name })).toHaveCSS('color', 'rgb(255, 255, 255)');
    }
  });

  // axe takes that for a text that is hidden on purpose, too.
  test('who is not linked can be read to be so', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/people' });
    const said = page.getByText('Not linked', { exact: true }).last();
    const colours = await said.evaluate((each) => {
      const behind = (at: Element | null): string => {
        const colour = at === null ? 'none' : getComputedStyle(at).backgroundColor;
        return at === null || colour !== 'rgba(0, 0, 0, 0)' ? colour : behind(at.parentElement);
      };
      return [getComputedStyle(each).color, behind(each)];
    });
    expect(new Set(colours).size).toBe(2);
  });

  test('a person in the drawer over the table: what is there, and only what changed is sent', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/people' });
    await page.getByRole('button', { name: 'Björn Åkesson' }).click();
    const drawer = page.getByRole('dialog', { name: 'Björn Åkesson' });
    await expect(drawer.getByRole('textbox', { name: 'Extension' })).toHaveValue('1002');
    await drawer.getByRole('textbox', { name: 'Department' }).fill('Support');
    await page.route('**/api/administration/people/*', (route) =>
      route.request().method() === 'PATCH' ? route.fulfill({ json: {} }) : route.continue(),
    );
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await drawer.getByRole('button', { name: 'Save' }).click();
    expect((await sent).postDataJSON()).toEqual({ department: 'Support' });
    await expect(drawer).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Björn Åkesson' })).toBeFocused();
  });

  test('Escape closes the drawer, which covers no calls', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/people' });
    await page.getByRole('button', { name: 'Anna Lind' }).click();
    const drawer = page.getByRole('dialog', { name: 'Anna Lind' });
    const [box, calls] = [await drawer.boundingBox(), await page.getByRole('complementary').first().boundingBox()];
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((calls?.x ?? 0) + 1);
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
  });

  test('an address leads to a tab, and a reload finds it again', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/audit' });
    const audit = page.getByRole('tab', { name: 'Audit' });
    await expect(audit).toHaveAttribute('aria-selected', 'true');
    await page.reload();
    await expect(audit).toHaveAttribute('aria-selected', 'true');
  });

  test('tabs by keyboard: one stop, arrows choose', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/audit' });
    const tabs = page.getByRole('tablist', { name: 'Administration' }).getByRole('tab');
    await page.getByRole('tab', { name: 'Audit' }).focus();
    await page.keyboard.press('Home');
    await expect(tabs.first()).toBeFocused();
    await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowLeft');
    await expect(tabs.last()).toBeFocused();
    await expect(tabs.last()).toHaveAttribute('aria-selected', 'true');
  });

  test('the audit says who, what, about whom, and what was before', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/audit' });
    const rows = page.getByRole('table', { name: 'Audit' }).getByRole('row');
    await expect(rows).toHaveCount(4);
    await expect(rows.nth(1)).toContainText('Eva Nyström');
    await expect(rows.nth(1)).toContainText('Extension: 1022 → 1002');
    await expect(rows.nth(2)).toContainText('Reason: Ringde in sjuk');
    await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Person added' });
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText('Växel');
    await page.getByRole('searchbox', { name: 'Find in the audit' }).fill('nobody');
    await expect(page.getByText('Nothing found')).toBeVisible();
  });

  test('the list is saved as it is filtered', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/audit' });
    const asked = page.waitForRequest((request) => request.url().includes('audit.csv'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('vaxel-audit.csv');
    expect(new URL((await asked).url()).searchParams.get('language')).toBe('en');
  });

  test('on 320 px nothing is wider than the screen, and everything is reached', async ({ open }) => {
    const { page } = await open({
      viewport: { width: 320, height: 640 },
      query: '/tab/?as=anna#/administration/audit',
    });
    await expect(page.getByRole('row').nth(1)).toContainText('Björn Åkesson');
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider).toBe(false);
  });

  for (const [tab, fields] of [
    ['rights', 'section input'],
    ['import', 'input[type=file]'],
    ['rules', 'form input'],
  ] as const)
    test(`on 320 px no field of ${tab} runs out of what it stands in`, async ({ open }) => {
      const { page } = await open({
        viewport: { width: 320, height: 640 },
        query: `/tab/?as=anna#/administration/${tab}`,
      });
      const inputs = page.getByRole('tabpanel').locator(fields);
      await expect(inputs.first()).toBeVisible();
      const out = await inputs.evaluateAll(
        (all) =>
          all.filter((each) => {
            const card = each.closest('section section, form') ?? document.body;
            const end = card.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(card).paddingRight);
            return Math.min(end, innerWidth) + 1 < each.getBoundingClientRect().right;
          }).length,
      );
      expect(out).toBe(0);
    });

  test('on 320 px the list has room of its own below all that is above it', async ({ open }) => {
    const { page } = await open({
      viewport: { width: 320, height: 640 },
      query: '/tab/?as=anna#/administration/people',
    });
    await page.getByRole('checkbox', { name: 'Select Anna Lind' }).click();
    await expect(page.getByRole('button', { name: 'Change selected' })).toBeVisible();
    const table = page.getByRole('table', { name: 'People' });
    expect(await table.evaluate((each) => each.parentElement?.clientHeight ?? 0)).toBeGreaterThan(300);
    await page.getByRole('checkbox', { name: 'Select Björn Åkesson' }).click();
    await expect(page.getByText('2 selected')).toBeVisible();
  });

  test('everybody’s rules speak of whoever is called, never of the administrator', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/rules' });
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rule' });
    await dialog.getByLabel('Their activity').selectOption({ label: 'Meeting' });
    await dialog.getByLabel('Their line').selectOption({ label: 'In a call' });
    await expect(dialog.getByRole('status')).toHaveText(
      'When the person called is in Meeting and the person called is in a call: ring for 20 s.',
    );
    await expect(dialog).not.toContainText(/\bmy\b/i);
  });

  test('what would happen to a call to an answer group is tried, on the smallest screen too', async ({ open }) => {
    const viewport = { width: 320, height: 700 };
    const { page } = await open({ query: '/tab/?as=anna#/administration/rules', viewport });
    const nothing = { userId: null, devices: [], number: null, forMs: null, reason: null, confirm: false, atMs: null };
    const found = { place: null, agents: { loggedOut: 2 } };
    const happened = [
      { ...nothing, kind: 'group', name: 'Support', found },
      { ...nothing, kind: 'left', name: 'Support', left: 'noneLoggedIn' },
      { ...nothing, kind: 'voicemail', name: 'Support' },
    ];
    let asked: unknown = null;
    await page.route('**/api/administration/rules/try', (route) => {
      asked = route.request().postDataJSON();
      const json = {
        ...{ callId: null, atMs: 0, zone: 'Europe/Stockholm', calledNumber: null, people: [], trace: [] },
        caller: { kind: 'anonymous', name: null, number: null, userId: null },
        called: { userId: null, name: 'Support', number: '1901' },
        names: { users: {}, activities: {}, groups: {} },
        ...{ happened, outcome: { answeredBy: null, reason: 'voicemail' }, asCaller: false },
      };
      return route.fulfill({ json });
    });
    await page.getByRole('combobox', { name: 'Whom' }).fill('supp');
    await page.getByRole('option', { name: 'Support, answer group' }).click();
    await page.getByRole('button', { name: 'Try it' }).click();
    const steps = page.getByRole('list', { name: 'What happens' });
    await expect(steps).toContainText('The caller comes to the group Support');
    await expect(steps).toContainText('2 logged out');
    await expect(steps).toContainText('Nobody is logged in to Support, to the voicemail of Support');
    expect(asked).toMatchObject({ calledGroupId: '00000000-0000-4000-8000-0000000000aa', calledUserId: null });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('the preview of a change of several keeps the keyboard, and says whom it leaves and why', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/people' });
    const [anna, bjorn] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    const step = { userId: anna, name: 'Anna Lind', field: 'department', before: 'Service', after: 'Support' };
    const errors = [{ userId: bjorn, name: 'Björn Åkesson', code: 'administration.noFreeNumber' }];
    await page.route('**/api/administration/people/bulk', (route) =>
      route.fulfill({ json: { changes: [{ ...step, groupId: null }], errors } }),
    );
    await page.getByRole('checkbox', { name: 'Select Anna Lind' }).click();
    await page.getByRole('button', { name: 'Select all 3' }).click();
    await page.getByRole('button', { name: 'Change selected' }).click();
    const drawer = page.getByRole('dialog', { name: 'Change 3 people' });
    await drawer.getByRole('textbox', { name: 'Department' }).fill('Support');
    await drawer.getByRole('button', { name: 'Preview' }).focus();
    await page.keyboard.press('Enter');
    await expect(drawer.getByRole('region', { name: 'Stays as it is' })).toContainText(
      'No number of the series is free.',
    );
    await expect(drawer.getByRole('list', { name: 'Preview' })).toContainText('Department: Service → Support');
    await expect(drawer.getByRole('button', { name: 'Make 1 change' })).toBeFocused();
    await isAccessible(page, 'preview', ['[role=dialog]']);
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
  });
});
