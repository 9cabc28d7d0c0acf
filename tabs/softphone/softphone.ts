import type { CallView } from '../../src/contract/calls/call-view';
import type { SipCredentials } from '../../src/contract/devices/devices';
import { echoNumber } from '../../src/contract/devices/sip';
import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import { createScope } from '../scope';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import type { AudioNotice } from './audio-routing';
import type { AudioSettings } from './audio-settings';
import { createQualityMeter } from './call-quality';
import { createLocalSession } from './local-session';
import type { LocalSession } from './local-session';
import { createPhoneAudio } from './phone-audio';
import { createPhoneLine } from './phone-line';
import type { CreateSipClient, Devices, Ringer, SipSession } from './ports';
import { createSessionUses } from './session-uses';
import { initialSoftphoneState, newCall, problemOf, refusalReason } from './softphone-state';
import type { LocalCall, LocalProblem, SoftphoneState } from './softphone-state';
import { whenRegistered } from './when-registered';

export interface SoftphoneOptions {
  /** Loads the SIP stack; called once, after the first view is drawn. */
  readonly loadSipClient: () => Promise<CreateSipClient>;
  readonly devices: Devices;
  readonly ringer: Ringer;
  readonly clock: Clock;
  readonly audioSettings: Store<AudioSettings>;
  readonly enrol: () => Promise<SipCredentials>;
  readonly newCallId: () => CallId;
  /** Tells when the network may be another one; returns the unsubscriber. */
  readonly onNetworkChange: (listener: () => void) => () => void;
  /** The audio of this call is gone and the switch has forgotten its session: the server can only dial this window anew. */
  readonly onLostSession: (callId: CallId) => void;
  readonly onAudioNotice: (notice: AudioNotice) => void;
  readonly log: (line: string) => void;
}

interface CallTarget {
  /** As dialled: E.164 or an extension. */
  readonly number: string;
  readonly name: string | null;
  /** E.164 or `anonymous`; null = the default. */
  readonly show: string | null;
}

/**
 * This window as a phone. Knows SIP sessions and audio; what a call *is* comes from the server as CallView. A session is
 * named by the call id of its INVITE (`CallView.session`), in the state and in all functions here.
 */
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
  /** The network, the server or this machine is back: do not wait for the next retry, and look whether calls still have sound. */
  reconnect(): void;
  refreshAudioDevices(): Promise<void>;
  /** Asks for the microphone; the outcome is in the state. */
  testMicrophone(): Promise<void>;
  /** What this window sends in a call, to show how loud it is; null while nothing is open. */
  microphoneTrack(callId: CallId): MediaStreamTrack | null;
  /** A session whose sound the switch sends back (self test); no call is made of it. Null while the phone is not connected. */
  openEcho(): SipSession | null;
  /** STUN and TURN servers that the server gave us; empty while not enrolled. */
  iceServers(): SipCredentials['iceServers'];
}

