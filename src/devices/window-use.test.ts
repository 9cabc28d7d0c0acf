import type { UserId } from '../contract/ids';
import { createWindowUse } from './window-use';

const anna = 'anna' as UserId;

test('somebody who says ever new windows makes nothing grow: the one used longest ago is forgotten', () => {
  const use = createWindowUse();
  for (let n = 0; n < 40; n += 1) use.used(anna, `window ${n}`);
  use.used(anna, 'window 0');
  use.used(anna, 'one more');
  expect(use.lastUse(anna, 'window 1')).toBe(0);
  expect(use.lastUse(anna, 'window 0')).toBeGreaterThan(use.lastUse(anna, 'window 39'));
});
