import type { Page, WebSocketRoute } from 'playwright/test';
import { sofia } from './script';
import type { Script } from './script';
import { expect, goTo, isPhone, test } from './screen';
import type { Screen } from './screen';

/** A window whose connection can be taken away and given back; the server hears nothing of what it does meanwhile. */
async function aWindow(open: () => Promise<Screen>) {
  let socket: WebSocketRoute | null = null;
  let isAway = false;
  const { page } = await open();
  await page.routeWebSocket(/\/realtime$/, (route) => {
    if (isAway) return void route.close();
    socket = route;
    route.connectToServer();
    return undefined;
  });
  await page.reload();
  await isPhone(page);
  const gone = page.locator('[data-banner=gone]');
  return {
    page,
    async isAwayWhile(what: () => void | Promise<void>) {
      isAway = true;
      await socket?.close();
      await expect(gone).toBeVisible();
      await what();
      isAway = false;
      await expect(gone).toBeHidden();
    },
  };
}

const ask = (page: Page, { userId }: Script, method: string, path: string) =>
  page.request.fetch(new URL(path, page.url()).href, { method, headers: { authorization: `Bearer ${userId}` } });

test('a window without connection learns afterwards that a contact is gone, from list and card', async ({
  open,
  script,
}) => {
  const { page, isAwayWhile } = await aWindow(open);
  await goTo(page, 'Contacts');
  const row = page.getByRole('row', { name: new RegExp(`^${sofia.name}`) });
  await row.click();
  await expect(page.getByRole('article', { name: 'Contact card' })).toContainText(sofia.name);
  await isAwayWhile(() => {
    const index = script.contacts.findIndex(({ displayName }) => displayName === sofia.name);
    for (const { id } of script.contacts.splice(index, 1)) script.gone.add(id);
  });
  await expect(row).toBeHidden();
  await expect(page.getByRole('article', { name: 'Contact card' })).toBeHidden();
});

test('a group that was deleted meanwhile leaves all contacts in its place', async ({ open, script }) => {
  const { page, isAwayWhile } = await aWindow(open);
  await goTo(page, 'Contacts');
  const support = page.getByRole('button', { name: /^Support/ });
  await support.click();
  await expect(page.getByRole('heading', { name: 'Support' })).toBeVisible();
  const { groups } = (await (await ask(page, script, 'GET', '/api/groups')).json()) as { groups: { id: string }[] };
  await isAwayWhile(async () => {
    await ask(page, script, 'DELETE', `/api/groups/${groups[0]?.id}`);
  });
  await expect(support).toBeHidden();
  await expect(page.getByRole('grid', { name: 'All contacts' })).toBeVisible();
});
