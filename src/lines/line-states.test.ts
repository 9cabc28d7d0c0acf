import type { OrganisationId, UserId } from '../contract/ids';
import { createLineStates } from './line-states';
import type { LineUser } from './line-user';

const [fjallbo, sjobris] = ['fjallbo' as OrganisationId, 'sjobris' as OrganisationId];
const [anna, stranger] = ['anna' as UserId, 'stranger' as UserId];

function setUp() {
  const told: string[] = [];
  const users = new Map([[anna, { userId: anna, organisationId: fjallbo } as LineUser]]);
  let tellGone: (user: LineUser) => void = () => undefined;
  const states = createLineStates({
    lines: { user: (id) => users.get(id), onGone: (listener) => void (tellGone = listener) },
    publisher: {
      changed: (topic, _organisation, userId) => void told.push(`${topic} ${userId}: ${states.of(userId as UserId)}`),
    },
  });
  function remove(userId: UserId): void {
    const user = users.get(userId);
    users.delete(userId);
    if (user) tellGone(user);
  }
  return { states, told, remove };
}

test('a line shows its calls, else whether a device answers; who watches is told of changes only', () => {
  const { states, told } = setUp();
  states.setReachable(anna, true);
  states.setReachable(anna, true);
  states.setCalls(anna, 'ringing');
  states.setReachable(anna, false);
  states.setCalls(anna, 'inCall');
  states.setCalls(anna, null);
  expect(told).toEqual(['people anna: idle', 'people anna: ringing', 'people anna: inCall', 'people anna: offline']);
});

test('a line is watched within its organisation only, and of a stranger there is nothing to tell', () => {
  const { states, told } = setUp();
  expect([states.watched(fjallbo, anna, false), states.watched(sjobris, anna, false)]).toEqual([
    { userId: anna, line: 'offline' },
    null,
  ]);
  states.setReachable(stranger, true);
  expect([told, states.watched(fjallbo, stranger, false)]).toEqual([[], null]);
});

test('of a person who is removed, those who watched are told that there is no line any more', () => {
  const { states, told, remove } = setUp();
  states.setReachable(anna, true);
  told.length = 0;
  remove(anna);
  expect([told.length, states.watched(fjallbo, anna, true)]).toEqual([1, { userId: anna, line: null }]);
  expect(states.watched(fjallbo, anna, false)).toBeNull();
});
