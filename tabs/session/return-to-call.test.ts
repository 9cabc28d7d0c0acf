import type { Command } from '../../src/contract/realtime';
import { ClientError } from '../api/client-error';
import { createFakeClock, settle } from '../fakes/fake-clock';
import { aCall, aSnapshot, callId, deviceId } from '../fakes/samples';
import { initialSoftphoneState, newCall } from '../softphone/softphone-state';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import type { AppState } from '../state/app-state';
import { createStore } from '../state/store';
import { createReturnToCall } from './return-to-call';

const me = deviceId(1);
const thisWindow = { id: me, kind: 'tab', label: 'Teams', reachable: true, ringer: true } as const;
const anchored = aCall({ id: callId(1), state: 'anchored', anchoredUntilMs: 60_000 });

function setUp(options: { refuse?: ClientError['code']; fails?: ClientError['code'] } = {}) {
  const clock = createFakeClock();
  const store = createStore<AppState>({ ...initialState, connection: { state: 'online' } });
  const state = createStore({ ...initialSoftphoneState, deviceId: me });
  const commands: Command[] = [];
  const said: string[] = [];
  let { fails } = options;
  const { asked: returnTo, broken } = createReturnToCall({
    store,
    softphone: { state },
    command: async (command) => {
      commands.push(command);
      const code = fails ?? options.refuse;
      fails = undefined;
      if (code) throw new ClientError(code);
    },
    onOver: () => said.push('over'),
    onError: (code) => said.push(code),
  });
  const snapshot = (change: Parameters<typeof aSnapshot>[0]): void =>
    store.update((value) => applySnapshot(value, aSnapshot(change), clock.nowMs()));
  return { store, state, commands, said, returnTo, broken, snapshot };
}

it('brings the audio of a call that waits to this window, once', () => {
  const { returnTo, commands, snapshot } = setUp();
  snapshot({ calls: [anchored], devices: [thisWindow] });
  returnTo(callId(1));
  expect(commands).toEqual([{ name: 'call.move', callId: callId(1), to: { kind: 'device', deviceId: me } }]);
  snapshot({ calls: [anchored], devices: [thisWindow] });
  expect(commands).toHaveLength(1);
});

it('waits until this window is signed in and a phone that answers', () => {
  const { returnTo, commands, snapshot, store } = setUp();
  returnTo(callId(1));
  snapshot({ calls: [anchored], devices: [{ ...thisWindow, reachable: false }] });
  expect(commands).toEqual([]);
  store.update((value) => applyEvent(value, { type: 'devices', devices: [thisWindow] }, 0));
  expect(commands).toHaveLength(1);
});

it('says that a call is over, or was never mine', () => {
  const { returnTo, said, commands, snapshot } = setUp();
  returnTo(callId(1));
  snapshot({ calls: [aCall({ id: callId(2), state: 'anchored' })], devices: [thisWindow] });
  expect(said).toEqual(['over']);
  expect(commands).toEqual([]);
});

it('says it too when the call ends while the window becomes a phone', () => {
  const { returnTo, said, snapshot, store } = setUp();
  snapshot({ calls: [anchored] });
  returnTo(callId(1));
  store.update((value) =>
    applyEvent(value, { type: 'call', call: { ...anchored, revision: 99, state: 'ended', endReason: 'hungUp' } }, 0),
  );
  expect(said).toEqual(['over']);
});

it.each([
  ['up on another device', { state: 'active', deviceId: deviceId(2) }],
  ['on its way here by itself', { state: 'anchored', movingTo: 'Teams' }],
] as const)('leaves a call alone that is %s', (_what, change) => {
  const { returnTo, said, commands, snapshot } = setUp();
  snapshot({ calls: [{ ...anchored, ...change }], devices: [thisWindow] });
  returnTo(callId(1));
  expect([commands, said]).toEqual([[], []]);
});

it.each([
  ['call.notFound', ['over']],
  ['call.notAllowed', []],
  ['device.unreachable', ['device.unreachable']],
] as const)('when the server answers %s it says %j', async (refuse, expected) => {
  const { returnTo, said, snapshot } = setUp({ refuse });
  snapshot({ calls: [anchored], devices: [thisWindow] });
  returnTo(callId(1));
  await settle();
  expect(said).toEqual(expected);
});

describe('a call whose session in this window is beyond repair', () => {
  const here = { ...anchored, deviceId: me, deviceLabel: 'Teams' };
  const toHere = { name: 'call.move', callId: callId(1), to: { kind: 'device', deviceId: me } };

  it('is asked for when the connection is back', () => {
    const { broken, commands, snapshot, store } = setUp();
    snapshot({ calls: [here], devices: [thisWindow] });
    store.update((value) => ({ ...value, connection: { state: 'connecting' } }));
    broken(callId(1));
    expect(commands).toEqual([]);
    store.update((value) => ({ ...value, connection: { state: 'online' } }));
    expect(commands).toEqual([toHere]);
  });

  it('is asked for once more when nobody heard it', async () => {
    const { broken, commands, snapshot, store } = setUp({ fails: 'client.timeout' });
    snapshot({ calls: [here], devices: [thisWindow] });
    broken(callId(1));
    await settle();
    store.update((value) => ({ ...value }));
    expect(commands).toEqual([toHere, toHere]);
  });

  it('is asked for once the server has seen that it broke', () => {
    const { broken, commands, snapshot, store } = setUp();
    snapshot({ calls: [{ ...here, state: 'active', anchoredUntilMs: null }], devices: [thisWindow] });
    broken(callId(1));
    expect(commands).toEqual([]);
    store.update((value) => applyEvent(value, { type: 'call', call: { ...here, revision: 99 } }, 0));
    expect(commands).toEqual([toHere]);
  });

  it('is left alone when it has come back, gone elsewhere or ended meanwhile', () => {
    for (const change of [
      { deviceId: deviceId(2), state: 'active' },
      { state: 'anchored', movingTo: 'Teams' },
      { state: 'ended' },
    ] as const) {
      const { broken, commands, said, snapshot } = setUp();
      snapshot({ calls: [{ ...here, ...change }], devices: [thisWindow] });
      broken(callId(1));
      snapshot({ calls: [here], devices: [thisWindow] });
      expect([commands, said]).toEqual([[], []]);
    }
    const { broken, state, commands, snapshot } = setUp();
    state.update((value) => ({
      ...value,
      calls: new Map([[callId(2), { ...newCall(callId(2)), state: 'established' }]]),
    }));
    snapshot({ calls: [{ ...here, invitedAs: callId(2) }], devices: [thisWindow] });
    broken(callId(1));
    expect(commands).toEqual([]);
  });
});
