import { createNewcomers } from './newcomers';

function room(limits: { perPlace: number; total: number }) {
  const dropped: string[] = [];
  const newcomers = createNewcomers(limits);
  return { dropped, newcomers, add: (place: string, name: string) => newcomers.add(place, () => dropped.push(name)) };
}

test('of too many from one place the oldest goes; other places are not touched', () => {
  const { dropped, newcomers, add } = room({ perPlace: 2, total: 100 });
  add('here', 'first');
  add('there', 'other');
  const settle = add('here', 'second');
  add('here', 'third');
  expect(dropped).toEqual(['first']);
  settle();
  settle();
  add('here', 'fourth');
  expect(dropped).toEqual(['first']);
  expect(newcomers.size).toBe(3);
});

test('of too many in all the oldest of the fullest place goes', () => {
  const { dropped, newcomers, add } = room({ perPlace: 10, total: 4 });
  add('one', 'guest');
  for (const name of ['a', 'b', 'c', 'd', 'e']) add('crowd', name);
  add('two', 'late');
  expect(dropped).toEqual(['a', 'b', 'c']);
  expect(newcomers.size).toBe(4);
});
