import type { Browser, Page } from 'playwright/test';
import { expect, openPage, openPerson, personContext, test } from './people';
import type { Person } from './people';
import type { RunningServer } from './server';

/** The ways in of people who are nobody here yet, from the first page to the first call. */
const isIn = (person: Person | Page): Promise<void> =>
  expect(('tab' in person ? person.tab : person).getByText(/^Rings on: /)).toBeVisible();

async function codeOn(person: Person): Promise<string> {
  await person.button(/^Get a (?:new )?code$/).click();
  const shown = person.tab.getByText(/^\*55\*\d{6}$/);
  await expect(shown).toBeVisible();
  return shown.innerText();
}

/** What stands on somebody's desk, in a window of its own. */
async function deskPhoneOf(browser: Browser, server: RunningServer, who: string) {
  const page = await (await personContext(browser)).newPage();
  await page.goto(`${server.url}/local/desk-phone?as=${who}`);
  await expect(page.locator('main')).toHaveAttribute('data-registered', 'true');
  return {
    page,
    /** Resolves once the call is over: all that whoever dials learns. */
    async dials(code: string) {
      await page.getByRole('textbox', { name: 'Number' }).fill(code);
      await page.getByRole('button', { name: 'Call', exact: true }).click();
      await expect(page.locator('main')).toHaveAttribute('data-call-state', 'calling');
      await expect(page.locator('main')).toHaveAttribute('data-call-state', 'ended');
    },
  };
}

const wrongOf = (code: string): string => (code.endsWith('0') ? `${code.slice(0, -1)}1` : `${code.slice(0, -1)}0`);

test('by a code: of another organisation, wrong, then right; both windows go on', async ({ browser, start }) => {
  const server = await start();
  const frida = await openPerson(browser, server.url, 'frida');
  const second = await openPage(frida.context, server.url, 'frida');
  await expect(frida.tab.getByRole('heading', { name: 'Welcome to Fjällbo AB' })).toBeVisible();
  const old = await codeOn(frida);
  const code = await codeOn(second);
  expect(code).not.toBe(old);

  // The phone of another organisation knows nothing of it, nor does a colleague's who has an account.
  const olgas = await deskPhoneOf(browser, server, 'olga');
  await olgas.dials(code);
  const bjorns = await deskPhoneOf(browser, server, 'bjorn');
  await bjorns.dials(code);
  const desk = await deskPhoneOf(browser, server, 'frida');
  // One that another has taken the place of is over.
  await desk.dials(old);
  await desk.dials(wrongOf(code));
  await expect(frida.tab.getByRole('heading', { name: 'Welcome to Fjällbo AB' })).toBeVisible();

  await desk.dials(code);
  await isIn(frida);
  await isIn(second);
  await expect(frida.page.getByText('*55*')).toHaveCount(0);

  // She is Frida Falk, and can be rung.
  await frida.call('1002');
  await expect(bjorns.page.locator('main')).toHaveAttribute('data-call-state', 'ringing');
  await expect(bjorns.page.getByRole('status')).toContainText('Call from Frida Falk');
  await bjorns.page.getByRole('button', { name: 'Decline' }).click();
});

