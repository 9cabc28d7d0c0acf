// The service worker of the own window and of the installed app: it shows notifications with buttons, and hands on
// which one was pressed. It caches nothing and answers no requests, so that a new version of the tab is never held
// back.

/** How long a window may take to say that a call is its own. */
const answerMs = 1_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  notification.close();
  const done = handOn({ ...notification.data, action: action || 'open' });
  event.waitUntil(done);
});

/** Tells the window whose call it is, and brings it to the front; without one the app is opened. */
async function handOn(press) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const answers = windows.map((client) => ask(client, press));
  const mine = windows[(await Promise.all(answers)).indexOf(true)];
  if (mine) return mine.focus().catch(() => undefined);
  return self.clients.openWindow(press.address).catch(() => undefined);
}

function ask(client, press) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === 'mine');
    setTimeout(() => resolve(false), answerMs);
    client.postMessage({ type: 'vaxel.notification', ...press }, [port2]);
  });
}
