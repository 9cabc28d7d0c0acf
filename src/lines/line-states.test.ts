import type { OrganisationId, UserId } from '../contract/ids';
import { createLineStates } from './line-states';
import type { LineUser } from './line-user';

const [fjallbo, sjobris] = ['fjallbo' as OrganisationId, 'sjobris' as OrganisationId];
const [anna, stranger] = ['anna' as UserId, 'stranger' as UserId];

function setUp() {
  const told: string[] = [];
  const user = (id: UserId) => (id === anna ? ({ userId: anna, organisationId: fjallbo } as LineUser) : undefined);
  const states = createLineStates({
    lines: { user },
    publisher: {
      changed: (topic, _organisation, userId) => void told.push(`${topic} ${userId}: ${states.of(userId)}`),
    },
  });
  return { states, told };
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
  expect([states.watched(fjallbo, anna), states.watched(sjobris, anna)]).toEqual([
    { userId: anna, line: 'offline' },
    null,
  ]);
  states.setReachable(stranger, true);
  expect([told, states.watched(fjallbo, stranger)]).toEqual([[], null]);
});
