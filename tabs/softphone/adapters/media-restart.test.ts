import type { Session } from 'sip.js';
import { createFakeClock, settle } from '../../fakes/fake-clock';
import { createMediaRestart } from './media-restart';
import type { PeerMedia } from './peer-media';

interface Invite {
  readonly accept: () => void;
  readonly reject: (statusCode: number) => void;
}

function setUp(options: { connected?: boolean } = {}) {
  const clock = createFakeClock();
  const invites: Invite[] = [];
  const done: string[] = [];
  let anew = false;
  const session = {
    invite: async ({
      requestDelegate,
    }: {
      requestDelegate: { onAccept: () => void; onReject: (response: object) => void };
    }) => {
      const reject = (statusCode: number): void => requestDelegate.onReject({ message: { statusCode } });
      invites.push({ accept: requestDelegate.onAccept, reject });
      Object.assign(session, {
        dialog: { reinviteUserAgentClient: { transaction: { onTransportError: () => reject(503) } } },
      });
    },
  } as unknown as Session;
  const media = {
    restartIce: () => void done.push('offer'),
    startedAnew: () => {
      const was = anew;
      anew = false;
      return was;
    },
  } as unknown as PeerMedia;
  const restart = createMediaRestart({
    session,
    media,
    clock,
    connected: () => options.connected ?? true,
    onNoAnswer: () => void done.push('no answer'),
  });
  return { clock, invites, done, restart, browserRefuses: () => (anew = true) };
}

it('offers new credentials in a re-INVITE', async () => {
  const { restart, invites, done } = setUp();
  const outcome = restart.restart();
  await settle();
  expect(done).toEqual(['offer']);
  invites[0]?.accept();
  expect(await outcome).toBe('restarted');
});

it.each([
  [481, 'gone'],
  [408, 'gone'],
  [488, 'gone'],
  [403, 'later'],
  [491, 'later'],
  [503, 'later'],
] as const)('%i means %s', async (statusCode, expected) => {
  const { restart, invites } = setUp();
  const outcome = restart.restart();
  await settle();
  invites[0]?.reject(statusCode);
  expect(await outcome).toBe(expected);
});

it('sends nothing while there is no connection', async () => {
  const { restart, invites } = setUp({ connected: false });
  expect(await restart.restart()).toBe('later');
  expect(invites).toEqual([]);
});

it('takes a connection on which nobody answers for dead, and does not wait for SIP’s own 32 s', async () => {
  const { restart, clock, done } = setUp();
  const outcome = restart.restart();
  await settle();
  clock.advance(2_000);
  expect(await outcome).toBe('later');
  expect(done).toEqual(['offer', 'no answer']);
});

it('gives a switch that is very busy twice the time over each next connection, until it answers', async () => {
  const { restart, clock, done, invites } = setUp();
  const waited: number[] = [];
  const ask = async (): Promise<void> => {
    const before = done.filter((what) => what === 'no answer').length;
    const outcome = restart.restart();
    await settle();
    let ms = 0;
    for (; done.filter((what) => what === 'no answer').length === before; ms += 500) clock.advance(500);
    waited.push(ms);
    expect(await outcome).toBe('later');
  };
  for (let round = 0; round < 5; round += 1) await ask();
  expect(waited).toEqual([2_000, 4_000, 8_000, 16_000, 16_000]);
  const outcome = restart.restart();
  await settle();
  invites.at(-1)?.accept();
  expect(await outcome).toBe('restarted');
  await ask();
  expect(waited.at(-1)).toBe(2_000);
});

it('gives up at once when the connection breaks meanwhile', async () => {
  const { restart, done } = setUp();
  const outcome = restart.restart();
  await settle();
  restart.connectionLost();
  expect(await outcome).toBe('later');
  expect(done).toEqual(['offer']);
});

it('offers again when the browser had to begin anew', async () => {
  const { restart, invites, done, browserRefuses } = setUp();
  const outcome = restart.restart();
  await settle();
  browserRefuses();
  invites[0]?.accept();
  await settle();
  expect(done).toEqual(['offer', 'offer']);
  invites[1]?.accept();
  expect(await outcome).toBe('restarted');
});