test('by a code: five wrong ones, and not even the right one counts; the administrator lets in instead', async ({
  browser,
  start,
}) => {
  const server = await start();
  const frida = await openPerson(browser, server.url, 'frida');
  const code = await codeOn(frida);
  const desk = await deskPhoneOf(browser, server, 'frida');
  for (let tries = 0; tries < 5; tries += 1) await desk.dials(wrongOf(code));
  await desk.dials(code);
  await expect(frida.tab.getByRole('heading', { name: 'Welcome to Fjällbo AB' })).toBeVisible();

  const eva = await openPage(await personContext(browser), server.url, 'eva');
  await eva.page.goto(`${server.url}/tab/?as=eva&locale=en-US#/administration/links`);
  await expect(eva.tab.getByText('Nobody is waiting')).toBeVisible();
  await frida.button('Ask your administrator').click();
  await expect(frida.tab.getByText('Your administrator has been asked.')).toBeVisible();
  // A reload changes nothing of it.
  await frida.page.reload();
  await expect(frida.tab.getByText('Your administrator has been asked.')).toBeVisible();
  const request = eva.tab.getByRole('listitem').filter({ hasText: 'frida.falk@fjallbo.example' });
  await expect(request.getByRole('combobox', { name: 'Link to' })).toContainText('Frida Falk');
  await request.getByRole('button', { name: 'Refuse Frida Falk' }).click();
  await expect(frida.tab.getByText('Your administrator has said no.')).toBeVisible();
  await frida.button('Ask again').click();
  await expect(request.getByText('Refused')).toHaveCount(0);
  await request.getByRole('button', { name: 'Accept Frida Falk' }).click();
  await isIn(frida);
  await expect(eva.tab.getByText('Frida Falk is let in.')).toBeVisible();
  await eva.tab.getByRole('tab', { name: 'Audit' }).click();
  await expect(eva.tab.getByRole('row').filter({ hasText: 'Frida Falk' }).first()).toContainText('Eva Nyström');
});

test('a new organisation: wrong input, a reload in the middle, set up; then a person by the verified domain', async ({
  browser,
  start,
}) => {
  const server = await start();
  const otto = await openPerson(browser, server.url, 'otto');
  await expect(otto.tab.getByRole('heading', { name: 'Not set up yet' })).toBeVisible();
  const nora = await openPerson(browser, server.url, 'nora');
  const form = nora.tab.getByRole('form', { name: 'Set up your organisation' });
  const alert = (text: string) => nora.tab.getByRole('alert').filter({ hasText: text });
  const field = (name: string) => form.getByRole('textbox', { name, exact: true });
  await field('Name').fill('Granit AB');
  await field('First extension').fill('300');
  await field('Last extension').fill('29');
  await form.getByRole('button', { name: 'Set up' }).click();
  await expect(alert('Check the fields that are marked.')).toBeVisible();
  // Nothing was stored; the form is there again, and empty.
  await nora.page.reload();
  await expect(field('Name')).toHaveValue('Granit');
  const late = await openPage(nora.context, server.url, 'nora');
  await expect(late.tab.getByRole('form', { name: 'Set up your organisation' })).toBeVisible();

  await field('Name').fill('Granit AB');
  await field('First extension').fill('100');
  await field('Last extension').fill('199');
  await field('First number').fill('0920 44 00 00');
  await field('Last number').fill('0920 44 00 99');
  await field('Your extension').fill('112');
  await form.getByRole('button', { name: 'Set up' }).click();
  await expect(alert('calls for help')).toBeVisible();
  await field('Your extension').fill('100');
  // Somebody else's.
  await field('Your number').fill('08 519 20 011');
  await form.getByRole('button', { name: 'Set up' }).click();
  await expect(alert('belongs to somebody else')).toBeVisible();
  await field('Your number').fill('0920 44 00 00');
  await form.getByRole('button', { name: 'Set up' }).click();
  await isIn(nora);
  // The other window goes on as well, and Otto's says that he is nobody yet.
  await isIn(late);
  await expect(otto.tab.getByRole('heading', { name: 'Welcome to Granit AB' })).toBeVisible();

  // Deep link to a tab of the administration; Otto is entered with his address, and comes in by the verified domain.
  await nora.page.goto(`${server.url}/tab/?as=nora&locale=en-US#/administration/people`);
  await nora.button('New person').click();
  const drawer = nora.tab.getByRole('dialog', { name: 'New person' });
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Otto Sten');
  await drawer.getByRole('textbox', { name: 'E-mail' }).fill('otto.sten@granit.example');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(nora.tab.getByRole('row', { name: /Otto Sten/ })).toBeVisible();
  await isIn(otto);
  await otto.call('100');
  await expect(nora.card('Otto Sten')).toHaveAttribute('data-call-state', 'ringing');
});
