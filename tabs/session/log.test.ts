import { createTabLog } from './log';

it('the log keeps the newest lines', () => {
  const log = createTabLog(() => 0, 2);
  for (const line of ['a', 'b', 'c']) log.add(line);
  expect(log.lines()).toEqual(['1970-01-01T00:00:00.000Z b', '1970-01-01T00:00:00.000Z c']);
});
