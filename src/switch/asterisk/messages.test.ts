import { createFakeClock } from '../../../tests/fakes/clock';
import type { DeviceId } from '../../contract/ids';
import type { Contact } from './contacts';
import type { Registrant } from './device-objects';
import { createMessages } from './messages';

const [desk, window] = ['desk' as DeviceId, 'window' as DeviceId];
const inside = { kind: 'inside' };
const devices = new Map([
  [desk, { username: 'd1', side: inside, digest: 'of its secret' }],
  [window, { username: 'w1', side: inside, password: 'secret' }],
]) as ReadonlyMap<DeviceId, unknown> as ReadonlyMap<DeviceId, Registrant>;

function started() {
  const clock = createFakeClock();
  const asked: Readonly<Record<string, string>>[] = [];
  const state = { isThere: true, answer: 'Response: Success\r\nMessage: NOTIFY sent\r\n\r\n', warned: 0 };
  const nothing = (): void => undefined;
  const messages = createMessages({
    clock,
    logger: { debug: nothing, info: nothing, warn: () => void (state.warned += 1), error: nothing },
    devices: {
      find: (id) => devices.get(id) ?? null,
      contactOf: () => (state.isThere ? ({} as Contact) : null),
    },
    async askManager(action) {
      asked.push(action);
      return state.answer;
    },
  });
  const askedAfter = async (ms: number) => {
    clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
    return asked.splice(0);
  };
  return { messages, state, clock, askedAfter };
}

test('a desk phone that is there is sent all counts; a window, and one that is away, nothing', async () => {
  const { messages, state, askedAfter } = started();
  for (const id of [desk, window]) messages.show(id, { unheard: 2, heard: 1 });
  expect(await askedAfter(0)).toEqual([
    {
      action: 'PJSIPNotify',
      endpoint: 'd1',
      variable:
        'Event=message-summary,Content-Type=application/simple-message-summary,' +
        'Content=Messages-Waiting: yes,Content=Voice-Message: 2/1 (0/0)',
    },
  ]);
  state.isThere = false;
  messages.show(desk, { unheard: 0, heard: 3 });
  expect(await askedAfter(1_000)).toEqual([]);
  state.isThere = true;
  messages.again(desk);
  expect(await askedAfter(1_000)).toMatchObject([{ variable: expect.stringContaining('Voice-Message: 0/3') }]);
});

test('what Asterisk does not send is sent again later, and told once', async () => {
  const { messages, state, clock, askedAfter } = started();
  state.answer = 'Response: Error\r\nMessage: Permission denied\r\n\r\n';
  messages.show(desk, { unheard: 1, heard: 0 });
  expect(await askedAfter(0)).toHaveLength(1);
  expect([await askedAfter(29_999), state.warned]).toEqual([[], 1]);
  expect(await askedAfter(1)).toHaveLength(1);
  state.answer = 'Response: Success\r\n\r\n';
  expect(await askedAfter(30_000)).toHaveLength(1);
  expect([await askedAfter(60_000), state.warned, clock.pending]).toEqual([[], 1, 0]);
});

test('who is gone is not told again, nor is anybody after the end', async () => {
  const { messages, state, clock, askedAfter } = started();
  state.answer = 'Response: Error\r\n\r\n';
  messages.show(desk, { unheard: 1, heard: 0 });
  await askedAfter(0);
  messages.forget(desk);
  expect([await askedAfter(60_000), clock.pending]).toEqual([[], 0]);
  messages.show(desk, { unheard: 1, heard: 0 });
  await askedAfter(0);
  messages.stop();
  expect(clock.pending).toBe(0);
});
