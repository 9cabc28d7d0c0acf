import type { SettingsChange } from '../../../src/contract/settings/settings';
import { draw } from '../../fakes/render';
import { noNotifications } from '../../notifications/ports';
import type { NoticePermission, OsNotifications } from '../../notifications/ports';
import { NotificationBanner } from './NotificationBanner';

/** A browser whose person answers its question with `reply`. */
async function offered(reply: NoticePermission, permission: NoticePermission = 'default') {
  const changes: SettingsChange[] = [];
  let asked = 0;
  const notifications: OsNotifications = {
    ...noNotifications,
    permission: () => permission,
    ask: async () => ((asked += 1), reply),
  };
  const page = await draw(<NotificationBanner />, {
    notifications,
    rest: { changeSettings: async (change) => (changes.push(change), {} as never) },
  });
  return {
    ...page,
    changes,
    asked: () => asked,
    isOffered: () => page.root.querySelector('[data-banner=notifications]') !== null,
  };
}

it('is offered where the browser would ask, and asks at the press', async () => {
  const page = await offered('granted');
  expect(page.isOffered()).toBe(true);
  expect(page.asked()).toBe(0);
  await page.click(page.button('Turn on'));
  expect(page.asked()).toBe(1);
  expect(page.changes).toEqual([{ notifications: true }]);
  expect(page.isOffered()).toBe(false);
});

it.each(['denied', 'default'] as const)('a no to the browser (%s) is a no: it is not offered again', async (reply) => {
  const page = await offered(reply);
  await page.click(page.button('Turn on'));
  expect(page.changes).toEqual([{ notifications: false }]);
  expect(page.isOffered()).toBe(false);
});

it('a no to us is never asked of the browser', async () => {
  const page = await offered('granted');
  await page.click(page.button('No, thanks'));
  expect(page.asked()).toBe(0);
  expect(page.changes).toEqual([{ notifications: false }]);
  expect(page.isOffered()).toBe(false);
});

it.each(['granted', 'denied', 'unsupported'] as const)('nothing is offered where it is %s', async (permission) => {
  expect((await offered('granted', permission)).isOffered()).toBe(false);
});
