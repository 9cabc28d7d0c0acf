import { createFakeClock, settle } from '../fakes/fake-clock';
import { FakeSession, FakeTrack, aSample } from '../fakes/fake-phones';
import { callId } from '../fakes/samples';
import { MicrophoneError } from './ports';
import type { MicrophoneProblem } from './ports';
import { createSelfTest } from './self-test';
import type { SelfTestStep } from './self-test-steps';

function setUp(options: { microphone?: MicrophoneProblem; connected?: boolean; turn?: boolean; relay?: boolean } = {}) {
  const clock = createFakeClock();
  const open: FakeTrack[] = [];
  let speak = (_level: number): void => undefined;
  let back = (_level: number): void => undefined;
  let tones = 0;
  const echo = new FakeSession(callId(8), 'out', '*43', null);
  const made = (): { track: MediaStreamTrack; close: () => void } => {
    const track = new FakeTrack();
    open.push(track);
    return { track: track as unknown as MediaStreamTrack, close: () => track.stop() };
  };
  const test = createSelfTest({
    clock,
    openEcho: () => (options.connected === false ? null : echo),
    iceServers: () => (options.turn ? [{ urls: ['turn:relay.example'] }] : [{ urls: ['stun:stun.example'] }]),
    audio: {
      openMicrophone: async () => {
        if (options.microphone) throw new MicrophoneError(options.microphone);
        return made();
      },
      meter: (_track, onLevel) => {
        speak = onLevel;
        return () => undefined;
      },
      playTone: () => void (tones += 1),
      tone: made,
      meterStream: (_stream, onLevel) => {
        back = onLevel;
        return () => undefined;
      },
      relayWorks: async () => options.relay ?? false,
    },
  });
  const step = (name: SelfTestStep) => test.state.get().steps[name];
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await settle();
  };
  return {
    test,
    step,
    pass,
    echo,
    speak: (level: number) => speak(level),
    back: (level: number) => back(level),
    open,
    tones: () => tones,
  };
}

async function throughSpeaker(world: ReturnType<typeof setUp>): Promise<void> {
  world.test.start();
  await settle();
  world.speak(0.4);
  await settle();
  world.test.heard(true);
  await settle();
}

async function throughPath(world: ReturnType<typeof setUp>, level = 0.6): Promise<void> {
  await throughSpeaker(world);
  world.echo.media = aSample({ packetsReceived: 5 });
  world.echo.move('established');
  await settle();
  world.back(level);
  world.echo.media = aSample({ packetsReceived: 205, roundTripMs: 12 });
  await world.pass(4_000);
}

it('goes from microphone to speaker to the switch and back, and leaves nothing open', async () => {
  const world = setUp();
  await throughPath(world);
  expect(world.step('microphone')).toMatchObject({ state: 'good' });
  expect(world.step('speaker')).toMatchObject({ state: 'good' });
  expect(world.step('path')).toMatchObject({ state: 'good', quality: { rating: 'good', roundTripMs: 12 } });
  expect(world.step('relay')).toEqual({ state: 'skipped' });
  expect(world.test.state.get().running).toBe(false);
  expect(world.echo.state()).toBe('ended');
  expect(world.open.every(({ stopped }) => stopped)).toBe(true);
});

it('says that the microphone hears nothing, after a while', async () => {
  const world = setUp();
  world.test.start();
  await settle();
  world.speak(0.01);
  await world.pass(10_000);
  expect(world.step('microphone')).toMatchObject({ state: 'failed', problem: 'silent' });
  expect(world.step('speaker').state).toBe('asking');
});

it('goes on without a microphone, since the rest may be tested all the same', async () => {
  const world = setUp({ microphone: 'denied' });
  world.test.start();
  await settle();
  expect(world.step('microphone')).toMatchObject({ state: 'failed', problem: 'microphone.denied' });
  expect(world.step('speaker').state).toBe('asking');
});

it('plays the tones again when asked, and believes the person who hears none', async () => {
  const world = setUp();
  world.test.start();
  await settle();
  world.speak(0.4);
  await settle();
  world.test.playAgain();
  expect(world.tones()).toBe(2);
  world.test.heard(false);
  await settle();
  expect(world.step('speaker')).toMatchObject({ state: 'failed', problem: 'notHeard' });
});

it.each([
  ['no connection', { connected: false }, async () => undefined, 'notConnected'],
  ['a refusal', {}, async ({ echo }: ReturnType<typeof setUp>) => echo.refuse(404), 'refused'],
  ['no answer', {}, async ({ pass }: ReturnType<typeof setUp>) => pass(8_000), 'noAnswer'],
  [
    'an answer without sound',
    {},
    async ({ echo, pass }: ReturnType<typeof setUp>) => {
      echo.media = aSample({ packetsReceived: 0 });
      echo.move('established');
      await settle();
      await pass(4_000);
    },
    'noSound',
  ],
] as const)('tells %s apart', async (_what, options, happen, problem) => {
  const world = setUp(options);
  await throughSpeaker(world);
  await happen(world);
  await settle();
  expect(world.step('path')).toMatchObject({ state: 'failed', problem });
});

it('is not content with packets of silence', async () => {
  const world = setUp();
  await throughPath(world, 0);
  expect(world.step('path')).toMatchObject({ state: 'failed', problem: 'quiet' });
});

it.each([
  [true, 'good'],
  [false, 'failed'],
] as const)('asks the relay when there is one (works: %s)', async (relay, state) => {
  const world = setUp({ turn: true, relay });
  await throughPath(world);
  expect(world.step('relay').state).toBe(state);
});

it('can be cancelled at any time, keeps what it found out, and starts anew', async () => {
  const world = setUp();
  await throughSpeaker(world);
  expect(world.step('path').state).toBe('running');
  world.test.cancel();
  expect(world.test.state.get()).toMatchObject({
    running: false,
    steps: { microphone: { state: 'good' }, path: { state: 'idle' } },
  });
  expect(world.echo.state()).toBe('ended');
  expect(world.open.every(({ stopped }) => stopped)).toBe(true);
  await world.pass(20_000);
  expect(world.step('path').state).toBe('idle');
  world.test.start();
  expect(world.step('microphone').state).toBe('running');
});
