import { aGroup } from '../../tests/fakes/answer-group-settings';
import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import { settingsIn } from './configured';
import { restore } from './distributor/restore';
import { createSayToGroups, readSaid } from './said';

const organisationId = 'organisation' as OrganisationId;
const [anna, eva, olga] = ['anna', 'eva', 'olga'] as [UserId, UserId, UserId];
const [support, sales] = ['support', 'sales'] as [AnswerGroupId, AnswerGroupId];
const context = { nowMs: 1_000, newOfferId: () => 'offer' as never, below: () => 0 };
const members = [{ userId: anna, tier: 1, skills: {} }];

function office({ reasons = ['Lunch', 'Möte'], refused = null as VaxelError | null } = {}) {
  const groups = new Map([
    [support, { ...aGroup, id: support, name: 'Support', members, supervisors: [eva] }],
    [sales, { ...aGroup, id: sales, name: 'Sälj', supervisors: [eva] }],
  ]);
  const configured = { groups, pauseReasons: reasons };
  const { state } = restore({ organisationId, groups: settingsIn(configured), agents: [], entries: [] }, context);
  const given: AnswerGroupCommand[] = [];
  const say = createSayToGroups({
    queues: { of: () => ({ now: () => ({ state, configured, context }) }) as never },
    commands: {
      async execute(_, command) {
        if (refused) throw refused;
        given.push(command);
      },
    },
  });
  return { given, says: (text: string, userId = anna) => say({ organisationId, userId }, text) };
}

test.each([
  ['login Support', { verb: 'logIn', about: 'support' }],
  ['Logga  in  Support', { verb: 'logIn', about: 'support' }],
  ['logga ut', { verb: 'logOut', about: '' }],
  ['paus lunch', { verb: 'pause', about: 'lunch' }],
  ['kö', { verb: 'queue', about: '' }],
  ['återta', { verb: 'resume', about: '' }],
])('%s is read', (text, read) => {
  expect(readSaid(text)).toEqual(read);
});

test.each(['lunch', 'köp mjölk', 'pausen', ''])('“%s” is about no group', (text) => {
  expect(readSaid(text)).toBeNull();
});

test('an agent logs in and out, pauses with a reason, and comes back', async () => {
  const { says, given } = office();
  expect(await says('login support')).toEqual({ kind: 'loggedIn', groups: ['Support'] });
  expect(await says('logga ut')).toEqual({ kind: 'loggedOut', groups: ['Support'] });
  expect(await says('paus möte')).toEqual({ kind: 'paused', reason: 'Möte' });
  expect(await says('resume')).toEqual({ kind: 'resumed', groups: ['Support'] });
  expect(given.map(({ name }) => name)).toEqual([
    'answerGroup.logIn',
    'answerGroup.logOut',
    'answerGroup.pause',
    'answerGroup.resume',
  ]);
});

test('a group of others, a reason that is none, and a refusal are answered, and nothing is done', async () => {
  const { says, given } = office();
  expect(await says('login Sälj')).toEqual({ kind: 'whichGroup', choices: ['Support'] });
  expect(await says('pause')).toEqual({ kind: 'whichReason', choices: ['Lunch', 'Möte'] });
  expect(given).toEqual([]);
  expect(await office({ reasons: ['Lunch'] }).says('pause')).toEqual({ kind: 'paused', reason: 'Lunch' });
  const { says: refused } = office({ refused: new VaxelError('answerGroups.noDevice') });
  expect(await refused('login')).toEqual({ kind: 'refused', code: 'answerGroups.noDevice' });
});

test('the queue is told of one’s own groups, and nothing to who has none', async () => {
  const { says } = office();
  const figures = { agents: 1, available: 0, waiting: 0, oldestEnteredAtMs: null };
  expect(await says('queue')).toMatchObject({ kind: 'queue', groups: [{ name: 'Support', ...figures }] });
  expect(await says('queue', eva)).toMatchObject({ groups: [{ name: 'Support' }, { name: 'Sälj' }] });
  expect(await says('queue', olga)).toBeNull();
});
