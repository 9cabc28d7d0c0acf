import type { CallView } from '../../src/contract/calls';
import type { SipCredentials } from '../../src/contract/devices';
import type { CallId } from '../../src/contract/ids';
import type { ClientErrorCode } from '../api/client-error';
import type { Clock } from '../clock';
import { createScope } from '../scope';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import type { AudioSettings } from './audio-settings';
import { createEnrolment } from './enrolment';
import { createLocalSession } from './local-session';
import type { LocalSession } from './local-session';
import { MicrophoneError } from './ports';
import type { CreateSipClient, Devices, MicrophoneProblem, Ringer, SipClient, SipSession, SipStatus } from './ports';
import { initialSoftphoneState, refusalReason } from './softphone-state';
import type { LocalCall, LocalProblem, PhoneStatus, SoftphoneState } from './softphone-state';

const longestRenewalMs = 30_000;

export interface SoftphoneOptions {
  /** Loads the SIP stack; called once, after the first view is drawn. */
  readonly loadSipClient: () => Promise<CreateSipClient>;
  readonly devices: Devices;
  readonly ringer: Ringer;
  readonly clock: Clock;
  readonly audioSettings: Store<AudioSettings>;
  readonly enrol: () => Promise<SipCredentials>;
  readonly clockSkewMs: () => number;
  readonly newCallId: () => CallId;
  readonly log: (line: string) => void;
}

interface CallTarget {
  /** As dialled: E.164 or an extension. */
  readonly number: string;
  readonly name: string | null;
  /** E.164 or `anonymous`; null = the default. */
  readonly show: string | null;
}

/** This window as a phone. Knows SIP sessions and audio; what a call *is* comes from the server as CallView. */
export interface Softphone {
  readonly state: Store<SoftphoneState>;
  start(): Promise<void>;
  stop(): Promise<void>;
  place(target: CallTarget): CallId;
  answer(callId: CallId): void;
  /** Ends this window's part of a call, also one that the server does not know. */
  end(callId: CallId): void;
  forget(callId: CallId): void;
  mute(callId: CallId, muted: boolean): void;
  sendDigits(callId: CallId, digits: string): boolean;
  /** The server's word on a call: mute and hold close the microphone, an end ends the audio. */
  follow(view: CallView): void;
  /** The network or the server is back: do not wait for the next retry. */
  reconnect(): void;
  refreshAudioDevices(): Promise<void>;
  /** Asks for the microphone; the outcome is in the state. */
  testMicrophone(): Promise<void>;
}

