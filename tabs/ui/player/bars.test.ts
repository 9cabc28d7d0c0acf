import { barsOf } from './bars';

test('each bar is the loudest of its part, compared with the loudest of the message', () => {
  expect(barsOf([0, 200, 100, 50, 0, 0], 3)).toEqual([88, 44, 2]);
});

test('what is hardly more than silence is drawn low', () => {
  expect(barsOf([4, 4, 4, 4], 2)).toEqual([7, 7]);
});
