import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { Chance } from '../../tests/simulation/chance';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { LineState, PersonState } from '../contract/lines/line-state';
import type { Watched } from '../contract/realtime';
import type { Principal } from '../ports/principal';
import { allowed, createTopics } from './topics';
import type { Watcher } from './topics';

const fjallbo = randomUUID() as OrganisationId;
const [anna, bjorn, cecilia] = [randomUUID() as UserId, randomUUID() as UserId, randomUUID() as UserId];

function setUp() {
  const clock = createFakeClock();
  const lines = new Map<UserId, LineState>();
  const removed = new Set<UserId>();
  let reads = 0;
  const topics = createTopics({
    clock,
    readers: () => ({
      people(organisationId, userId, wasThere) {
        reads += 1;
        if (removed.has(userId)) return wasThere ? { userId, line: null } : null;
        return organisationId === fjallbo ? { userId, line: lines.get(userId) ?? 'idle' } : null;
      },
    }),
  });
  function aWatcher(organisationId = fjallbo) {
    const frames: Buffer[] = [];
    const state = { behind: false };
    const watcher: Watcher = { organisationId, isBehind: () => state.behind, send: (frame) => frames.push(frame) };
    const told = () =>
      frames.map((frame) =>
        (JSON.parse(String(frame)) as { people: PersonState[] }).people.map(({ userId, line }) => [userId, line]),
      );
    return { watcher, frames, state, told };
  }
  const set = (userId: UserId, line: LineState) => {
    lines.set(userId, line);
    topics.changed('people', fjallbo, userId);
  };
  const remove = (userId: UserId) => {
    removed.add(userId);
    topics.changed('people', fjallbo, userId);
  };
  const lineOf = (userId: UserId): LineState => lines.get(userId) ?? 'idle';
  return { clock, topics, aWatcher, set, lineOf, remove, reads: () => reads };
}

test('only what is new in a set is told at once', () => {
  const { topics, aWatcher } = setUp();
  const { watcher, told } = aWatcher();
  topics.watch(watcher, { people: [anna, bjorn] });
  topics.watch(watcher, { people: [bjorn, cecilia] });
  topics.watch(watcher, { people: [cecilia] });
  expect(told()).toEqual([
    [
      [anna, 'idle'],
      [bjorn, 'idle'],
    ],
    [[cecilia, 'idle']],
  ]);
});

test('who may not watch something any more is told of it no more, and of the rest as before', () => {
  const { clock, topics, aWatcher, set } = setUp();
  const { watcher, told } = aWatcher();
  const forbidden = new Set<string>();
  topics.watch({ ...watcher, mayWatch: (_, id) => !forbidden.has(id) }, { people: [anna, bjorn] });
  forbidden.add(anna);
  set(anna, 'inCall');
  set(bjorn, 'ringing');
  clock.advance(50);
  expect(told().at(-1)).toEqual([[bjorn, 'ringing']]);
});

test('windows that come together share what was read and the frame, until the value is another', () => {
  const { clock, topics, aWatcher, set, reads } = setUp();
  const [one, two, three, four] = [aWatcher(), aWatcher(), aWatcher(), aWatcher()];
  topics.watch(one.watcher, { people: [anna, bjorn] });
  topics.watch(two.watcher, { people: [bjorn, anna] });
  expect(two.frames[0]).toBe(one.frames[0]);
  expect(reads()).toBe(2);
  set(anna, 'inCall');
  topics.watch(three.watcher, { people: [anna, bjorn] });
  expect(new Map(three.told()[0] as [UserId, LineState][])).toEqual(
    new Map([
      [anna, 'inCall'],
      [bjorn, 'idle'],
    ]),
  );
  expect(reads()).toBe(3);
  clock.advance(50);
  topics.watch(four.watcher, { people: [bjorn] });
  expect(reads()).toBe(5);
});

test('what was read for a window is kept for the others no longer than a tick, though nothing changes', () => {
  const { clock, topics, aWatcher, reads } = setUp();
  topics.watch(aWatcher().watcher, { people: [anna] });
  clock.advance(49);
  topics.watch(aWatcher().watcher, { people: [anna] });
  expect(reads()).toBe(1);
  clock.advance(1);
  topics.watch(aWatcher().watcher, { people: [anna] });
  expect(reads()).toBe(2);
});

test('windows that are told the same in a tick share the frame, whatever else they watch', () => {
  const { clock, topics, aWatcher, set } = setUp();
  const [one, two, three] = [aWatcher(), aWatcher(), aWatcher()];
  topics.watch(one.watcher, { people: [anna, bjorn] });
  topics.watch(two.watcher, { people: [cecilia, bjorn, anna] });
  topics.watch(three.watcher, { people: [bjorn] });
  set(bjorn, 'inCall');
  set(anna, 'ringing');
  clock.advance(50);
  expect(one.frames.at(-1)).toBe(two.frames.at(-1));
  expect(one.told().at(-1)).toEqual([
    [bjorn, 'inCall'],
    [anna, 'ringing'],
  ]);
  expect(three.told().at(-1)).toEqual([[bjorn, 'inCall']]);
});