export function createSoftphone(options: SoftphoneOptions): Softphone {
  const { devices, ringer, clock, audioSettings, log } = options;
  const state = createStore<SoftphoneState>(initialSoftphoneState);
  /** By the call id that their INVITE carried. */
  const sessions = new Map<CallId, LocalSession>();
  const uses = createSessionUses();
  const answerOnArrival = new Set<CallId>();
  const held = new Set<CallId>();
  const scope = createScope();
  let iceServers: SipCredentials['iceServers'] = [];
  const audio = createPhoneAudio({
    devices,
    ringer,
    settings: audioSettings,
    state,
    onNotice: options.onAudioNotice,
    sessions: () => sessions.values(),
  });

  const line = createPhoneLine({
    loadSipClient: options.loadSipClient,
    enrol: options.enrol,
    clock,
    onIncoming,
    onPhone(phone) {
      const back = phone.state === 'registered' && state.get().phone.state === 'reconnecting';
      state.update((value) => ({ ...value, phone }));
      // The way to the switch was broken, so that of the sound may be too.
      if (back) suspectAll();
    },
    onCredentials(credentials) {
      iceServers = credentials.iceServers;
      state.update((value) => ({ ...value, deviceId: credentials.deviceId }));
    },
    log,
  });

  function suspectAll(): void {
    for (const session of sessions.values()) session.suspect();
  }

  function reconnect(): void {
    line.reconnect();
    suspectAll();
  }

  function updateCall(callId: CallId, change: Partial<LocalCall>): void {
    state.update((value) => {
      const call = value.calls.get(callId);
      return call ? { ...value, calls: new Map(value.calls).set(callId, { ...call, ...change }) } : value;
    });
  }

  function addCall(call: LocalCall): void {
    state.update((value) => ({ ...value, calls: new Map(value.calls).set(call.callId, call) }));
  }

  /** A call that comes again, after sleep or a loss, replaces its own old session; what the person chose in it stays. */
  function onIncoming(sip: SipSession): void {
    const { callId } = sip;
    const staleId = uses.sessionOf(callId);
    const stale = sessions.get(staleId);
    const before = state.get().calls.get(staleId);
    if (stale) log(`phone: call ${callId} came again`);
    if (stale) drop(stale);
    if (held.has(staleId)) held.add(callId);
    if (staleId !== callId) updateCall(staleId, { state: 'ended', endedAtMs: clock.nowMs() });
    adopt(sip, { direction: 'in', placed: before?.placed ?? null, muted: before?.muted ?? false });
    applyMicrophone(callId);
    if (sip.autoAnswer || answerOnArrival.delete(callId)) void answer(callId);
  }

  function drop(session: LocalSession): void {
    release(session.sip);
    session.sip.abandon();
  }

  function adopt(sip: SipSession, from: Pick<LocalCall, 'direction' | 'placed' | 'muted'>): LocalSession {
    const { callId } = sip;
    const session = watched(sip);
    sessions.set(callId, session);
    addCall({ ...newCall(callId), ...from, state: sip.state() });
    sip.onChange(() => {
      if (sessions.get(callId) !== session) return;
      const refusal = sip.refusal();
      const ended = sip.state() === 'ended';
      updateCall(callId, {
        state: sip.state(),
        hears: sip.remoteStream() !== null,
        ...(refusal === null ? {} : { refusal: refusalReason(refusal) }),
        ...(ended ? { endedAtMs: clock.nowMs(), answering: false, stalled: false } : {}),
      });
      if (ended) release(sip);
    });
    return session;
  }

  function watched(sip: SipSession): LocalSession {
    const { callId } = sip;
    const quality = createQualityMeter(clock);
    const session = createLocalSession({
      sip, devices, clock, settings: audio.settings, onMicrophone: audio.onMicrophone, log,
      onSample(sample) {
        const rated = quality.add(sample);
        if (rated !== null) updateCall(callId, { quality: rated === 'nothing' ? null : rated });
      },
      onStalled: (stalled) => updateCall(callId, { stalled }),
      onLost() {
        const lost = uses.callOf(callId);
        drop(session);
        updateCall(callId, { state: 'ended', hears: false, stalled: false, endedAtMs: clock.nowMs() });
        options.onLostSession(lost);
      },
    });
    return session;
  }

  function release(sip: SipSession): void {
    sessions.get(sip.callId)?.dispose();
    sessions.delete(sip.callId);
    uses.forget(sip.callId);
  }

  function fail(callId: CallId, problem: LocalProblem): void {
    updateCall(callId, { state: 'ended', problem, endedAtMs: clock.nowMs() });
  }

  function begin(callId: CallId, target: CallTarget): LocalSession | null {
    const client = line.client();
    if (!client || state.get().phone.state !== 'registered') {
      fail(callId, 'notConnected');
      return null;
    }
    const known = state.get().calls.get(callId);
    return adopt(client.invite({ callId, target: target.number, show: target.show }), { direction: 'out', placed: known?.placed ?? null, muted: known?.muted ?? false });
  }

  /**
   * With permission in hand the INVITE leaves at once and the microphone follows; otherwise the browser asks first, so
   * that nobody's phone rings for a call that cannot be.
   */
  async function dial(callId: CallId, target: CallTarget): Promise<void> {
    if (!audio.isMicrophoneExpected()) await audio.tryMicrophone();
    const registration = whenRegistered(state, clock);
    if (registration) await registration;
    if (state.get().calls.get(callId)?.state === 'ended') return;
    const session = begin(callId, target);
    try {
      await session?.openMicrophone();
    } catch (error) {
      session?.sip.end();
      throw error;
    }
  }

  /**
   * A press waits for the browser's question while the call still rings; a call that answers itself is refused when there
   * is no microphone, since a person who is not asked must never be heard as silence.
   */
  async function answer(callId: CallId): Promise<void> {
    const session = sessions.get(callId);
    if (!session) {
      // The card may come a moment before the INVITE.
      answerOnArrival.add(callId);
      return;
    }
    if (state.get().calls.get(callId)?.answering || session.sip.state() !== 'ringing') return;
    updateCall(callId, { answering: true, problem: null });
    try {
      if (!audio.isMicrophoneExpected() && !session.sip.autoAnswer) await session.openMicrophone();
      await session.sip.accept(session.openMicrophone());
    } catch (error) {
      log(`phone: answer failed: ${String(error)}`);
      // Taken back, and the call has come again meanwhile: what went wrong is not the new session's.
      if ((sessions.get(callId) ?? session) !== session) return;
      updateCall(callId, { answering: false, problem: problemOf(error) });
      if (session.sip.autoAnswer || session.sip.state() !== 'ringing') session.sip.end();
    }
  }

  function applyMicrophone(callId: CallId): void {
    sessions.get(callId)?.setMicrophoneOn(!(state.get().calls.get(callId)?.muted ?? false) && !held.has(callId));
  }

  function followEnd(view: CallView): void {
    answerOnArrival.delete(view.id);
    // Handed over: its sound may be another call's by now, and else the switch ends it.
    if (view.session === null && view.endReason === 'transferred') return;
    const session = sessions.get(view.session ?? uses.sessionOf(view.id));
    if (session && uses.callOf(session.sip.callId) === view.id) session.sip.end();
  }

  return {
    state,
    async start() {
      scope.add(audio.start());
      scope.add(options.onNetworkChange(reconnect));
      await line.start();
    },
    async stop() {
      scope.dispose();
      ringer.play(null);
      for (const { sip } of [...sessions.values()]) release(sip);
      await line.stop();
    },
    place(target) {
      const callId = options.newCallId();
      addCall({ ...newCall(callId), placed: { number: target.number, name: target.name, atMs: clock.nowMs() } });
      dial(callId, target).catch((error: unknown) => {
        log(`phone: call failed: ${String(error)}`);
        fail(callId, problemOf(error));
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
      if (view.state === 'ended') return followEnd(view);
      const id = view.session ?? view.id;
      uses.set(id, view.id);
      if (view.heldByMe) held.add(id);
      else held.delete(id);
      updateCall(id, { muted: view.muted });
      applyMicrophone(id);
    },
    reconnect,
    refreshAudioDevices: audio.refresh,
    testMicrophone: () => audio.tryMicrophone().catch((error: unknown) => log(`phone: ${String(error)}`)),
    microphoneTrack: (callId) => sessions.get(callId)?.microphoneTrack() ?? null,
    openEcho() {
      const client = state.get().phone.state === 'registered' ? line.client() : null;
      return client?.invite({ callId: options.newCallId(), target: echoNumber, show: null }) ?? null;
    },
    iceServers: () => iceServers,
  };
}
