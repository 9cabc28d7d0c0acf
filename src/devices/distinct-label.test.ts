import { distinctLabel } from './distinct-label';

test('two windows of one name can be told apart', () => {
  expect(distinctLabel('Teams on Windows', null, [])).toBe('Teams on Windows');
  expect(distinctLabel('Teams on Windows', null, ['Teams on Windows'])).toBe('Teams on Windows 2');
  expect(distinctLabel('Teams on Windows', null, ['Teams on Windows', 'Teams on Windows 2', 'Chrome on Mac'])).toBe(
    'Teams on Windows 3',
  );
});

test('a phone keeps its number while it can', () => {
  expect(distinctLabel('Teams', 'Teams 2', [])).toBe('Teams 2');
  expect(distinctLabel('Teams', 'Teams 2', ['Teams 2'])).toBe('Teams');
  expect(distinctLabel('Teams', 'Teams 2', ['Teams', 'Teams 2'])).toBe('Teams 3');
});

test('another name is another name', () => {
  expect(distinctLabel('Teams', 'Chrome', [])).toBe('Teams');
  expect(distinctLabel('Teams', 'Teams on Windows', [])).toBe('Teams');
});