test('a change that nobody watches is not even read, and a tick reads each value once', () => {
  const { clock, topics, aWatcher, set, reads } = setUp();
  set(anna, 'inCall');
  clock.advance(50);
  expect(reads()).toBe(0);
  const watchers = [aWatcher(), aWatcher(), aWatcher()];
  for (const { watcher } of watchers) topics.watch(watcher, { people: [anna] });
  const before = reads();
  set(anna, 'idle');
  set(anna, 'ringing');
  clock.advance(50);
  expect(reads() - before).toBe(1);
});

test('a window that reads slowly loses values in between, never the newest and never its place', () => {
  const { clock, topics, aWatcher, set } = setUp();
  const { watcher, state, told } = aWatcher();
  topics.watch(watcher, { people: [anna, bjorn] });
  state.behind = true;
  for (const line of ['ringing', 'inCall', 'idle', 'offline'] as const) {
    set(anna, line);
    clock.advance(50);
  }
  expect(told()).toHaveLength(1);
  state.behind = false;
  clock.advance(50);
  expect(told().slice(1)).toEqual([[[anna, 'offline']]]);
  clock.advance(1_000);
  expect(told()).toHaveLength(2);
});

test('a window that begins to watch while it is behind is told when it reads again', () => {
  const { clock, topics, aWatcher } = setUp();
  const { watcher, state, told } = aWatcher();
  state.behind = true;
  topics.watch(watcher, { people: [anna] });
  expect(told()).toEqual([]);
  state.behind = false;
  clock.advance(50);
  expect(told()).toEqual([[[anna, 'idle']]]);
});

test('who has left is told nothing, and no timer is left', () => {
  const { clock, topics, aWatcher, set } = setUp();
  const { watcher, told } = aWatcher();
  topics.watch(watcher, { people: [anna] });
  set(anna, 'inCall');
  topics.leave(watcher);
  clock.advance(50);
  set(anna, 'idle');
  clock.advance(50);
  expect(told()).toHaveLength(1);
  expect(clock.pending).toBe(0);
});

test('another organisation sees nothing of the same person', () => {
  const { clock, topics, aWatcher, set } = setUp();
  const { watcher, told } = aWatcher(randomUUID() as OrganisationId);
  topics.watch(watcher, { people: [anna] });
  set(anna, 'inCall');
  clock.advance(50);
  expect(told()).toEqual([]);
});

test('who watches a person that is removed is told so; who comes to watch later is told nothing', () => {
  const { clock, topics, aWatcher, remove } = setUp();
  const [watcher, stranger] = [aWatcher(), aWatcher(randomUUID() as OrganisationId)];
  topics.watch(watcher.watcher, { people: [anna] });
  topics.watch(stranger.watcher, { people: [anna] });
  remove(anna);
  clock.advance(50);
  expect([watcher.told(), stranger.told()]).toEqual([[[[anna, 'idle']], [[anna, null]]], []]);
  topics.leave(watcher.watcher);
  const late = aWatcher();
  topics.watch(late.watcher, { people: [anna] });
  expect(late.told()).toEqual([]);
});

/** Whatever comes first, watching, the change or the frame: the last word about what is watched is what is. */
test('no change falls between, in whatever order windows come, look elsewhere and read slowly', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const chance = new Chance(seed);
    const one = <T>(all: readonly T[]): T => chance.pick(all) as T;
    const { clock, topics, aWatcher, set, lineOf } = setUp();
    const windows = [aWatcher(), aWatcher(), aWatcher()].map((window) => ({ ...window, watches: [] as UserId[] }));
    const people = [anna, bjorn, cecilia];
    for (let step = 0; step < 40; step += 1) {
      const window = one(windows);
      const kind = chance.below(10);
      if (kind < 3) {
        window.watches = people.filter(() => chance.below(2) === 0);
        topics.watch(window.watcher, { people: window.watches });
      } else if (kind < 7) set(one(people), one(['idle', 'ringing', 'inCall']));
      else if (kind < 9) clock.advance(chance.below(60));
      else window.state.behind = !window.state.behind;
    }
    for (const { state } of windows) state.behind = false;
    clock.advance(100);
    for (const { told, watches } of windows) {
      const last = new Map(told().flat() as [UserId, LineState][]);
      expect([seed, watches.map((id) => last.get(id))]).toEqual([seed, watches.map(lineOf)]);
    }
    expect(clock.pending).toBe(0);
  }
});

test('what not everybody may watch is watched by those who may', () => {
  const [support, sales] = ['support', 'sales'] as AnswerGroupId[];
  const person: Principal = { organisationId: fjallbo, userId: anna, roles: ['user'], expiresAtMs: 0 };
  const guards = { wallboards: ({ userId }: Principal, id: AnswerGroupId) => userId === anna && id === support };
  const wanted = { people: [bjorn], wallboards: [support, sales] } as Watched;
  expect(allowed(guards, person, wanted)).toEqual({ people: [bjorn], wallboards: [support] });
  expect(allowed(guards, { ...person, userId: bjorn }, wanted)).toEqual({ people: [bjorn], wallboards: [] });
});
