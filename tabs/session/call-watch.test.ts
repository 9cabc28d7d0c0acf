import type { CallView } from '../../src/contract/calls/call-view';
import { createFakeClock, settle } from '../fakes/fake-clock';
import { FakeDevices, FakeRinger, FakeSwitch, FakeSession, someCredentials } from '../fakes/fake-phones';
import { aCall, callId, cecilia, deviceId } from '../fakes/samples';
import { defaultAudioSettings } from '../softphone/audio-settings';
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
    loadSipClient: async () => telephony.phone('1001'),
    devices: new FakeDevices(),
    ringer,
    clock,
    audioSettings: createStore(defaultAudioSettings),
    enrol: async () => someCredentials(),
    newCallId: () => callId(9),
    onNetworkChange: () => () => undefined,
    onLostSession: () => undefined,
    onSound: () => undefined,
    onAudioNotice: () => undefined,
    log: () => undefined,
  });
  await softphone.start();
  await settle();
  const failed: string[] = [];
  const watch = createCallWatch({
    store,
    softphone,
    ringer,
    clock,
    onMoveFailed: (_, device) => failed.push(device),
    dismiss: (id) => {
      softphone.forget(id);
      store.update((state) => withoutCall(state, id));
    },
  });
  let revision = 0;
  const tell = (view: Partial<CallView>): void =>
    store.update((state) =>
      applyEvent(state, { type: 'call', call: aCall({ ...view, revision: ++revision }) }, clock.nowMs()),
    );
  const ring = (): void => telephony.events('1001').onIncoming(new FakeSession(callId(1), 'in', '1001', null));
  return { clock, ringer, softphone, watch, failed, tell, ring };
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

it('keeps the card of a call that another device took, so that it can be taken here', async () => {
  const { clock, watch, tell, ringer } = await setUp();
  const elsewhere = { state: 'active', deviceId: deviceId(2), deviceLabel: 'Desk phone', answeredAtMs: 1 } as const;
  tell({});
  tell(elsewhere);
  clock.advance(60_000);
  expect(watch.cards.get()[0]?.state).toBe('elsewhere');
  expect(ringer.sound).toBeNull();
});

it('takes the card of a call that I handed over away sooner, and says until then to whom it went', async () => {
  const { clock, watch, tell } = await setUp();
  tell({ state: 'connecting', transferringTo: cecilia, answeredAtMs: 1 });
  tell({ state: 'ended', endReason: 'transferred', answeredAtMs: 1 });
  expect(watch.cards.get()[0]?.status).toEqual({ key: 'call.transferredTo', values: { who: 'Cecilia Ek' } });
  clock.advance(4_000);
  expect(watch.cards.get()).toEqual([]);
});

it('tells when the audio of a call stayed where it was', async () => {
  const { failed, tell } = await setUp();
  const up = { state: 'active', deviceId: deviceId(1), deviceLabel: 'Teams', answeredAtMs: 1 } as const;
  tell({ ...up, movingTo: 'Desk phone' });
  expect(failed).toEqual([]);
  tell({ ...up, movingTo: null });
  expect(failed).toEqual(['Desk phone']);
});

it.each([
  ['it went there', { state: 'active', deviceId: deviceId(2), deviceLabel: 'Desk phone' }],
  ['the call ended on the way', { state: 'ended', deviceId: deviceId(1), deviceLabel: 'Teams', endReason: 'hungUp' }],
] as const)('says nothing of a move when %s', async (_, after) => {
  const { failed, tell } = await setUp();
  tell({ state: 'active', deviceId: deviceId(1), deviceLabel: 'Teams', movingTo: 'Desk phone', answeredAtMs: 1 });
  tell({ ...after, answeredAtMs: 1 });
  expect(failed).toEqual([]);
});

it('says nothing of a lost call that came back to where it was', async () => {
  const { failed, tell } = await setUp();
  const mine = { deviceId: deviceId(1), deviceLabel: 'Teams', answeredAtMs: 1 } as const;
  tell({ ...mine, state: 'anchored', movingTo: 'Teams' });
  tell({ ...mine, state: 'active', movingTo: null });
  expect(failed).toEqual([]);
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
