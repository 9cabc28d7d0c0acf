import { anna, answerGroups, bjorn, entry, group, member, support } from '../../../tests/fakes/answer-groups';

const both = [anna, bjorn];

describe('callback', () => {
  const wanted = (story: ReturnType<typeof answerGroups>, name = 'a') =>
    story.give({ type: 'callbackWanted', entryId: entry(name), number: '+46700000001' });

  test('keeps the place, and is one call by one agent who has accepted it', () => {
    const story = answerGroups({ groups: [group(support, both, { strategy: 'ringAll' })] });
    story.enters('a');
    story.passes(1_000);
    story.enters('b');
    wanted(story);
    story.comes(anna);
    expect(story.of('offer')).toMatchObject([{ entryId: 'a', callback: '+46700000001', agents: [anna] }]);
    expect(story.of('callBack')).toEqual([]);
    story.talks('a', anna);
    expect(story.of('callBack')).toMatchObject([{ entryId: 'a', userId: anna, number: '+46700000001' }]);
    expect(story.told('over')).toMatchObject([{ entryId: 'a', outcome: 'callback', by: anna }]);
  });

  test('has all the time: hanging up and the limit of waiting do not end it', () => {
    const story = answerGroups({ groups: [group(support, [anna], { maxWaitMs: 60_000 })] });
    story.enters('a');
    wanted(story);
    story.hangsUp('a');
    story.passes(600_000);
    story.comes(anna);
    expect(story.rings('a')).toEqual([anna]);
  });

  test('is refused where a group has as many to call as may wait in one', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    for (let each = 0; each <= 500; each += 1) {
      const number = `+4670${1_000_000 + each}`;
      story.enters(`caller ${each}`, support, { number });
      story.give({ type: 'callbackWanted', entryId: entry(`caller ${each}`), number });
      if (each < 500) story.hangsUp(`caller ${each}`);
    }
    const waiting = [...story.state.entries.values()].filter(({ callId }) => callId !== null);
    expect([story.state.entries.size, waiting.map(({ id }) => id)]).toEqual([501, ['caller 500']]);
    expect(story.of('callbackAsked').at(-1)).toMatchObject({ entryId: 'caller 500', isKept: false });
  });

  test('is tried again after 5 and 15 minutes, and then is for people to see', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('a');
    wanted(story);
    for (const minutes of [5, 15]) {
      const offerId = story.answers('a', anna);
      story.give({ type: 'callbackFailed', offerId });
      expect(story.rings('a')).toEqual([]);
      story.passes(minutes * 60_000 - 1);
      expect(story.rings('a')).toEqual([]);
      story.passes(1);
      expect(story.rings('a')).toEqual([anna]);
    }
    story.give({ type: 'callbackFailed', offerId: story.answers('a', anna) });
    expect(story.of('unhandled')).toMatchObject([{ number: '+46700000001', because: 'callbackFailed' }]);
    expect(story.told('over')).toMatchObject([{ outcome: 'callback', by: null }]);
    expect(story.doing(anna)).toBe('ready');
  });

  test('is cancelled by a new call of the same number, which takes its place', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    wanted(story);
    story.passes(60_000);
    story.enters('b');
    story.passes(60_000);
    story.enters('c', support, { number: '+46700000001' });
    expect([...story.state.entries.keys()]).toEqual(['b', 'c']);
    story.comes(anna);
    expect(story.rings('c')).toEqual([anna]);
  });

  test('is for people to see when the group closes', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    wanted(story);
    story.give({ type: 'opening', groupId: support, isOpen: false, changesAtMs: null });
    expect(story.of('unhandled')).toMatchObject([{ entryId: 'a', because: 'closed' }]);
    expect(story.told('over')).toMatchObject([{ outcome: 'closed' }]);
  });

  test('is for people to see at once in a group that is closed', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    story.give({ type: 'opening', groupId: support, isOpen: false, changesAtMs: null });
    wanted(story);
    expect(story.of('unhandled')).toMatchObject([{ entryId: 'a', because: 'closed' }]);
  });
});

describe('the agent of last time', () => {
  const sticky = group(support, both, { stickyForMs: 20_000 });

  test('is asked first', () => {
    const story = answerGroups({ groups: [sticky], there: [anna, bjorn] });
    story.enters('one', support, { stickyTo: bjorn });
    expect(story.rings('one')).toEqual([bjorn]);
    expect(story.trace[0]?.skipped).toEqual([{ userId: anna, why: 'sticky' }]);
  });

  test('is waited for in a call, for 20 s', () => {
    const story = answerGroups({ groups: [sticky], there: [anna, bjorn] });
    story.line(bjorn, false);
    story.enters('one', support, { stickyTo: bjorn });
    story.passes(19_999);
    expect(story.rings('one')).toEqual([]);
    story.passes(1);
    expect(story.rings('one')).toEqual([anna]);
  });

  test('is not waited for without the skill that the call needs', () => {
    const members = [member(anna, 0, { skills: { german: 2 } }), member(bjorn, 1)];
    const settings = group(support, members, { strategy: 'skills', stickyForMs: 20_000 });
    const story = answerGroups({ groups: [settings], there: both });
    story.enters('one', support, { stickyTo: bjorn, skill: { name: 'german', level: 1 } });
    expect(story.rings('one')).toEqual([anna]);
  });

  test('is not waited for when paused, and not asked again when not answering', () => {
    const story = answerGroups({ groups: [sticky], there: [anna, bjorn] });
    story.pauses(bjorn);
    story.enters('one', support, { stickyTo: bjorn });
    expect(story.rings('one')).toEqual([anna]);
    story.hangsUp('one');
    story.resumes(bjorn);
    story.enters('two', support, { stickyTo: bjorn });
    story.passes(20_000);
    expect(story.rings('two')).toEqual([anna]);
  });
});
