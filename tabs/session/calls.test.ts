import type { CallView } from '../../src/contract/calls/call-view';
import type { DeviceView } from '../../src/contract/devices/devices';
import type { Command } from '../../src/contract/realtime';
import { ClientError } from '../api/client-error';
import type { ClientErrorCode } from '../api/client-error';
import { settle } from '../fakes/fake-clock';
import { FakeRinger } from '../fakes/fake-phones';
import { aCall, callId, cecilia, deviceId } from '../fakes/samples';
import type { Softphone } from '../softphone/softphone';
import { initialSoftphoneState } from '../softphone/softphone-state';
import type { SoftphoneState } from '../softphone/softphone-state';
import { initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { createCalls } from './calls';

const tab: DeviceView = { id: deviceId(1), kind: 'tab', label: 'Teams', reachable: true, ringer: true };
const deskPhone: DeviceView = {
  id: deviceId(2),
  kind: 'deskPhone',
  label: 'Desk phone',
  reachable: true,
  ringer: false,
};

function setUp(views: readonly CallView[] = []) {
  const store = createStore({
    ...initialState,
    devices: [tab, deskPhone],
    calls: new Map(views.map((view) => [view.id, { view, goneAtMs: null }])),
  });
  const state = createStore<SoftphoneState>({
    ...initialSoftphoneState,
    deviceId: tab.id,
    phone: { state: 'registered' },
  });
  const commands: Command[] = [];
  const local: string[] = [];
  const notices: unknown[] = [];
  const errors: ClientErrorCode[] = [];
  let refuse: ClientErrorCode | null = null;
  const note =
    (what: string) =>
    (...args: unknown[]) =>
      void local.push([what, ...args].join(' '));
  const softphone = {
    state,
    answer: note('answer'),
    end: note('end'),
    forget: note('forget'),
    mute: note('mute'),
    sendDigits: (...args: unknown[]) => (note('digits')(...args), false),
    place: ({ number, show }: { number: string; show: string | null }) => (
      note('place')(number, show ?? 'default'),
      callId(50)
    ),
  } as unknown as Softphone;
  const calls = createCalls({
    store,
    softphone,
    ringer: new FakeRinger(),
    warmMicrophone: note('microphone for'),
    newCallId: () => callId(51),
    onError: (code) => errors.push(code),
    onNotice: (notice) => notices.push(notice),
    realtime: {
      command: async (command) => {
        commands.push(command);
        if (refuse) throw new ClientError(refuse);
      },
    },
  });
  return {
    calls,
    store,
    state,
    commands,
    local,
    notices,
    errors,
    refuseWith: (code: ClientErrorCode) => void (refuse = code),
  };
}

const up = { state: 'active', deviceId: tab.id, deviceLabel: 'Teams', invitedAs: callId(1), answeredAtMs: 1 } as const;

it('a call is placed in this window; it says what it shows when that was chosen for it, or is not stored yet', () => {
  const { calls, local, store } = setUp();
  calls.place('1002', null);
  store.update((state) => ({ ...state, settings: { ...state.settings, numberToShow: '+46851920012' } }));
  calls.place('1002', null);
  store.update((state) => ({ ...state, unstoredNumber: '+46851920011' }));
  calls.place('1002', null);
  calls.place('1002', null, { show: 'anonymous' });
  expect(local).toEqual([
    'place 1002 default',
    'place 1002 default',
    'place 1002 +46851920011',
    'place 1002 anonymous',
  ]);
});

it('what stood behind the number is kept for its call, in this window or another phone of mine, and sent once', () => {
  const { calls, commands, local, store } = setUp();
  calls.place('+46701740699', null, { after: '12#' });
  store.update((state) => ({ ...state, settings: { ...state.settings, callFrom: deskPhone.id } }));
  calls.place('1002', null, { after: '7' });
  calls.place('1002', null, { after: '' });
  expect([...calls.afterAnswer.get()]).toEqual([
    [callId(50), '12#'],
    [callId(51), '7'],
  ]);
  calls.sendAfter(callId(50));
  calls.sendAfter(callId(50));
  expect(local.slice(1)).toEqual([`digits ${callId(50)} 12#`]);
  expect(commands.at(-1)).toEqual({ name: 'call.sendDigits', callId: callId(50), digits: '12#' });
  calls.dismiss(callId(51));
  expect(calls.afterAnswer.get().size).toBe(0);
});

it('a call from another phone of mine is placed by the server, and from here when that phone is gone', () => {
  const { calls, commands, local, notices, store } = setUp();
  store.update((state) => ({ ...state, settings: { ...state.settings, callFrom: deskPhone.id } }));
  expect(calls.place('1002', null)).toBe(callId(51));
  expect(commands).toEqual([
    {
      name: 'call.place',
      callId: callId(51),
      from: { kind: 'device', deviceId: deskPhone.id },
      number: '1002',
      show: null,
    },
  ]);
  store.update((state) => ({ ...state, devices: [tab] }));
  calls.place('1002', null);
  expect(local).toEqual(['place 1002 default']);
  expect(notices).toEqual([{ intent: 'info', key: 'callFrom.missing' }]);
});

it('without a microphone the call is placed from the desk phone', () => {
  const { calls, commands, state } = setUp();
  state.update((value) => ({ ...value, permission: 'denied' }));
  calls.place('1002', null);
  expect(commands).toMatchObject([{ name: 'call.place', from: { kind: 'device', deviceId: deskPhone.id } }]);
});

it('asking first calls from where the call is, and remembers which call waits', () => {
  const { calls, commands, local } = setUp([
    aCall(up),
    aCall({ ...up, id: callId(2), deviceId: deskPhone.id, deviceLabel: 'Desk phone' }),
  ]);
  const here = calls.consult(callId(1), '1003', 'Cecilia Ek');
  const there = calls.consult(callId(2), '1003', 'Cecilia Ek');
  expect(local).toEqual(['place 1003 default']);
  expect(commands).toMatchObject([
    { name: 'call.place', from: { kind: 'device', deviceId: deskPhone.id }, number: '1003' },
  ]);
  expect([...calls.consultations.get()]).toEqual([
    [here, callId(1)],
    [there, callId(2)],
  ]);
  calls.dismiss(here);
  expect([...calls.consultations.get()]).toEqual([[there, callId(2)]]);
});

it('transfers, takes back, connects and moves by one command each', async () => {
  const { calls, commands, notices } = setUp([aCall(up), aCall({ ...up, id: callId(2), other: cecilia })]);
  calls.transfer(callId(1), '1003');
  calls.takeBack(callId(1));
  calls.connect(callId(1), callId(2));
  calls.moveHere(callId(2));
  calls.moveTo(callId(2), { kind: 'mobile' });
  calls.cancelMove(callId(2));
  expect(commands).toEqual([
    { name: 'call.transfer', callId: callId(1), number: '1003' },
    { name: 'call.takeBack', callId: callId(1) },
    { name: 'call.connect', callId: callId(1), withCallId: callId(2) },
    { name: 'call.move', callId: callId(2), to: { kind: 'device', deviceId: tab.id } },
    { name: 'call.move', callId: callId(2), to: { kind: 'mobile' } },
    { name: 'call.cancelMove', callId: callId(2) },
  ]);
  await settle();
  expect(notices).toEqual([
    { intent: 'success', key: 'connect.done', values: { who: 'Björn Åkesson', with: 'Cecilia Ek' } },
  ]);
});

it('a call that is taken here before this window is a phone is taken as soon as it is one', () => {
  const { calls, commands, local, state } = setUp([aCall(up)]);
  state.update((value) => ({ ...value, deviceId: null, phone: { state: 'starting' } }));
  calls.moveHere(callId(1));
  state.update((value) => ({ ...value, deviceId: tab.id }));
  expect([...commands, ...local]).toEqual([]);
  state.update((value) => ({ ...value, phone: { state: 'registered' } }));
  state.update((value) => ({ ...value, soundAllowed: false }));
  expect(local).toEqual([expect.stringMatching('microphone for')]);
  expect(commands).toEqual([{ name: 'call.move', callId: callId(1), to: { kind: 'device', deviceId: tab.id } }]);
});

it('a move that failed is told, one that I cancelled is not', () => {
  const { calls, notices } = setUp([aCall(up)]);
  calls.cancelMove(callId(1));
  calls.moveFailed(callId(1), 'Desk phone');
  expect(notices).toEqual([]);
  calls.moveTo(callId(1), { kind: 'mobile' });
  calls.moveFailed(callId(1), 'Mobile');
  expect(notices).toEqual([{ intent: 'info', key: 'call.moveFailed', values: { device: 'Mobile' } }]);
});

it('the audio of calls that were connected is found under the id that it began with', async () => {
  const { calls, local, refuseWith } = setUp([aCall({ ...up, invitedAs: callId(7) })]);
  calls.mute(callId(1), true);
  calls.sendDigit(callId(1), '5');
  refuseWith('client.offline');
  calls.hangUp(callId(1));
  await settle();
  expect(local).toEqual([`mute ${callId(7)} true`, `digits ${callId(7)} 5`, `end ${callId(7)}`]);
  calls.dismiss(callId(7));
  expect(local).toHaveLength(3);
});

it('what the server refuses is told in words, but not that a call was over already', async () => {
  const { calls, errors, refuseWith } = setUp([aCall(up)]);
  refuseWith('call.notFound');
  calls.hold(callId(1));
  refuseWith('call.unknownNumber');
  calls.transfer(callId(1), '99');
  await settle();
  expect(errors).toEqual(['call.unknownNumber']);
});
