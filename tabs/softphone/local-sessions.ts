import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import type { LocalCalls } from './local-calls';
import { createLocalSession } from './local-session';
import type { LocalSession } from './local-session';
import type { PhoneAudio } from './phone-audio';
import type { Devices, SipSession } from './ports';
import type { SessionUses } from './session-uses';
import { newCall, refusalReason } from './softphone-state';
import type { LocalCall } from './softphone-state';

export interface LocalSessionsOptions {
  readonly calls: LocalCalls;
  readonly uses: SessionUses;
  readonly audio: Pick<PhoneAudio, 'settings' | 'onMicrophone'>;
  readonly devices: Devices;
  readonly clock: Clock;
  /** The audio of this call is gone and the switch has forgotten its session. */
  readonly onLost: (callId: CallId) => void;
  /** How good a call is heard, from time to time: `CallQuality.score`. */
  readonly onSound: (callId: CallId, score: number) => void;
  readonly log: (line: string) => void;
}

/** The sessions of this window, by the call id that their INVITE carried; each tells its call what becomes of it. */
export interface LocalSessions {
  get(callId: CallId): LocalSession | undefined;
  all(): Iterable<LocalSession>;
  adopt(sip: SipSession, from: Pick<LocalCall, 'direction' | 'placed' | 'muted'>): LocalSession;
  /** Lets go of it without a word of what came of it. */
  drop(session: LocalSession): void;
  release(sip: SipSession): void;
  /** Looks whether each still has sound. */
  suspectAll(): void;
}

export function createLocalSessions(options: LocalSessionsOptions): LocalSessions {
  const { calls, uses } = options;
  const sessions = new Map<CallId, LocalSession>();

  function release(sip: SipSession): void {
    sessions.get(sip.callId)?.dispose();
    sessions.delete(sip.callId);
    uses.forget(sip.callId);
  }

  function drop(session: LocalSession): void {
    release(session.sip);
    session.sip.abandon();
  }

  function changed(sip: SipSession): void {
    const refusal = sip.refusal();
    const now = {
      state: sip.state(),
      hears: sip.remoteStream() !== null,
      ...(refusal === null ? {} : { refusal: refusalReason(refusal) }),
    };
    if (now.state !== 'ended') return calls.update(sip.callId, now);
    calls.end(sip.callId, { ...now, answering: false, stalled: false });
    release(sip);
  }

  return {
    get: (callId) => sessions.get(callId),
    all: () => sessions.values(),
    drop,
    release,
    suspectAll() {
      for (const session of sessions.values()) session.suspect();
    },
    adopt(sip, from) {
      const { callId } = sip;
      const session = watched(sip, options, drop);
      sessions.set(callId, session);
      calls.add({ ...newCall(callId), ...from, state: sip.state() });
      sip.onChange(() => {
        if (sessions.get(callId) === session) changed(sip);
      });
      return session;
    },
  };
}

/** Often enough for the figures of a company, and seldom enough that nobody notices. */
const tellEveryMs = 30_000;

/** A session whose sound is measured, so that the person is told when it is bad and the server when it is gone. */
function watched(
  sip: SipSession,
  { calls, uses, audio, devices, clock, onLost, onSound, log }: LocalSessionsOptions,
  drop: (session: LocalSession) => void,
): LocalSession {
  const { callId } = sip;
  let toldMs = clock.nowMs();
  const session = createLocalSession({
    sip,
    devices,
    clock,
    settings: audio.settings,
    onMicrophone: audio.onMicrophone,
    log,
    onQuality(quality) {
      calls.update(callId, { quality });
      if (quality === null || clock.nowMs() - toldMs < tellEveryMs) return;
      toldMs = clock.nowMs();
      onSound(uses.callOf(callId), quality.score);
    },
    onStalled: (stalled) => calls.update(callId, { stalled }),
    onLost() {
      const lost = uses.callOf(callId);
      drop(session);
      calls.end(callId, { hears: false, stalled: false });
      onLost(lost);
    },
  });
  return session;
}
