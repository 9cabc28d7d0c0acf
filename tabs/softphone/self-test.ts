import type { SipCredentials } from '../../src/contract/devices/devices';
import type { Clock } from '../clock';
import { createScope } from '../scope';
import type { Scope } from '../scope';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { figuresBetween, rateQuality } from './call-quality';
import type { CallQuality } from './call-quality';
import { MicrophoneError } from './ports';
import type { MediaSample, Microphone, MicrophoneProblem, SipSession } from './ports';

export type SelfTestStep = 'microphone' | 'speaker' | 'path' | 'relay';
export const selfTestSteps: readonly SelfTestStep[] = ['microphone', 'speaker', 'path', 'relay'];

/** Why a step is not good, each with a text that says what to do. */
export type SelfTestProblem =
  | `microphone.${MicrophoneProblem}`
  | 'silent'
  | 'notHeard'
  | 'notConnected'
  | 'refused'
  | 'noAnswer'
  | 'noSound'
  | 'quiet'
  | 'noRelay';

/**
 *     idle ──► running ──► good | fair | failed
 *       │         └──► asking (the person says what they heard) ──► good | failed
 *       └──► skipped (nothing to test)
 */
export type StepState = { readonly state: 'idle' | 'running' | 'asking' | 'skipped' } | StepResult;

export interface StepResult {
  readonly state: 'good' | 'fair' | 'failed';
  readonly problem: SelfTestProblem | null;
  readonly quality: CallQuality | null;
}

export interface SelfTestState {
  readonly running: boolean;
  readonly steps: Readonly<Record<SelfTestStep, StepState>>;
  /** How loud the microphone is, 0–1, while it is tested. */
  readonly level: number;
}

/** Sound and network as far as the test needs them. */
export interface SelfTestAudio {
  openMicrophone(): Promise<Microphone>;
  meter(track: MediaStreamTrack, onLevel: (level: number) => void): () => void;
  /** Makes a sound on the chosen speaker. */
  playTone(): void;
  /** A tone to send, not to be heard here. */
  tone(): Microphone;
  /** Tells how loud what comes back is. */
  meterStream(stream: MediaStream, onLevel: (level: number) => void): () => void;
  /** Whether a TURN server gives us an address (RFC 8656). */
  relayWorks(servers: SipCredentials['iceServers'], withinMs: number): Promise<boolean>;
}

export interface SelfTestOptions {
  readonly audio: SelfTestAudio;
  readonly clock: Clock;
  readonly openEcho: () => SipSession | null;
  readonly iceServers: () => SipCredentials['iceServers'];
}

export interface SelfTest {
  readonly state: Store<SelfTestState>;
  start(): void;
  /** The person's answer while the speaker is `asking`. */
  heard(yes: boolean): void;
  playAgain(): void;
  /** Ends everything; results so far stay. */
  cancel(): void;
}

const listenMs = 10_000;
const voiceLevel = 0.05;
const answerMs = 8_000;
const firstSoundMs = 4_000;
const measureMs = 4_000;
const sampleEveryMs = 250;
/** A tone of -20 dBFS comes back at 0.67 on this scale; a third of that is already strangely quiet. */
const echoLevel = 0.2;
const relayMs = 6_000;

const idle: Readonly<Record<SelfTestStep, StepState>> = {
  microphone: { state: 'idle' },
  speaker: { state: 'idle' },
  path: { state: 'idle' },
  relay: { state: 'idle' },
};
const verdict = (
  state: StepResult['state'],
  problem: SelfTestProblem | null = null,
  quality: CallQuality | null = null,
): StepState => ({ state, problem, quality });

