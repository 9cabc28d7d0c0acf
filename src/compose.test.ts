import { randomUUID } from 'node:crypto';
import { makeSnapshot } from '../tests/fakes/snapshot';
import { compose } from './compose';
import type { CallId } from './contract/ids';
import { Command, Watched, type Snapshot } from './contract/realtime';
import type { Feature } from './feature';
import type { Principal } from './ports/principal';
import { createCommandRouter } from './realtime/commands';
import { createSnapshot } from './realtime/snapshot';

const snapshot = makeSnapshot();
const anna: Principal = {
  organisationId: snapshot.me.organisation.id,
  userId: snapshot.me.user.id,
  roles: ['user'],
  expiresAtMs: 0,
};

/** Whatever else the contract has, so that what a new feature adds concerns nobody here. */
function restOf(calls: Feature, people: Feature): Feature {
  const given = (part: 'commands' | 'snapshot' | 'topics') => ({ ...calls[part], ...people[part] });
  const areas = Command.options.flatMap((area) =>
    area.options.map(({ shape }) => shape.name.value.split('.')[0] ?? ''),
  );
  const without = (names: readonly string[], part: Parameters<typeof given>[0], value: (name: string) => unknown) =>
    Object.fromEntries(names.filter((name) => !(name in given(part))).map((name) => [name, value(name)]));
  return {
    commands: without(areas, 'commands', () => ({ subjectsOf: () => [], execute: () => Promise.resolve() })),
    snapshot: without(Object.keys(snapshot), 'snapshot', (name) => () => snapshot[name as keyof Snapshot]),
    topics: without(Object.keys(Watched.shape), 'topics', () => () => null),
  };
}

function setUp() {
  const told: string[] = [];
  const calls: Feature = {
    commands: {
      call: { subjectsOf: ({ callId }) => [callId], execute: async (_principal, { name }) => void told.push(name) },
    },
    snapshot: { calls: () => snapshot.calls, devices: async () => snapshot.devices },
    windows: { used: (_principal, windowId) => void told.push(`used ${windowId}`) },
    purge: () => Promise.reject(new Error('the database is away')),
  };
  const people: Feature = {
    topics: { people: (_organisationId, userId) => ({ userId, line: 'idle' }) },
    snapshot: { me: async () => snapshot.me, settings: () => snapshot.settings, history: () => snapshot.history },
    purge: async () => void told.push('purged'),
  };
  return { told, calls, people, rest: restOf(calls, people) };
}

test('what each feature hands in is one whole', async () => {
  const { told, calls, people, rest } = setUp();
  const all = compose([calls, people, rest]);
  expect(await createSnapshot(all.snapshot)(anna)).toEqual(snapshot);
  const router = createCommandRouter(all.commands);
  const callId = randomUUID() as CallId;
  expect(router.subjectsOf({ name: 'call.hold', callId })).toEqual([callId]);
  await router.execute(anna, { name: 'call.hold', callId });
  all.windowUsed(anna, 'w1');
  all.timeZone(anna, 'Europe/Stockholm');
  expect(told).toEqual(['call.hold', 'used w1']);
});

test('one feature that cannot be purged today keeps no other from it', async () => {
  const { told, calls, people, rest } = setUp();
  await expect(compose([calls, people, rest]).purge()).rejects.toMatchObject({
    errors: [new Error('the database is away')],
  });
  expect(told).toEqual(['purged']);
});

test('a part of the contract that no feature hands in, or that two do, is a mistake told at the start', () => {
  const { calls, people, rest } = setUp();
  expect(() => compose([people, rest])).toThrow('no feature hands in of commands: call');
  expect(() => compose([calls, rest])).toThrow('no feature hands in of snapshot: me, settings, history');
  expect(() => compose([calls, people, rest, { topics: people.topics ?? {} }])).toThrow(
    'two features hand in the same of topics: people',
  );
});
