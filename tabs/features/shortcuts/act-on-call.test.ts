import type { CallView } from '../../../src/contract/calls/call-view';
import { aCall, callId, deviceId } from '../../fakes/samples';
import { createFakeClock } from '../../fakes/fake-clock';
import { newCall } from '../../softphone/softphone-state';
import { applyEvent, initialState } from '../../state/app-state';
import { createStore } from '../../state/store';
import { callCards } from '../../view-models/call-card';
import { actOnCall } from './act-on-call';

/** A window whose calls are as the server tells, and that ends a call 100 ms after it was asked to. */
function pressing(...views: Partial<CallView>[]) {
  const clock = createFakeClock();
  const done: string[] = [];
  const store = createStore(initialState);
  const tell = (view: CallView): void =>
    store.set(applyEvent(store.get(), { type: 'call', call: view }, clock.nowMs()));
  const calls = views.map((view, n) =>
    aCall({ id: callId(n + 1), deviceId: deviceId(1), invitedAs: callId(n + 1), ...view }),
  );
  calls.forEach(tell);
  const end = (what: string) => (id: CallView['id']) => {
    done.push(`${what} ${calls.findIndex((view) => view.id === id) + 1}`);
    const view = calls.find((each) => each.id === id);
    if (view)
      clock.after(100, () => tell({ ...view, revision: view.revision + 1, state: 'ended', endReason: 'hungUp' }));
  };
  const local = new Map(
    calls.map(({ id }) => [
      id,
      { ...newCall(id), direction: 'in' as const, state: 'established' as const, hears: true },
    ]),
  );
  const cards = { get: () => callCards(store.get().calls, local, { deviceId: deviceId(1) }) };
  const services = {
    clock,
    store,
    cards,
    calls: { hangUp: end('hangUp'), decline: end('decline') },
  } as unknown as Parameters<typeof actOnCall>[1];
  return { done, clock, tell, calls, press: (action: 'hangUp' | 'decline') => actOnCall(action, services) };
}

const active = { state: 'active', answeredAtMs: 1 } as const;
const held = { state: 'held', heldByMe: true, answeredAtMs: 1 } as const;
const ringing = { state: 'ringing', deviceId: null, invitedAs: null, answeredAtMs: null } as const;
const dialling = { state: 'connecting', direction: 'out', answeredAtMs: null } as const;

test.each([
  { what: 'a held one', other: held },
  { what: 'a ringing one', other: ringing },
  { what: 'one that is parked on another device', other: { ...held, deviceId: deviceId(2) } },
  { what: 'one that has just come to be spoken in', other: active },
  { what: 'one that is dialled', other: dialling },
])('hang up pressed twice ends the call I speak in, and not $what', ({ other }) => {
  const { press, clock, done } = pressing(active, other);
  press('hangUp');
  clock.advance(350);
  press('hangUp');
  expect(done).toEqual(['hangUp 1']);
});

test('one rings and one is held: hang up is about neither', () => {
  const { press, done } = pressing(ringing, held);
  expect(press('hangUp')).toBe(false);
  expect(done).toEqual([]);
});

test('a call that is dialled is hung up, and one that I speak in on another device', () => {
  for (const mine of [dialling, { ...active, deviceId: deviceId(2) }]) {
    const { press, done } = pressing(held, mine);
    press('hangUp');
    expect(done).toEqual(['hangUp 2']);
  }
});

test('the other side hangs up as I press: the next call goes on, until I press again', () => {
  const { press, tell, calls, clock, done } = pressing(active, dialling);
  const [first] = calls;
  if (first) tell({ ...first, revision: 9, state: 'ended', endReason: 'hungUp' });
  clock.advance(300);
  press('hangUp');
  expect(done).toEqual([]);
  clock.advance(500);
  press('hangUp');
  expect(done).toEqual(['hangUp 2']);
});

test('decline pressed twice declines one of two that ring; who gave up does not keep me from hanging up', () => {
  const { press, clock, done, tell, calls } = pressing(ringing, ringing, active);
  press('decline');
  clock.advance(350);
  press('decline');
  expect(done).toEqual(['decline 1']);
  const [, second] = calls;
  if (second) tell({ ...second, revision: 9, state: 'ended', endReason: 'cancelled' });
  press('hangUp');
  expect(done).toEqual(['decline 1', 'hangUp 3']);
});