/** Microphone, speaker, the way to the switch, and the relay, one after the other: before a call rather than in it. */
export function createSelfTest(options: SelfTestOptions): SelfTest {
  const { audio, clock } = options;
  const state = createStore<SelfTestState>({ running: false, steps: idle, level: 0 });
  let scope: Scope | null = null;
  let answerSpeaker: ((yes: boolean) => void) | null = null;

  const show = (step: SelfTestStep, value: StepState): void =>
    state.update((all) => ({ ...all, steps: { ...all.steps, [step]: value } }));

  async function run(mine: Scope): Promise<void> {
    const tests: Record<SelfTestStep, (scope: Scope) => Promise<StepState>> = {
      microphone: testMicrophone,
      speaker: testSpeaker,
      path: testPath,
      relay: testRelay,
    };
    for (const step of selfTestSteps) {
      show(step, { state: step === 'speaker' ? 'asking' : 'running' });
      const own = createScope();
      mine.add(own.dispose);
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      const result = await tests[step](own);
      own.dispose();
      if (mine !== scope) return;
      show(step, result);
    }
    scope = null;
    state.update((all) => ({ ...all, running: false }));
  }

  /** Waits until `begin` calls back or the time is over; null = the time was over. */
  async function within<T>(own: Scope, ms: number, begin: (done: (value: T) => void) => void): Promise<T | null> {
    return new Promise((resolve) => {
      own.add(clock.after(ms, () => resolve(null)));
      begin(resolve);
    });
  }

  async function testMicrophone(own: Scope): Promise<StepState> {
    try {
      const microphone = await audio.openMicrophone();
      own.add(() => microphone.close());
      own.add(() => state.update((all) => ({ ...all, level: 0 })));
      const heard = await within<true>(own, listenMs, (done) => {
        own.add(
          audio.meter(microphone.track, (level) => {
            state.update((all) => ({ ...all, level }));
            if (level > voiceLevel) done(true);
          }),
        );
      });
      return heard ? verdict('good') : verdict('failed', 'silent');
    } catch (error) {
      return verdict('failed', `microphone.${error instanceof MicrophoneError ? error.problem : 'busy'}`);
    }
  }

  async function testSpeaker(): Promise<StepState> {
    audio.playTone();
    const yes = await new Promise<boolean>((resolve) => (answerSpeaker = resolve));
    answerSpeaker = null;
    return yes ? verdict('good') : verdict('failed', 'notHeard');
  }

  async function testPath(own: Scope): Promise<StepState> {
    const session = options.openEcho();
    if (!session) return verdict('failed', 'notConnected');
    own.add(() => session.end());
    const tone = audio.tone();
    own.add(() => tone.close());
    session.setMicrophone(tone.track);
    const outcome = await within<'up' | 'refused'>(own, answerMs, (done) => {
      const look = (): void => {
        if (session.state() === 'ended') done('refused');
        else if (session.state() === 'established' && session.remoteStream() !== null) done('up');
      };
      own.add(session.onChange(look));
      look();
    });
    if (outcome !== 'up') return verdict('failed', outcome ?? 'noAnswer');
    return measure(own, session);
  }

  async function measure(own: Scope, session: SipSession): Promise<StepState> {
    let loudest = 0;
    const stream = session.remoteStream();
    if (stream) own.add(audio.meterStream(stream, (level) => (loudest = Math.max(loudest, level))));
    const first = await firstSample(own, session);
    if (first === null) return verdict('failed', 'noSound');
    await within(own, measureMs, () => undefined);
    const last = await session.sample();
    if (last === null || session.state() === 'ended') return verdict('failed', 'noSound');
    const quality = rateQuality(figuresBetween(first, last));
    if (loudest < echoLevel) return verdict('failed', 'quiet', quality);
    return verdict(quality.rating === 'poor' ? 'failed' : quality.rating, null, quality);
  }

  /** The first packets tell that sound gets through at all; only what comes after them is measured. */
  async function firstSample(own: Scope, session: SipSession): Promise<MediaSample | null> {
    return within<MediaSample>(own, firstSoundMs, (done) => {
      const look = (): void => {
        void session.sample().then((sample) => {
          if (sample !== null && sample.packetsReceived > 0) done(sample);
          else own.add(clock.after(sampleEveryMs, look));
        });
      };
      look();
    });
  }

  async function testRelay(): Promise<StepState> {
    const servers = options.iceServers().filter(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
    if (servers.length === 0) return { state: 'skipped' };
    return (await audio.relayWorks(servers, relayMs)) ? verdict('good') : verdict('failed', 'noRelay');
  }

  function end(): void {
    const before = scope;
    scope = null;
    answerSpeaker = null;
    before?.dispose();
  }

  function cancel(): void {
    if (scope === null) return;
    end();
    state.update((all) => ({ running: false, level: 0, steps: unfinishedToIdle(all.steps) }));
  }

  return {
    state,
    start() {
      end();
      const mine = createScope();
      scope = mine;
      state.set({ running: true, steps: idle, level: 0 });
      // A browser that cannot make sound at all fails in its own ways; the steps done so far stay.
      run(mine).catch(() => {
        if (mine === scope) cancel();
      });
    },
    heard: (yes) => answerSpeaker?.(yes),
    playAgain: () => audio.playTone(),
    cancel,
  };
}

function unfinishedToIdle(steps: SelfTestState['steps']): SelfTestState['steps'] {
  const still = (value: StepState): StepState =>
    value.state === 'running' || value.state === 'asking' ? { state: 'idle' } : value;
  return {
    microphone: still(steps.microphone),
    speaker: still(steps.speaker),
    path: still(steps.path),
    relay: still(steps.relay),
  };
}
