import { browserNotifications } from './browser';

/** Locks as browsers have them, as far as one name goes. */
function fakeLocks() {
  const waiting: { mode: LockMode; begin(): void }[] = [];
  const held: LockMode[] = [];
  function next(): void {
    const [first] = waiting;
    if (!first || held.includes('exclusive') || (first.mode === 'exclusive' && held.length > 0)) return;
    waiting.shift();
    held.push(first.mode);
    first.begin();
    next();
  }
  return {
    request: (_: string, { mode }: { mode: LockMode }, work: () => Promise<unknown>) =>
      new Promise((resolve, reject) => {
        const begin = (): void =>
          void work()
            .then(resolve, reject)
            .finally(() => {
              held.splice(held.indexOf(mode), 1);
              next();
            });
        waiting.push({ mode, begin });
        next();
      }),
  };
}

/** Chromium: what is put on the screen while somebody asks what is there is forgotten, and stays. */
function fakeScreen() {
  const known = new Set<string>();
  const screen = new Set<string>();
  let asking = 0;
  const soon = () => new Promise<void>((resolve) => setTimeout(resolve));
  return {
    screen,
    async showNotification(_: string, { tag }: { tag: string }) {
      await soon();
      if (asking === 0) known.add(tag);
      screen.add(tag);
    },
    async getNotifications({ tag }: { tag: string }) {
      asking += 1;
      await soon();
      await soon();
      asking -= 1;
      return known.has(tag) ? [{ close: () => screen.delete(tag) }] : [];
    },
  };
}

it('no notice stays on the screen because another was taken away while it came', async () => {
  const registration = fakeScreen();
  const serviceWorker = {
    addEventListener: () => undefined,
    register: async () => registration,
    ready: Promise.resolve(registration),
  };
  const locks = fakeLocks();
  const here = {
    navigator: { serviceWorker, locks },
    Notification: { permission: 'granted' },
    location: { href: '/' },
  };
  const windows = ['one', 'other'].map((id) => browserNotifications(here as never, id));
  const [one, other] = windows as [(typeof windows)[0], (typeof windows)[0]];
  const notice = (tag: string) => ({ tag, title: tag, body: '', answer: 'Answer', decline: 'Decline' });
  await one.show(notice('first'));
  await Promise.all([
    one.close('first'),
    one.show(notice('second')),
    other.close('first'),
    other.show(notice('third')),
  ]);
  await Promise.all([one.close('second'), other.close('third')]);
  expect([...registration.screen]).toEqual([]);
});
