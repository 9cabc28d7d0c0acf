import { anna, answerGroups, bjorn, entry, group, sales, support } from '../../../tests/fakes/answer-groups';
import type { UserId } from '../../contract/ids';

const both = [anna, bjorn];

describe('order', () => {
  const offered = (story: ReturnType<typeof answerGroups>) => story.of('offer').map(({ entryId }) => entryId);

  /** Who is served, one after the other, by one agent. */
  function served(story: ReturnType<typeof answerGroups>): string[] {
    for (let entryId = offered(story).at(-1); story.state.entries.size > 0; entryId = offered(story).at(-1)) {
      story.talks(entryId as string, anna);
      story.ends(entryId as string, anna);
    }
    return [...offered(story)];
  }

  test('by priority, then by when they came', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    for (const [name, priority] of [
      ['a', 0],
      ['b', 2],
      ['c', 0],
      ['d', 2],
    ] as const) {
      story.enters(name, support, { priority });
      story.passes(1_000);
    }
    story.comes(anna);
    expect(served(story)).toEqual(['b', 'd', 'a', 'c']);
  });

  test('nobody starves: waiting makes urgent', () => {
    const story = answerGroups({ groups: [group(support, [anna], { ageEveryMs: 60_000 })] });
    story.enters('old');
    story.passes(180_000);
    story.enters('new', support, { priority: 2 });
    story.comes(anna);
    expect(served(story)).toEqual(['old', 'new']);
  });

  test('of groups that share an agent the heavier one is served first', () => {
    const story = answerGroups({ groups: [group(support, [anna]), group(sales, [anna], { weight: 5 })] });
    story.enters('light', support, { priority: 9 });
    story.passes(1_000);
    story.enters('heavy', sales);
    story.comes(anna);
    expect(served(story)).toEqual(['heavy', 'light']);
  });
});

describe('place and waiting time', () => {
  const announce = { everyMs: 75_000, gapMs: 20_000 };
  const places = (story: ReturnType<typeof answerGroups>, name: string) =>
    story.of('announce').flatMap((each) => (each.entryId === name ? [each.position] : []));

  test('is said at first, soon when it has improved, and now and then', () => {
    const story = answerGroups({ groups: [group(support, [anna], { announce })] });
    for (const name of ['a', 'b', 'c']) story.enters(name);
    expect(places(story, 'c')).toEqual([3]);
    story.passes(5_000);
    story.hangsUp('a');
    expect(places(story, 'c')).toEqual([3]);
    story.passes(15_000);
    expect(places(story, 'c')).toEqual([3, 2]);
    story.passes(75_000);
    expect(places(story, 'c')).toEqual([3, 2, 2]);
  });

  test('is never said while an agent is rung', () => {
    const story = answerGroups({ groups: [group(support, [anna], { announce, ringForMs: 200_000 })], there: [anna] });
    story.enters('a');
    story.passes(190_000);
    expect(places(story, 'a')).toEqual([]);
  });

  test('callbacks that come first count', () => {
    const story = answerGroups({ groups: [group(support, [anna], { announce })] });
    story.enters('a');
    story.give({ type: 'callbackWanted', entryId: entry('a'), number: '+46a' });
    story.enters('b');
    expect(places(story, 'b')).toEqual([2]);
  });

  /** So many talks, each of two minutes. */
  function talked(count: number) {
    const story = answerGroups({ groups: [group(support, both, { announce, maxWaitMs: 3_600_000 })], there: both });
    for (let n = 0; n < count; n++) {
      story.enters(`talk-${n}`);
      const [userId] = story.rings(`talk-${n}`);
      story.talks(`talk-${n}`, userId as UserId);
      story.passes(120_000);
      story.ends(`talk-${n}`, userId as UserId);
    }
    for (const userId of both) story.line(userId, false);
    return story;
  }
  const ranges = (story: ReturnType<typeof answerGroups>, name: string) =>
    story.of('announce').flatMap((each) => (each.entryId === name ? [each.range?.from ?? null] : []));

  test('the time is not said with fewer than ten talks', () => {
    const story = talked(9);
    story.enters('a');
    expect(ranges(story, 'a')).toEqual([null]);
  });

  test('the time is the mean of what the line would take and what its head has waited, as a range', () => {
    const story = talked(10);
    story.enters('a');
    story.passes(600_000);
    story.enters('b');
    // 2 × 2 min / 2 agents = 2 min, and 10 min: 6 min.
    expect(ranges(story, 'a')[0]).toBe(1);
    expect(ranges(story, 'b')).toEqual([4]);
  });

  test('the time that was said never grows', () => {
    const story = talked(10);
    story.enters('a');
    story.pauses(anna);
    story.line(anna, true);
    story.passes(76_000);
    expect(ranges(story, 'a')).toEqual([1, 1]);
  });
});