export function createSoftphone(options: SoftphoneOptions): Softphone {
  const { devices, ringer, clock, audioSettings, log } = options;
  const state = createStore<SoftphoneState>(initialSoftphoneState);
  const sessions = new Map<CallId, LocalSession>();
  const answerOnArrival = new Set<CallId>();
  const held = new Set<CallId>();
  const scope = createScope();
  let client: SipClient | null = null;
  let createClient: CreateSipClient | null = null;
  let sipState: SipStatus['state'] = 'off';
  let everRegistered = false;
  let enrolmentProblem: ClientErrorCode | null = null;
  let registrationFailures = 0;
  let cancelRenewal = (): void => undefined;
  scope.add(() => cancelRenewal());

  function updateCall(callId: CallId, change: Partial<LocalCall>): void {
    state.update((value) => {
      const call = value.calls.get(callId);
      return call ? { ...value, calls: new Map(value.calls).set(callId, { ...call, ...change }) } : value;
    });
  }

  const enrolment = createEnrolment({
    enrol: options.enrol,
    clock,
    clockSkewMs: options.clockSkewMs,
    onCredentials(credentials) {
      state.update((value) => ({ ...value, deviceId: credentials.deviceId }));
      client ??= createClient?.({ onStatus, onIncoming, log }) ?? null;
      client?.use(credentials);
    },
    onProblem(code) {
      enrolmentProblem = code;
      showPhone();
    },
  });

  /** A registered phone stays one while its renewal fails: it rings until the registration runs out. */
  function showPhone(): void {
    const phone: PhoneStatus =
      sipState === 'registered' ? { state: 'registered' } : enrolmentProblem !== null ? { state: 'refused', code: enrolmentProblem } : { state: everRegistered ? 'reconnecting' : 'starting' };
    state.update((value) => ({ ...value, phone }));
  }

  function onStatus(status: SipStatus): void {
    log(`phone: ${status.state}${status.state === 'failed' ? ` ${status.detail}` : ''}`);
    sipState = status.state;
    everRegistered ||= status.state === 'registered';
    showPhone();
    // The server no longer knows our credentials (it restarted, or they ran out while the machine slept).
    if (status.state === 'registered') registrationFailures = 0;
    if (status.state === 'failed') {
      cancelRenewal();
      cancelRenewal = clock.after(Math.min(longestRenewalMs, 1_000 * 2 ** registrationFailures), enrolment.renewNow);
      registrationFailures += 1;
    }
  }

  function onIncoming(sip: SipSession): void {
    adopt(sip, { direction: 'in', placed: null });
    if (answerOnArrival.delete(sip.callId)) void answer(sip.callId);
  }

  function adopt(sip: SipSession, from: Pick<LocalCall, 'direction' | 'placed'>): LocalSession {
    const { callId } = sip;
    const session = createLocalSession({ sip, devices, settings: audioSettings.get, onMicrophone });
    sessions.set(callId, session);
    if (!state.get().calls.has(callId)) addCall({ ...newCall(callId), ...from, state: sip.state() });
    sip.onChange(() => {
      const refusal = sip.refusal();
      const ended = sip.state() === 'ended';
      updateCall(callId, {
        state: sip.state(),
        hears: sip.remoteStream() !== null,
        ...(refusal === null ? {} : { refusal: refusalReason(refusal) }),
        ...(ended ? { endedAtMs: clock.nowMs(), answering: false } : {}),
      });
      if (ended) release(callId);
    });
    return session;
  }

  function addCall(call: LocalCall): void {
    state.update((value) => ({ ...value, calls: new Map(value.calls).set(call.callId, call) }));
  }

  function onMicrophone(problem: MicrophoneProblem | null): void {
    state.update((value) => ({ ...value, microphone: problem, ...(problem === null ? { permission: 'granted' } : {}) }));
  }

  function release(callId: CallId): void {
    sessions.get(callId)?.dispose();
    sessions.delete(callId);
    held.delete(callId);
  }

  function fail(callId: CallId, problem: LocalProblem): void {
    updateCall(callId, { state: 'ended', problem, endedAtMs: clock.nowMs() });
  }

  function begin(callId: CallId, target: CallTarget): LocalSession | null {
    if (!client || state.get().phone.state !== 'registered') {
      fail(callId, 'notConnected');
      return null;
    }
    return adopt(client.invite({ callId, target: target.number, show: target.show }), { direction: 'out', placed: null });
  }

  /**
   * With permission in hand the INVITE leaves at once and the microphone follows; otherwise the browser asks first, so
   * that nobody's phone rings for a call that cannot be.
   */
  async function dial(callId: CallId, target: CallTarget): Promise<void> {
    if (state.get().permission !== 'granted' || state.get().microphone !== null) await tryMicrophone();
    if (state.get().calls.get(callId)?.state === 'ended') return;
    const session = begin(callId, target);
    try {
      await session?.openMicrophone();
    } catch (error) {
      session?.sip.end();
      throw error;
    }
  }

  async function tryMicrophone(): Promise<void> {
    try {
      (await devices.openMicrophone(audioSettings.get().microphoneId)).close();
      onMicrophone(null);
      void refreshAudioDevices();
    } catch (error) {
      if (error instanceof MicrophoneError) onMicrophone(error.problem);
      throw error;
    }
  }

  async function answer(callId: CallId): Promise<void> {
    const session = sessions.get(callId);
    if (!session) {
      // The card may come a moment before the INVITE.
      answerOnArrival.add(callId);
      return;
    }
    if (state.get().calls.get(callId)?.answering) return;
    updateCall(callId, { answering: true, problem: null });
    try {
      if (state.get().permission !== 'granted' || state.get().microphone !== null) await session.openMicrophone();
      await Promise.all([session.openMicrophone(), session.sip.accept()]);
    } catch (error) {
      log(`phone: answer failed: ${String(error)}`);
      updateCall(callId, { answering: false, problem: error instanceof MicrophoneError ? `microphone.${error.problem}` : 'notConnected' });
      if (session.sip.state() !== 'ringing') session.sip.end();
    }
  }

  function applyMicrophone(callId: CallId): void {
    const muted = state.get().calls.get(callId)?.muted ?? false;
    sessions.get(callId)?.setMicrophoneOn(!muted && !held.has(callId));
  }

  async function refreshAudioDevices(): Promise<void> {
    const [audio, permission] = await Promise.all([devices.list(), devices.permission()]);
    state.update((value) => ({ ...value, audio, permission, microphone: permission === 'granted' && value.microphone === 'denied' ? null : value.microphone }));
  }

  return {
    state,
    async start() {
      scope.add(devices.onChange(() => void refreshAudioDevices()));
      scope.add(ringer.onAllowedChange(() => state.update((value) => (value.soundAllowed === ringer.allowed() ? value : { ...value, soundAllowed: ringer.allowed() }))));
      state.update((value) => ({ ...value, soundAllowed: ringer.allowed() }));
      const useAudio = (): void => {
        ringer.useDevices(audioSettings.get());
        for (const session of sessions.values()) session.useDevices(audioSettings.get());
      };
      useAudio();
      scope.add(audioSettings.subscribe(useAudio));
      void refreshAudioDevices();
      createClient = await options.loadSipClient();
      enrolment.start();
    },
    async stop() {
      scope.dispose();
      enrolment.stop();
      ringer.play(null);
      for (const callId of [...sessions.keys()]) release(callId);
      await client?.stop();
    },
    place(target) {
      const callId = options.newCallId();
      addCall({ ...newCall(callId), placed: { number: target.number, name: target.name, atMs: clock.nowMs() } });
      dial(callId, target).catch((error: unknown) => {
        log(`phone: call failed: ${String(error)}`);
        fail(callId, error instanceof MicrophoneError ? `microphone.${error.problem}` : 'notConnected');
      });
      return callId;
    },
    answer: (callId) => void answer(callId),
    end(callId) {
      answerOnArrival.delete(callId);
      const session = sessions.get(callId);
      if (session) session.sip.end();
      else updateCall(callId, { state: 'ended', endedAtMs: clock.nowMs() });
    },
    forget(callId) {
      state.update((value) => {
        const calls = new Map(value.calls);
        return calls.delete(callId) ? { ...value, calls } : value;
      });
    },
    mute(callId, muted) {
      updateCall(callId, { muted });
      applyMicrophone(callId);
    },
    sendDigits: (callId, digits) => sessions.get(callId)?.sip.sendDigits(digits) ?? false,
    follow(view) {
      if (view.state === 'ended') {
        answerOnArrival.delete(view.id);
        return sessions.get(view.id)?.sip.end();
      }
      if (view.heldByMe) held.add(view.id);
      else held.delete(view.id);
      updateCall(view.id, { muted: view.muted });
      applyMicrophone(view.id);
    },
    reconnect() {
      if (state.get().phone.state === 'refused') enrolment.renewNow();
      else client?.retryNow();
    },
    refreshAudioDevices,
    testMicrophone: () => tryMicrophone().catch((error: unknown) => log(`phone: ${String(error)}`)),
  };
}

function newCall(callId: CallId): LocalCall {
  return { callId, direction: 'out', state: 'connecting', hears: false, answering: false, muted: false, problem: null, refusal: null, placed: null, endedAtMs: null };
}
