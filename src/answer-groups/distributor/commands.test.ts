import {
  anna,
  answerGroups,
  bjorn,
  cecilia,
  entry,
  group,
  sales,
  supervisor,
  support,
} from '../../../tests/fakes/answer-groups';
import type { Exit } from './settings';

const voicemail: Exit = { to: 'plan', plan: 'voicemail' };
const both = [anna, bjorn];

describe('what supervisors do', () => {
  const command = (name: string, wanted: Parameters<typeof JSON.stringify>[0]) =>
    ({ type: 'entryCommand', by: supervisor, entryId: entry(name), command: wanted, because: 'busy day' }) as const;

  test('for an agent: it is told to the agent, and kept with the values before and after', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.pauses(anna, supervisor);
    expect(story.of('notice')).toEqual([{ type: 'notice', userId: anna, notice: 'pause', by: supervisor }]);
    expect(story.of('audit')).toEqual([
      {
        type: 'audit',
        actor: supervisor,
        target: { agent: anna },
        action: 'pause',
        reason: null,
        before: 'ready',
        after: 'paused: break',
      },
    ]);
  });

  test('what agents do for themselves is no audit', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.pauses(anna);
    expect([...story.of('audit'), ...story.of('notice')]).toEqual([]);
  });

  test('move, priority and pull', () => {
    const story = answerGroups({ groups: [group(support, [anna]), group(sales, [bjorn])] });
    for (const name of ['a', 'b', 'c']) story.enters(name);
    story.give(command('a', { name: 'move', groupId: sales }));
    story.give(command('c', { name: 'setPriority', priority: 5 }));
    story.give(command('b', { name: 'pull', to: cecilia }));
    expect(story.of('audit').map(({ action, before, after }) => [action, before, after])).toEqual([
      ['move', 'group support, priority 0', 'group sales, priority 0'],
      ['setPriority', 'group support, priority 0', 'group support, priority 5'],
      ['pull', 'group support, priority 0', 'gone'],
    ]);
    expect(story.of('leave')).toEqual([
      { type: 'leave', entryId: 'b', reason: 'pulled', exit: { to: 'person', userId: cecilia } },
    ]);
  });

  test('what cannot be done is refused, and changes nothing', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('a');
    story.answers('a', anna);
    const refused = [
      command('nobody', { name: 'dropCallback' }),
      command('a', { name: 'setPriority', priority: 1 }),
      { type: 'agentCommand', by: supervisor, userId: bjorn, command: { name: 'logIn' } },
      { type: 'entered', entryId: entry('b'), callId: 'b', groupId: sales, number: null },
    ].map((input) => story.attempt(input as never).refused);
    expect(refused).toEqual(['noSuchEntry', 'notWaiting', 'noSuchAgent', 'noSuchGroup']);
  });

  test('a callback is dropped', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    expect(story.attempt(command('a', { name: 'dropCallback' })).refused).toBe('notCallback');
    story.give({ type: 'callbackWanted', entryId: entry('a'), number: '+46a' });
    story.give(command('a', { name: 'dropCallback' }));
    expect([story.state.entries.size, story.of('unhandled')]).toEqual([0, []]);
  });
});

describe('after a restart', () => {
  test('offers are void, and whoever waits has kept the place and the time', () => {
    const before = answerGroups({ groups: [group(support, both)], there: both });
    before.enters('a');
    before.passes(5_000);
    before.enters('b');
    const { entries, agents } = before.state;
    const story = answerGroups({
      groups: [
        group(support, both, {
          exits: { ...group(support, []).exits, emptyWhileWaiting: { noneReachable: voicemail } },
        }),
      ],
      agents: [...agents.values()],
      entries: [...entries.values()],
    });
    expect([story.state.offers.size, story.of('leave'), story.told('missed')]).toEqual([0, [], []]);
    expect([...story.state.entries.values()].map(({ enteredAtMs }) => enteredAtMs)).toEqual(
      [...entries.values()].map(({ enteredAtMs }) => enteredAtMs),
    );
    story.device(anna, true);
    expect(story.rings('a')).toEqual([anna]);
    story.device(bjorn, true);
    expect(story.rings('b')).toEqual([bjorn]);
  });
});

test('whoever is taken out of the last group in the time after a talk is no agent more, and no timer is left', () => {
  const story = answerGroups({ groups: [group(support, [anna], { wrapUpMs: 60_000 })], there: [anna] });
  story.enters('one');
  story.talks('one', anna);
  story.ends('one', anna);
  story.give({ type: 'configured', groups: [group(support, [bjorn])] });
  expect([story.state.agents.has(anna), story.timers.size]).toEqual([false, 0]);
});

test('whoever is taken out of the last group in a talk is logged out at once, and is asked for nothing', () => {
  const groups = [group(support, [anna], { wrapUpMs: 60_000 })];
  const story = answerGroups({ groups, there: [anna] });
  story.enters('one');
  story.talks('one', anna);
  story.line(anna, false);
  story.give({ type: 'configured', groups: [group(support, [bjorn])] });
  expect(story.told('agent').at(-1)).toMatchObject({ userId: anna, from: 'inCall', to: 'loggedOut' });
  const logIn = story.attempt({ type: 'agentCommand', by: anna, userId: anna, command: { name: 'logIn' } });
  expect(logIn).toEqual({ refused: 'noSuchAgent' });
  story.ends('one', anna);
  story.line(anna, true);
  expect([story.told('talked').length, story.doing(anna), story.timers.size]).toEqual([1, 'loggedOut', 0]);
});

test('the state that a decision begins with is never written to', () => {
  const story = answerGroups({ groups: [group(support, both, { wrapUpMs: 1_000 })], there: both });
  const frozen = structuredClone({ ...story.state, setup: null });
  const before = story.state;
  story.enters('a');
  story.talks('a', anna);
  story.ends('a', anna);
  story.pauses(bjorn);
  expect(structuredClone({ ...before, setup: null })).toEqual(frozen);
});
