import { createFakeClock } from '../../tests/fakes/clock';
import type { DeviceId } from '../contract/ids';
import { createWaitingNotices, summaryOf } from './waiting-messages';

const [desk, other] = ['desk' as DeviceId, 'other' as DeviceId];

function notices() {
  const clock = createFakeClock();
  const told: string[] = [];
  const made = createWaitingNotices(clock, (id, waiting) => told.push(`${id} ${waiting.unheard}/${waiting.heard}`));
  const toldAfter = (ms: number): string[] => {
    clock.advance(ms);
    return told.splice(0);
  };
  return { ...made, clock, toldAfter };
}

test('a summary says all, and whether the lamp is lit', () => {
  expect(summaryOf({ unheard: 0, heard: 3 })).toEqual(['Messages-Waiting: no', 'Voice-Message: 0/3 (0/0)']);
  expect(summaryOf({ unheard: 2, heard: 0 })).toEqual(['Messages-Waiting: yes', 'Voice-Message: 2/0 (0/0)']);
});

test('a phone is told at once, then the newest after a second, and of what is no change nothing', () => {
  const { show, toldAfter } = notices();
  show(desk, { unheard: 1, heard: 0 });
  expect(toldAfter(0)).toEqual(['desk 1/0']);
  for (const unheard of [2, 3]) show(desk, { unheard, heard: 0 });
  show(other, { unheard: 5, heard: 0 });
  expect(toldAfter(999)).toEqual(['other 5/0']);
  expect(toldAfter(1)).toEqual(['desk 3/0']);
  show(desk, { unheard: 3, heard: 0 });
  expect(toldAfter(5_000)).toEqual([]);
});

test('who may have missed it is told again, and who is forgotten or unknown is not', () => {
  const { show, again, forget, of, stop, clock, toldAfter } = notices();
  again(desk);
  expect([toldAfter(1_000), of(desk)]).toEqual([[], null]);
  show(desk, { unheard: 1, heard: 0 });
  again(desk);
  expect(toldAfter(0)).toEqual(['desk 1/0']);
  again(desk);
  expect([toldAfter(999), toldAfter(1)]).toEqual([[], ['desk 1/0']]);
  again(desk);
  forget(desk);
  expect([toldAfter(5_000), of(desk)]).toEqual([[], null]);
  show(other, { unheard: 1, heard: 0 });
  stop();
  expect(clock.pending).toBe(0);
});
