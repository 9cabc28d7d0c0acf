import { expect, test } from './people';
import type { Page } from 'playwright/test';

/** The own window of Anna as a page of its own, with notifications as given; it believes that another window is in front. */
async function ownWindow(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => {
    Document.prototype.hasFocus = () => false;
  });
  await page.goto(`${url}/tab/?window=popout&as=anna&locale=en-US`);
  await expect(page.getByText(/^Rings on: .*this window/)).toBeVisible();
}

/** Titles of the notifications on the screen. */
const shown = (page: Page) => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title }) => title));

/** Presses a button of the notification that is on the screen, as the operating system tells the service worker of it. */
async function press(page: Page, action: 'answer' | 'decline'): Promise<void> {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('no service worker');
  await worker.evaluate(async (name) => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration; NotificationEvent: new (type: string, init: object) => Event; dispatchEvent(event: Event): boolean };
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: name }));
  }, action);
}

test('a call rings as a notification of the operating system, which answers it, declines it, and goes with it', async ({ browser, server, outside }) => {
  const context = await browser.newContext({ permissions: ['microphone', 'notifications'] });
  const page = await context.newPage();
  await ownWindow(page, server.url);
  const phone = await outside('+46701234567');
  const call = async (): Promise<void> => {
    await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920011');
    await phone.page.getByRole('button', { name: 'Call' }).click();
    await expect.poll(() => shown(page)).toEqual(['Incoming call from Sofia Lund']);
  };
  const card = page.getByRole('region', { name: 'Call with Sofia Lund' });

  await call();
  await press(page, 'answer');
  await expect(card).toHaveAttribute('data-call-state', 'active');
  await expect.poll(() => shown(page)).toEqual([]);
  await card.getByRole('button', { name: 'Hang up' }).click();
  await expect(phone.state).toHaveAttribute('data-call-state', /idle|ended/);

  await call();
  await press(page, 'decline');
  await expect(phone.state).toHaveAttribute('data-call-state', /idle|ended/);
  await expect.poll(() => shown(page)).toEqual([]);

  await call();
  await phone.page.getByRole('button', { name: 'Hang up' }).click();
  await expect.poll(() => shown(page)).toEqual([]);
  await context.close();
});

test('notifications are offered in the own window, once, and are on or off in Settings', async ({ browser, server }) => {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'default' });
  });
  await ownWindow(page, server.url);
  const offer = page.getByRole('region', { name: 'Notifications' });
  await offer.getByRole('button', { name: 'No, thanks' }).click();
  await expect(offer).toHaveCount(0);
  const stored = await page.evaluate(async () => {
    const token = await (await fetch('/local/token?as=anna')).text();
    return (await (await fetch('/api/settings', { headers: { authorization: `Bearer ${token.trim()}` } })).json()) as { notifications: boolean | null };
  });
  expect(stored.notifications).toBe(false);
  await page.reload();
  await expect(page.getByText(/^Rings on: .*this window/)).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('switch', { name: 'Show incoming calls as notifications' })).not.toBeChecked();
  await expect(offer).toHaveCount(0);
  await context.close();
});
