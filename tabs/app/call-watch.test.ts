import type { CallView } from '../../src/contract/calls';
import { createFakeClock, settle } from '../fakes/fake-clock';
import { FakeDevices, FakeRinger, FakeSwitch, FakeSession, someCredentials } from '../fakes/fake-phones';
import { aCall, callId, deviceId } from '../fakes/samples';
import { createSoftphone } from '../softphone/softphone';
import { applyEvent, initialState, withoutCall } from '../state/app-state';
import { createStore } from '../state/store';
import { createCallWatch } from './call-watch';

async function setUp() {
  const clock = createFakeClock();
  const store = createStore(initialState);
  const ringer = new FakeRinger();
  const telephony = new FakeSwitch();
  const softphone = createSoftphone({
    loadSipClient: async () => telephony.phone('1001'), devices: new FakeDevices(), ringer, clock, audioSettings: createStore({ microphoneId: null, speakerId: null, ringDeviceId: null }),
    enrol: async () => someCredentials(), clockSkewMs: () => 0, newCallId: () => callId(9), log: () => undefined,
  });
  await softphone.start();
  await settle();
  const watch = createCallWatch({ store, softphone, ringer, clock, dismiss: (id) => { softphone.forget(id); store.update((state) => withoutCall(state, id)); } });
  let revision = 0;
  const tell = (view: Partial<CallView>): void => store.update((state) => applyEvent(state, { type: 'call', call: aCall({ ...view, revision: ++revision }) }, clock.nowMs()));
  const ring = (): void => telephony.events('1001').onIncoming(new FakeSession(callId(1), 'in', '1001', null));
  return { clock, ringer, softphone, watch, tell, ring };
}

it('rings while a call can be answered here and is silent after', async () => {
  const { ringer, tell, ring, softphone } = await setUp();
  tell({});
  expect(ringer.sound).toBeNull();
  ring();
  expect(ringer.sound).toBe('ringing');
  softphone.answer(callId(1));
  expect(ringer.sound).toBeNull();
});

it('takes an ended card away after 8 s', async () => {
  const { clock, watch, tell } = await setUp();
  tell({ state: 'ended', endReason: 'hungUp' });
  clock.advance(7_999);
  expect(watch.cards.get()).toHaveLength(1);
  clock.advance(1);
  expect(watch.cards.get()).toEqual([]);
});

it('shows briefly that another device took the call, and not again when that call goes on', async () => {
  const { clock, watch, tell, ringer } = await setUp();
  const elsewhere = { state: 'active', deviceId: deviceId(2), answeredAtMs: 1 } as const;
  tell({});
  tell(elsewhere);
  expect(watch.cards.get()[0]?.state).toBe('elsewhere');
  expect(ringer.sound).toBeNull();
  clock.advance(8_000);
  tell({ ...elsewhere, heldByOther: true });
  expect(watch.cards.get()).toEqual([]);
  tell({ ...elsewhere, state: 'ended' });
  expect(watch.cards.get()).toEqual([]);
});

it('keeps a card that came back to life', async () => {
  const { clock, watch, tell } = await setUp();
  tell({ state: 'active', deviceId: deviceId(2), answeredAtMs: 1 });
  tell({ state: 'active', deviceId: deviceId(1), answeredAtMs: 1 });
  clock.advance(60_000);
  expect(watch.cards.get()[0]?.state).toBe('active');
});

it('is silent once it is disposed', async () => {
  const { ringer, tell, ring, watch } = await setUp();
  tell({});
  ring();
  watch.dispose();
  expect(ringer.sound).toBeNull();
});
