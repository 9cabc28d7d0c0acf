import { createFakeClock } from '../../fakes/fake-clock';
import { followPointer } from './follow-pointer';

const at = (type: string, clientY: number): PointerEvent =>
  Object.assign(new MouseEvent(type, { clientX: 5, clientY }), { pointerId: 1 }) as PointerEvent;

it('what is dragged ends where the pointer went up, also when the way there was not told', () => {
  const told: (number | boolean)[] = [];
  followPointer(at('pointerdown', 10), {
    clock: createFakeClock(),
    hold: false,
    onBegin: () => undefined,
    onMove: ({ clientY }) => told.push(clientY),
    onEnd: (kept) => told.push(kept),
  });
  window.dispatchEvent(at('pointermove', 40));
  window.dispatchEvent(at('pointerup', 90));
  window.dispatchEvent(at('pointermove', 99));
  expect(told).toEqual([40, 90, true]);
});

it('a finger that rests and goes up again has gone nowhere', () => {
  const told: unknown[] = [];
  const clock = createFakeClock();
  followPointer(at('pointerdown', 10), {
    clock,
    hold: true,
    onBegin: () => told.push('begun'),
    onMove: () => told.push('moved'),
    onEnd: (kept) => told.push(kept),
  });
  clock.advance(1_000);
  window.dispatchEvent(at('pointerup', 12));
  expect(told).toEqual(['begun', true]);
});
