import { createFakeClock, settle } from '../fakes/fake-clock';
import { FakeDevices } from '../fakes/fake-phones';
import { aCall, aSnapshot, deviceId } from '../fakes/samples';
import { defaultAudioSettings } from '../softphone/audio-settings';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { createMoveAwaited, isCallBackAwaited, warmMicrophone } from './warm-microphone';

async function setUp(change: Partial<FakeDevices> = {}, isAwaited = isCallBackAwaited, known = initialState) {
  const devices = Object.assign(new FakeDevices(), change);
  const clock = createFakeClock();
  const store = createStore(known);
  const snapshot = (...calls: ReturnType<typeof aCall>[]): void =>
    store.update((value) => applySnapshot(value, aSnapshot({ calls }), 0));
  await warmMicrophone({ devices, settings: () => defaultAudioSettings, store, clock, isAwaited });
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

describe('for a call that was asked to come from another device', () => {
  const [there, here] = [deviceId(2), deviceId(1)];
  const call = aCall({ state: 'active', answeredAtMs: 1, deviceId: there, movingTo: null });

  async function asked() {
    const known = applySnapshot(initialState, aSnapshot({ calls: [call] }), 0);
    const { open, store } = await setUp({}, createMoveAwaited(call.id, here), known);
    let { revision } = call;
    const becomes = (change: Partial<typeof call>): number => {
      revision += 1;
      const event = { type: 'call', call: { ...call, ...change, revision } } as const;
      store.update((value) => applyEvent(value, event, 0));
      return open();
    };
    return { open, becomes };
  }

  it('is open until the call has come', async () => {
    const { open, becomes } = await asked();
    expect(open()).toBe(1);
    expect(becomes({ state: 'held' })).toBe(1);
    expect(becomes({ movingTo: 'Teams' })).toBe(1);
    expect(becomes({ deviceId: here })).toBe(0);
  });

  it('closes when the call stays where it was, or ends', async () => {
    const stays = await asked();
    stays.becomes({ movingTo: 'Teams' });
    expect(stays.becomes({ movingTo: null })).toBe(0);
    const ends = await asked();
    expect(ends.becomes({ state: 'ended' })).toBe(0);
  });
});
