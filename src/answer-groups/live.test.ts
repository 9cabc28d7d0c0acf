import { anna, answerGroups, group, sales, support } from '../../tests/fakes/answer-groups';
import { changedGroups, figuresOf } from './live';

test('a group that opens or closes, or will do so at another time, is told to those who look at it', () => {
  const story = answerGroups({ groups: [group(support, [anna]), group(sales, [anna])] });
  const opening = (isOpen: boolean, changesAtMs: number | null): readonly string[] => {
    const before = story.state;
    story.give({ type: 'opening', groupId: support, isOpen, changesAtMs });
    return [...changedGroups(before, story.state)];
  };
  expect(opening(false, 60_000)).toEqual([support]);
  expect(figuresOf(story.state, support, story.context)).toMatchObject({ isOpen: false, changesAtMs: 60_000 });
  expect(figuresOf(story.state, sales, story.context)).toMatchObject({ isOpen: true, changesAtMs: null });
  expect(opening(false, 120_000)).toEqual([support]);
  expect(opening(false, 120_000)).toEqual([]);
});
