import { aGroup } from '../../tests/fakes/answer-group-settings';
import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import type { AnswerGroupId, EntryId, OrganisationId, UserId } from '../contract/ids';
import type { Input } from './distributor/protocol';
import { restore } from './distributor/restore';
import { createGroupCommands } from './group-commands';
import { settingsIn } from './configured';
import { distribute } from './distributor/distribute';

const organisationId = 'organisation' as OrganisationId;
const [anna, bjorn, eva, olga] = ['anna', 'bjorn', 'eva', 'olga'] as [UserId, UserId, UserId, UserId];
const [support, sales] = ['support', 'sales'] as [AnswerGroupId, AnswerGroupId];
const member = (userId: UserId) => ({ userId, tier: 1, skills: {} });
const context = { nowMs: 1_000, newOfferId: () => 'offer' as never, below: () => 0 };
const groups = new Map([
  [support, { ...aGroup, id: support, members: [member(anna)], supervisors: [eva], tellsOfListening: false }],
  [sales, { ...aGroup, id: sales, members: [member(bjorn)] }],
]);
const configured = { groups, pauseReasons: ['Lunch'] };

/** Anna answers in Support, which Eva supervises, and Björn in Sales; only Anna has a device. */
function office() {
  const settings = settingsIn(configured);
  let { state } = restore({ organisationId, groups: settings, agents: [], entries: [] }, context);
  const given: Input[] = [];
  const listened: [AnswerGroupCommand, { isTold: boolean }][] = [];
  const queue = {
    now: () => ({ state, configured, context }),
    async ask(input: Input) {
      given.push(input);
      const decision = distribute(state, input, context);
      if (decision.refused !== undefined) return decision.refused;
      ({ state } = decision);
      return null;
    },
  };
  const commands = createGroupCommands({
    queues: { of: (id) => (id === organisationId ? (queue as never) : null) },
    lines: { user: (userId) => (userId === olga ? undefined : ({ userId, organisationId } as never)) },
    isReachable: (userId) => userId === anna,
    supervise: async (_, command, groupNow) => void listened.push([command, { isTold: groupNow().tellsOfListening }]),
  });
  const says = (userId: UserId, command: AnswerGroupCommand, own = organisationId) =>
    commands.execute({ organisationId: own, userId, roles: ['user'], expiresAtMs: 0 }, command);
  return { says, given, listened };
}

test('an agent logs in with a device, and a supervisor pauses one of the group', async () => {
  const { says, given } = office();
  await says(anna, { name: 'answerGroup.logIn' });
  await says(eva, { name: 'answerGroup.pause', userId: anna, groupId: support, reason: 'Lunch', because: 'Sjuk' });
  expect(given).toEqual([
    { type: 'agentCommand', by: anna, userId: anna, command: { name: 'logIn' } },
    { type: 'agentCommand', by: eva, userId: anna, command: { name: 'pause', reason: 'Lunch' }, because: 'Sjuk' },
  ]);
});

test('a supervisor listens to agents of the own group, and to nobody else', async () => {
  const { says, listened } = office();
  const listen = { name: 'answerGroup.listen', userId: anna, groupId: support } as const;
  await says(eva, listen);
  expect(listened).toEqual([[listen, { isTold: false }]]);
  for (const [by, command] of [
    [anna, listen],
    [eva, { ...listen, groupId: sales, userId: bjorn }],
    [eva, { ...listen, userId: bjorn }],
  ] as const)
    await expect(says(by, command)).rejects.toThrow();
  expect(listened).toEqual([[listen, { isTold: false }]]);
});

const entry = { groupId: support, entryId: 'entry' as EntryId };

test.each<[string, UserId, AnswerGroupCommand, string]>([
  ['a login without a device', bjorn, { name: 'answerGroup.logIn' }, 'answerGroups.noDevice'],
  ['a login of nobody’s agent', eva, { name: 'answerGroup.logIn' }, 'answerGroups.notAgent'],
  ['a pause of who is not logged in', bjorn, { name: 'answerGroup.pause', reason: 'Lunch' }, 'answerGroups.notAgent'],
  ['a reason that is not on the list', anna, { name: 'answerGroup.pause', reason: 'Te' }, 'answerGroups.unknownReason'],
  [
    'another’s, of a colleague',
    bjorn,
    { name: 'answerGroup.logOut', userId: anna, groupId: support },
    'answerGroups.notSupervisor',
  ],
  ['another’s without a group', eva, { name: 'answerGroup.logOut', userId: anna }, 'answerGroups.notSupervisor'],
  [
    'another’s of another group',
    eva,
    { name: 'answerGroup.logOut', userId: anna, groupId: sales },
    'answerGroups.notSupervisor',
  ],
  [
    'one who is not of the group',
    eva,
    { name: 'answerGroup.logOut', userId: bjorn, groupId: support },
    'answerGroups.notAgent',
  ],
  [
    'a caller of an agent’s',
    anna,
    { name: 'answerGroup.setPriority', ...entry, priority: 9 },
    'answerGroups.notSupervisor',
  ],
  ['a caller who is gone', eva, { name: 'answerGroup.pull', ...entry }, 'answerGroups.notWaiting'],
])('%s is refused, and nothing is decided', async (_, userId, command, code) => {
  const { says, given } = office();
  await says(anna, { name: 'answerGroup.logIn' });
  await expect(says(userId, command)).rejects.toMatchObject({ code });
  expect(given).toHaveLength(1);
});

test('in an organisation without groups there is nobody to log in', async () => {
  const asked = office().says(anna, { name: 'answerGroup.logIn' }, 'other' as OrganisationId);
  await expect(asked).rejects.toMatchObject({ code: 'answerGroups.notAgent' });
});
