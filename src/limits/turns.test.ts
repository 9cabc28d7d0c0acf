import { createTurns } from './turns';

let started: string[];
beforeEach(() => (started = []));

test('one user waits for itself, in order, and nobody else does', () => {
  const turns = createTurns({ atOnce: 2 });
  const [leaveA, leaveB] = ['a', 'b', 'c', 'd'].map((name) => turns.enter('anna', () => started.push(name)));
  turns.enter('björn', () => started.push('other'));
  expect(started).toEqual(['a', 'b', 'other']);
  leaveB?.();
  leaveB?.();
  expect(started).toEqual(['a', 'b', 'other', 'c']);
  leaveA?.();
  expect(started).toEqual(['a', 'b', 'other', 'c', 'd']);
});

test('a turn that is given back before it came does not come, and too many are refused', () => {
  const turns = createTurns({ atOnce: 1, waiting: 2 });
  const [leaveA, leaveB, , leaveD] = ['a', 'b', 'c', 'd'].map((name) => turns.enter('anna', () => started.push(name)));
  expect(leaveD).toBeNull();
  leaveB?.();
  leaveA?.();
  expect(started).toEqual(['a', 'c']);
});
