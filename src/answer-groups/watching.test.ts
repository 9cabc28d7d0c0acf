import type { UserId } from '../contract/ids';
import { maySee, maySupervise } from './watching';

const [anna, eva, olga] = ['anna', 'eva', 'olga'] as [UserId, UserId, UserId];
const group = { members: [{ userId: anna, tier: 1, skills: {} }], supervisors: [eva] };

test.each([
  ['an agent', { userId: anna, roles: ['user'] }, [true, false]],
  ['a supervisor', { userId: eva, roles: ['user'] }, [true, true]],
  ['somebody else', { userId: olga, roles: ['user', 'supervisor'] }, [false, false]],
  ['an administrator', { userId: olga, roles: ['administrator'] }, [true, true]],
] as const)('%s may see a group or supervise it: as it is said', (_who, { userId, roles }, expected) => {
  const watcher = { userId, roles: [...roles] };
  expect([maySee(group, watcher), maySupervise(group, watcher)]).toEqual(expected);
});
