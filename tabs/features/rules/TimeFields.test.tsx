import { draw } from '../../fakes/render';
import { TimeFields } from './TimeFields';

it('each day is a box of its own, in a group that says what they are', async () => {
  const onTime = jest.fn();
  const time = { days: [1], from: '08:00', to: '17:00' };
  const { root, click } = await draw(<TimeFields {...{ time, onTime }} problem="Choose at least one day." />, {
    texts: 'rules',
  });
  const group = root.querySelector('[role=group]');
  const named = (attribute: string) => document.getElementById(group?.getAttribute(attribute) ?? '')?.textContent;
  expect(named('aria-labelledby')).toBe('Days');
  expect(named('aria-describedby')).toBe('Choose at least one day.');
  const boxes = [...root.querySelectorAll<HTMLInputElement>('[type=checkbox]')];
  expect(boxes.every((box) => !box.hasAttribute('aria-labelledby'))).toBe(true);
  expect(boxes.map(({ labels }) => [...(labels ?? [])].map(({ textContent }) => textContent))).toEqual(
    ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => [day]),
  );
  await click(boxes[2] as HTMLInputElement);
  expect(onTime).toHaveBeenCalledWith({ ...time, days: [1, 3] });
});
