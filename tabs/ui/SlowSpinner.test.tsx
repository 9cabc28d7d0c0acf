import { draw } from '../fakes/render';
import { SlowSpinner } from './SlowSpinner';

it('turns only once something has taken a while', async () => {
  const page = await draw(<SlowSpinner size="tiny" before={<b>before</b>} />);
  const turns = (): boolean => page.root.querySelector('[role="progressbar"]') !== null;
  await page.act(() => page.clock.advance(299));
  expect([turns(), page.root.textContent]).toEqual([false, 'before']);
  await page.act(() => page.clock.advance(1));
  expect([turns(), page.root.textContent]).toEqual([true, '']);
});
