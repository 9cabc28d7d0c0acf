import { createFakeClock, settle } from '../fakes/fake-clock';
import { FakeDevices } from '../fakes/fake-phones';
import { aCall, aSnapshot } from '../fakes/samples';
import { defaultAudioSettings } from '../softphone/audio-settings';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { warmMicrophone } from './warm-microphone';

async function setUp(change: Partial<FakeDevices> = {}) {
  const devices = Object.assign(new FakeDevices(), change);
  const clock = createFakeClock();
  const store = createStore(initialState);
  const snapshot = (...calls: ReturnType<typeof aCall>[]): void =>
    store.update((value) => applySnapshot(value, aSnapshot({ calls }), 0));
  await warmMicrophone({ devices, settings: () => defaultAudioSettings, store, clock });
  await settle();
  return { devices, clock, store, snapshot, open: () => devices.opened.filter(({ track }) => !track.stopped).length };
}
const anchored = aCall({ state: 'anchored', answeredAtMs: 1 });

it('is open until the call is back', async () => {
  const { open, snapshot, store } = await setUp();
  snapshot(anchored);
  expect(open()).toBe(1);
  store.update((value) => applyEvent(value, { type: 'call', call: { ...anchored, revision: 99, state: 'active' } }, 0));
  expect(open()).toBe(0);
});

it('closes when the call was over before the page was back', async () => {
  const { open, snapshot } = await setUp();
  snapshot();
  expect(open()).toBe(0);
});

it('closes after 10 s whatever happens', async () => {
  const { open, snapshot, clock } = await setUp();
  snapshot(anchored);
  clock.advance(9_999);
  expect(open()).toBe(1);
  clock.advance(1);
  expect(open()).toBe(0);
});

it('never asks for permission, and leaves a fault to the call', async () => {
  expect((await setUp({ allowed: 'prompt' })).devices.opened).toEqual([]);
  expect((await setUp({ problem: 'busy' })).devices.opened).toEqual([]);
});
