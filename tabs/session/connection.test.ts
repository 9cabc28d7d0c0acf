import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { Values, Watched } from '../../src/contract/realtime';
import { allContactsId } from '../../src/contract/people/directory-ids';
import { filesIn, isTest, read } from '../../tests/architecture/sources';
import { ClientError } from '../api/client-error';
import { createFakeClock, settle } from '../fakes/fake-clock';
import { anActivity, aSnapshot, cecilia, contactId, me, userId, deviceId } from '../fakes/samples';
import { initialState } from '../state/app-state';
import type { AppState } from '../state/app-state';
import { createStore } from '../state/store';
import { followServer } from './connection';

const gone = userId(7);
const stays = userId(8);

/** A window that has been online once, with what it asks for. */
function aWindow({ online = true } = {}) {
  const clock = createFakeClock();
  const store = createStore<AppState>(initialState);
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 3_600_000, retry: false } } });
  const asked: string[] = [];
  const roles = ['user', 'administrator'];
  const knownDevices: unknown[] = [];
  const nothing = (): void => undefined;
  const server = followServer({
    store,
    clock,
    queries,
    rest: {
      async ask(method, path) {
        asked.push(`${method} ${path}`);
        return { json: async () => ({ ...me, roles: [...roles] }) } as Response;
      },
    },
    softphone: { follow: nothing, knownAre: (known) => knownDevices.push(known), reconnect: nothing },
    navigation: { restore: nothing },
    parts: { retryNow: nothing },
    applyToLists: nothing,
    onWatched: nothing,
    onOnline: nothing,
    log: nothing,
  });
  /** A list that is on screen. */
  const shows = async (...queryKey: string[]) => {
    let times = 0;
    const observer = new QueryObserver(queries, { queryKey, queryFn: async () => (times += 1) });
    observer.subscribe(nothing);
    await settle();
    return () => times;
  };
  server.onSnapshot(aSnapshot({ me }));
  if (online) server.onStatus({ state: 'online' });
  const breaks = (): void => server.onStatus({ state: 'waiting', retryAtMs: null });
  return {
    clock,
    store,
    server,
    queries,
    roles,
    asked,
    knownDevices,
    shows,
    breaks,
    comesBack: () => server.onStatus({ state: 'online' }),
  };
}

/** How each topic is held by a window: one that is new needs a line here, or the types say so. */
const held: { readonly [Name in keyof Watched]-?: 'state' | 'lists' } = {
  people: 'state',
  activities: 'state',
  contacts: 'lists',
  groups: 'lists',
  trunks: 'lists',
  answerGroups: 'lists',
  wallboards: 'lists',
};

const told = (userIds: readonly (typeof gone)[]): Values => ({
  people: userIds.map((each) => ({ userId: each, line: 'inCall' })),
  activities: userIds.map((each) => anActivity({}, { userId: each })),
});

test('every topic is held as the server tells it, or in lists', () => {
  expect(Object.keys(held).toSorted()).toEqual(Object.keys(Watched.shape).toSorted());
  expect(Object.keys(held).toSorted()).toEqual(Object.keys(Values.shape).toSorted());
});

test('of whom the server tells nothing after a break, nothing is known any more; the others do not flicker', () => {
  const { server, store, breaks, comesBack } = aWindow();
  server.onValues(told([gone, stays]));
  breaks();
  comesBack();
  const known = (): unknown[] => [store.get().lines, store.get().activities].map((map) => [...map.keys()]);
  expect(known()).toEqual([[gone, stays], expect.arrayContaining([gone, stays])]);
  server.onValues(told([stays]));
  expect(known()).toEqual([[stays], expect.not.arrayContaining([gone])]);
  // Those that follow add to it, as ever.
  server.onValues(told([cecilia.userId ?? stays]));
  expect(known()[0]).toEqual([stays, cecilia.userId]);
});

test('where the server tells of nobody after a break, that is so in the end', () => {
  const { server, store, breaks, comesBack, clock } = aWindow();
  server.onValues(told([gone]));
  breaks();
  comesBack();
  clock.advance(60_000);
  expect(store.get().lines.size).toBe(0);
});

/** The first word of each key under which the tab keeps a list. */
const lists = [
  ...new Set(
    filesIn('tabs', /\.tsx?$/)
      .filter((file) => !isTest(file))
      .flatMap((file) => [...read(file).matchAll(/queryKey: \[\s*'([\w-]+)'/g)].map((match) => match[1] ?? '')),
  ),
];

test('after a break each list on screen is asked for anew once, whoever is in it', async () => {
  expect(lists).toEqual(expect.arrayContaining(['groups', 'directory', 'contact', 'calendar', 'history']));
  const { shows, breaks, comesBack } = aWindow();
  const shown = await Promise.all(lists.map(async (list) => ({ list, times: await shows(list) })));
  breaks();
  comesBack();
  await settle();
  expect(shown.map(({ list, times }) => [list, times()])).toEqual(lists.map((list) => [list, 2]));
});

test('what was asked for while the page connected for the first time is asked anew with the connection', async () => {
  const { shows, comesBack } = aWindow({ online: false });
  const times = await shows('history');
  comesBack();
  await settle();
  expect(times()).toBe(2);
});

test('who I am is asked after a break that brought no snapshot, and when my own card has changed', async () => {
  const { server, store, asked, breaks, comesBack } = aWindow();
  breaks();
  comesBack();
  await settle();
  expect(asked).toEqual(['GET /me']);
  expect(store.get().me?.roles).toEqual(['user', 'administrator']);
  breaks();
  server.onSnapshot(aSnapshot({ me }));
  comesBack();
  await settle();
  expect(asked).toHaveLength(1);

  server.onValues({ contacts: [{ contactId: contactId(77), rev: 1 }] });
  expect(asked).toHaveLength(1);
  const mine = { contactId: me.user.contactId, rev: 5 };
  server.onValues({ contacts: [mine] });
  server.onValues({ contacts: [mine] });
  expect(asked).toHaveLength(2);
  server.onValues({ contacts: [{ contactId: allContactsId as never, rev: 6 }] });
  expect(asked).toHaveLength(3);
});

test('a role that another token brings or takes, or that a refusal tells of, is in the window at once', async () => {
  const { server, store, queries, asked, roles } = aWindow();
  queries.setQueryData(['administration', 'people'], ['Anna Lind']);
  server.onRenewed();
  await settle();
  expect(store.get().me?.roles).toEqual(['user', 'administrator']);
  expect(queries.getQueryData(['administration', 'people'])).toEqual(['Anna Lind']);

  roles.splice(0, 2, 'user');
  const refused = async () => Promise.reject(new ClientError('auth.notAllowed'));
  await queries.fetchQuery({ queryKey: ['administration', 'health'], queryFn: refused }).catch(() => undefined);
  await settle();
  expect(asked).toEqual(['GET /me', 'GET /me']);
  expect(store.get().me?.roles).toEqual(['user']);
  expect(queries.getQueryCache().findAll({ queryKey: ['administration'] })).toEqual([]);
});

test('the phone hears which devices the server knows, with each snapshot', () => {
  const { server, knownDevices } = aWindow();
  const devices = [{ id: deviceId(1), kind: 'tab', label: 'Teams', reachable: true, ringer: true }] as const;
  server.onSnapshot(aSnapshot({ me, devices: [...devices] }));
  expect(knownDevices.at(-1)).toEqual(devices);
});
