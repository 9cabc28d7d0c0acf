import type { SipCredentials } from '../../src/contract/devices/devices';
import type { Clock } from '../clock';
import type { Scope } from '../scope';
import { figuresBetween, rateQuality } from './call-quality';
import { MicrophoneError } from './ports';
import type { CallQuality, MediaSample, Microphone, MicrophoneProblem, SipSession } from './ports';

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

/** What the steps need of the window and of the person. */
export interface StepTools {
  readonly audio: SelfTestAudio;
  readonly clock: Clock;
  readonly openEcho: () => SipSession | null;
  readonly iceServers: () => SipCredentials['iceServers'];
  /** How loud the microphone is, 0–1. */
  readonly onLevel: (level: number) => void;
  /** The person says whether they heard the speaker. */
  readonly askHeard: () => Promise<boolean>;
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

const verdict = (
  state: StepResult['state'],
  problem: SelfTestProblem | null = null,
  quality: CallQuality | null = null,
): StepState => ({ state, problem, quality });

/** Each tells how it went; what it opens ends with the scope that it is given. */
export function stepTests(tools: StepTools): Readonly<Record<SelfTestStep, (own: Scope) => Promise<StepState>>> {
  return {
    microphone: (own) => testMicrophone(tools, own),
    speaker: () => testSpeaker(tools),
    path: (own) => testPath(tools, own),
    relay: () => testRelay(tools),
  };
}

/** Waits until `begin` calls back or the time is over; null = the time was over. */
async function within<T>(
  { clock }: StepTools,
  own: Scope,
  ms: number,
  begin: (done: (value: T) => void) => void,
): Promise<T | null> {
  return new Promise((resolve) => {
    own.add(clock.after(ms, () => resolve(null)));
    begin(resolve);
  });
}

async function testMicrophone(tools: StepTools, own: Scope): Promise<StepState> {
  const { audio, onLevel } = tools;
  try {
    const microphone = await audio.openMicrophone();
    own.add(() => microphone.close());
    own.add(() => onLevel(0));
    const heard = await within<true>(tools, own, listenMs, (done) => {
      own.add(
        audio.meter(microphone.track, (level) => {
          onLevel(level);
          if (level > voiceLevel) done(true);
        }),
      );
    });
    return heard ? verdict('good') : verdict('failed', 'silent');
  } catch (error) {
    return verdict('failed', `microphone.${error instanceof MicrophoneError ? error.problem : 'busy'}`);
  }
}

async function testSpeaker({ audio, askHeard }: StepTools): Promise<StepState> {
  audio.playTone();
  return (await askHeard()) ? verdict('good') : verdict('failed', 'notHeard');
}

async function testPath(tools: StepTools, own: Scope): Promise<StepState> {
  const session = tools.openEcho();
  if (!session) return verdict('failed', 'notConnected');
  own.add(() => session.end());
  const tone = tools.audio.tone();
  own.add(() => tone.close());
  session.setMicrophone(tone.track);
  const outcome = await within<'up' | 'refused'>(tools, own, answerMs, (done) => {
    const look = (): void => {
      if (session.state() === 'ended') done('refused');
      else if (session.state() === 'established' && session.remoteStream() !== null) done('up');
    };
    own.add(session.onChange(look));
    look();
  });
  if (outcome !== 'up') return verdict('failed', outcome ?? 'noAnswer');
  return measure(tools, own, session);
}

async function measure(tools: StepTools, own: Scope, session: SipSession): Promise<StepState> {
  let loudest = 0;
  const stream = session.remoteStream();
  if (stream) own.add(tools.audio.meterStream(stream, (level) => (loudest = Math.max(loudest, level))));
  const first = await firstSample(tools, own, session);
  if (first === null) return verdict('failed', 'noSound');
  await within(tools, own, measureMs, () => undefined);
  const last = await session.sample();
  if (last === null || session.state() === 'ended') return verdict('failed', 'noSound');
  const quality = rateQuality(figuresBetween(first, last));
  if (loudest < echoLevel) return verdict('failed', 'quiet', quality);
  return verdict(quality.rating === 'poor' ? 'failed' : quality.rating, null, quality);
}

/** The first packets tell that sound gets through at all; only what comes after them is measured. */
async function firstSample(tools: StepTools, own: Scope, session: SipSession): Promise<MediaSample | null> {
  return within<MediaSample>(tools, own, firstSoundMs, (done) => {
    const look = (): void => {
      void session.sample().then((sample) => {
        if (sample !== null && sample.packetsReceived > 0) done(sample);
        else own.add(tools.clock.after(sampleEveryMs, look));
      });
    };
    look();
  });
}

async function testRelay({ audio, iceServers }: StepTools): Promise<StepState> {
  const servers = iceServers().filter(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
  if (servers.length === 0) return { state: 'skipped' };
  return (await audio.relayWorks(servers, relayMs)) ? verdict('good') : verdict('failed', 'noRelay');
}
