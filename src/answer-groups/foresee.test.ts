import { anna, fjallbo } from '../../tests/fakes/exchange';
import { groupId, support } from '../../tests/fakes/support-group';
import type { AnswerGroupSettings } from '../contract/answer-groups/settings';
import { explainPlan } from '../rules/explain';
import { foresee } from './foresee';

const exits = (more: Partial<AnswerGroupSettings['exits']>): AnswerGroupSettings['exits'] => ({
  ...{ full: { to: 'end' }, timeout: { to: 'voicemail' }, closed: { to: 'number', number: '+46851929999' } },
  emptyOnEntry: { noneLoggedIn: null, allPaused: null, noneReachable: null },
  emptyWhileWaiting: { noneLoggedIn: null, allPaused: null, noneReachable: null },
  ...more,
});

/** What would happen to a call to the group. */
async function tried(told: Awaited<ReturnType<typeof support>>, { isOpen = true } = {}) {
  const now = told.queue.now();
  if (!now) throw new Error('it has not begun');
  const before = now.state;
  const deps = { calls: told.service.waiting, isOpenAt: () => isOpen, nameOf: () => null };
  const coming = { organisationId: fjallbo, groupId, number: '+46701', calledNumber: '+46851920001', atMs: 0 };
  const foreseen = foresee(deps, now, coming);
  expect(told.queue.now()?.state).toBe(before);
  const destination = { kind: 'answerGroup', groupId } as const;
  const about = { atMs: 0, isDialled: true, callerUserId: null, shownNumber: null, mayShowNumber: true };
  const routing = await told.service.makeRouting(
    { ...about, destination },
    { organisationId: fjallbo, caller: { userId: null, number: '+46701' }, calledNumber: null, path: [] },
  );
  const called = { userId: null, name: 'Support', number: '1901' };
  const caller = { userId: null, name: null, number: '+46701' };
  return explainPlan({ nameOf: () => null }, routing, 'administrator', { caller, called }, foreseen);
}

test('a call that would wait is told its place, the agents there are, and where it goes unanswered', async () => {
  const told = await support({ settings: { exits: exits({}), maxWaitMs: 90_000 } });
  await told.logsIn(anna);
  expect((await tried(told)).happened).toMatchObject([
    { kind: 'group', name: 'Support', atMs: null, found: { place: 1, agents: { ready: 1, loggedOut: 1 } } },
    { kind: 'left', left: 'timeout', forMs: 90_000 },
    { kind: 'end', reason: 'noAnswer' },
  ]);
  await told.calls();
  told.clock.advance(1_000);
  expect((await tried(told)).happened[0]).toMatchObject({ found: { place: 2 } });
  // Nobody was called by that.
  expect(told.waiting()).toHaveLength(1);
});

test('a group that is closed at that time sends the call on at once', async () => {
  const supervisors = [anna.userId];
  const told = await support({ settings: { exits: exits({}), supervisors } });
  const { happened, outcome } = await tried(told, { isOpen: false });
  expect(happened).toMatchObject([
    { kind: 'group', found: { place: null } },
    { kind: 'left', left: 'closed' },
    { kind: 'dial', number: '+46851929999' },
    { kind: 'end' },
  ]);
  expect(outcome.reason).toBe('noAnswer');
});

test('where nobody is logged in, it goes where the group says, or waits', async () => {
  const none = exits({
    emptyOnEntry: { noneLoggedIn: { to: 'person', userId: anna.userId }, allPaused: null, noneReachable: null },
  });
  const told = await support({ settings: { exits: none } });
  expect((await tried(told)).happened).toMatchObject([
    { kind: 'group', found: { place: null, agents: { loggedOut: 2 } } },
    { kind: 'left', left: 'noneLoggedIn' },
    { kind: 'goOn', userId: anna.userId },
    { kind: 'end' },
  ]);
  const waits = await support({ settings: { exits: exits({}) } });
  expect((await tried(waits)).happened[0]).toMatchObject({ kind: 'group', found: { place: 1 } });
});
