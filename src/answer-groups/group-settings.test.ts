import { randomUUID } from 'node:crypto';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import type { AnswerGroupId, UserId } from '../contract/ids';
import { exitRows, exitsFrom } from './exits';
import { exitOfPlan, groupSettings } from './group-settings';

const [id, other] = [randomUUID() as AnswerGroupId, randomUUID() as AnswerGroupId];
const userId = randomUUID() as UserId;
const exits = {
  full: { to: 'number', number: '+4687771' },
  timeout: { to: 'person', userId },
  closed: { to: 'end' },
  emptyOnEntry: { noneLoggedIn: { to: 'end' }, allPaused: null, noneReachable: { to: 'voicemail' } },
  emptyWhileWaiting: { noneLoggedIn: { to: 'group', groupId: other }, allPaused: null, noneReachable: null },
} as const;

test('the distributor reads what the administrator has said, and its plans say again where they lead', () => {
  const members = [{ userId, tier: 2, skills: { norska: 3 } }];
  const read = groupSettings({ ...aGroup, id, members, exits });
  expect(read).toMatchObject({
    id,
    ringForMs: 20_000,
    members: [{ userId, tier: 2, order: 0, skills: { norska: 3 } }],
  });
  expect(read.exits).toEqual({
    full: { to: 'plan', plan: 'number:+4687771' },
    timeout: { to: 'person', userId },
    closed: { to: 'plan', plan: 'end' },
    emptyOnEntry: { noneLoggedIn: { to: 'plan', plan: 'end' }, noneReachable: { to: 'plan', plan: 'voicemail' } },
    emptyWhileWaiting: { noneLoggedIn: { to: 'group', groupId: other } },
  });
  expect(['number:+4687771', 'end', 'voicemail'].map(exitOfPlan)).toEqual([
    exits.full,
    { to: 'end' },
    { to: 'voicemail' },
  ]);
});

test('exits are the same as rows', () => {
  expect(exitsFrom(exitRows(exits))).toEqual(exits);
});
