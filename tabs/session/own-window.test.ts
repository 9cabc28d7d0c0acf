import type { DeviceView } from '../../src/contract/devices/devices';
import type { Command } from '../../src/contract/realtime';
import { createFakeClock, settle } from '../fakes/fake-clock';
import { aCall, aSnapshot, callId, deviceId } from '../fakes/samples';
import { initialSoftphoneState } from '../softphone/softphone-state';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { createOwnWindow } from './own-window';

const tab: DeviceView = { id: deviceId(1), kind: 'tab', label: 'Teams', reachable: true, ringer: false };
const popout: DeviceView = { id: deviceId(2), kind: 'popout', label: 'Own window', reachable: true, ringer: true };
const there = aCall({ id: callId(1), state: 'active', deviceId: popout.id });

/** A browser whose windows are names and addresses. */
function setUp(options: { here?: boolean; blocked?: boolean } = {}) {
  const clock = createFakeClock();
  const store = createStore(applySnapshot(initialState, aSnapshot({ devices: [tab] }), 0));
  const state = createStore({ ...initialSoftphoneState, deviceId: options.here ? popout.id : tab.id });
  const windows = new Map<string, { closed: boolean; location: { href: string }; focus(): void; close(): void }>();
  const done: string[] = [];
  const commands: Command[] = [];
  const kept = new Map<string, string>();
  const open = (address: string, name: string): unknown => {
    if (options.blocked) return null;
    const known = windows.get(name);
    if (known && !known.closed && address === '') return known;
    const made = {
      closed: false,
      location: { href: address || 'about:blank' },
      focus: () => void done.push('focus'),
      close: () => ((made.closed = true), void done.push(`close ${made.location.href}`)),
    };
    windows.set(name, made);
    done.push(`open ${address}`);
    return made;
  };
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const fakeWindow = {
    open,
    close: () => void done.push('closed itself'),
    location: { origin: 'https://phone.example' },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  } as unknown as Window;
  const make = () =>
    createOwnWindow({
      window: fakeWindow,
      here: options.here ?? false,
      host: {
        account: 'anna@fjallbo.example',
        locale: 'sv-SE',
        theme: 'dark',
        openLink: (url) => void done.push(`link ${url}`),
      },
      store,
      softphone: { state },
      command: async (command) => void commands.push(command),
      notify: ({ key }) => void done.push(key),
      clock,
      channel: {
        postMessage: (data: unknown) => void done.push(`post ${String(data)}`),
        addEventListener: ((_name: string, listener: (event: { data: unknown }) => void) =>
          void listeners.push(listener)) as BroadcastChannel['addEventListener'],
      },
    });
  const devices = (...list: DeviceView[]): void =>
    store.update((value) => applyEvent(value, { type: 'devices', devices: list }, 0));
  return {
    clock,
    store,
    done,
    commands,
    make,
    devices,
    hear: (data: unknown) => listeners.forEach((listener) => listener({ data })),
  };
}
const address = 'https://phone.example/tab/?window=popout&locale=sv-SE&theme=dark&as=anna%40fjallbo.example';

it('opens in a window of its own, for the same account', () => {
  const { make, done } = setUp();
  make().open();
  expect(done).toEqual([`open ${address}`]);
});

it('leaves it to the host where the page may not open windows', () => {
  const { make, done } = setUp({ blocked: true });
  make().open();
  expect(done).toEqual([`link ${address}`]);
});

it('shows the one that is open instead of a second one', () => {
  const { make, done, devices } = setUp();
  const own = make();
  own.open();
  devices(tab, popout);
  own.open();
  expect(done).toEqual([`open ${address}`, 'focus']);
});

it('finds it again after a reload of the tab', () => {
  const { make, done, devices } = setUp();
  make().open();
  devices(tab, popout);
  make().show();
  expect(done).toEqual([`open ${address}`, 'focus']);
});

it('says where to look when it was opened elsewhere, and opens nothing', () => {
  const { make, done, devices } = setUp();
  devices(tab, popout);
  make().open();
  expect(done).toEqual(['ownWindow.find']);
});

it('does not take one that no longer answers for open', () => {
  const { make, done, devices } = setUp();
  devices(tab, { ...popout, reachable: false });
  make().open();
  expect(done).toEqual([`open ${address}`]);
});

it('takes the calls over before it closes the own window', async () => {
  const { make, done, devices, commands, store } = setUp();
  const own = make();
  own.open();
  devices(tab, popout);
  store.update((value) => applyEvent(value, { type: 'call', call: there }, 0));
  own.close();
  await settle();
  expect(commands).toEqual([{ name: 'call.move', callId: callId(1), to: { kind: 'device', deviceId: tab.id } }]);
  expect(done).toEqual([`open ${address}`]);
  store.update((value) =>
    applyEvent(value, { type: 'call', call: { ...there, revision: there.revision + 1, deviceId: tab.id } }, 0),
  );
  await settle();
  expect(done).toEqual([`open ${address}`, `close ${address}`, `post ${popout.id}`]);
});

it('asks the person when the own window stays', async () => {
  const { make, done, devices, clock } = setUp();
  devices(tab, popout);
  make().close();
  await settle();
  clock.advance(3_000);
  await settle();
  expect(done).toEqual([`post ${popout.id}`, 'ownWindow.close']);
});

it('is content when the own window goes', async () => {
  const { make, done, devices, clock } = setUp();
  devices(tab, popout);
  make().close();
  await settle();
  devices(tab);
  clock.advance(60_000);
  await settle();
  expect(done).toEqual([`post ${popout.id}`]);
});

it('closes itself when it is meant, and only then', () => {
  const { make, done, hear } = setUp({ here: true });
  make();
  hear(deviceId(3));
  hear(null);
  expect(done).toEqual([]);
  hear(popout.id);
  expect(done).toEqual(['closed itself']);
});

it('a tab is never closed that way', () => {
  const { make, done, hear } = setUp();
  make();
  hear(tab.id);
  expect(done).toEqual([]);
});
