import { createPlaces } from './places';

function room(limits: { perPlace: number; total: number }) {
  const dropped: string[] = [];
  const strangers = createPlaces(limits);
  return { dropped, strangers, add: (place: string, name: string) => strangers.add(place, () => dropped.push(name)) };
}

test('of too many from one place the oldest goes; other places are not touched', () => {
  const { dropped, strangers, add } = room({ perPlace: 2, total: 100 });
  add('here', 'first');
  add('there', 'other');
  const settle = add('here', 'second');
  add('here', 'third');
  expect(dropped).toEqual(['first']);
  settle();
  settle();
  add('here', 'fourth');
  expect(dropped).toEqual(['first']);
  expect(strangers.size).toBe(3);
});

test('of too many the oldest goes that does not wait for us; where all do, the newest', () => {
  const { dropped, strangers } = room({ perPlace: 2, total: 100 });
  const waits = () => true;
  strangers.add('here', () => dropped.push('first'), waits);
  strangers.add('here', () => dropped.push('idle'));
  strangers.add('here', () => dropped.push('second'), waits);
  expect(dropped).toEqual(['idle']);
  strangers.add('here', () => dropped.push('third'), waits);
  expect(dropped).toEqual(['idle', 'third']);
  expect(strangers.size).toBe(2);
});

test('of too many in all the oldest of the fullest place goes', () => {
  const { dropped, strangers, add } = room({ perPlace: 10, total: 4 });
  add('one', 'guest');
  for (const name of ['a', 'b', 'c', 'd', 'e']) add('crowd', name);
  add('two', 'late');
  expect(dropped).toEqual(['a', 'b', 'c']);
  expect(strangers.size).toBe(4);
});
