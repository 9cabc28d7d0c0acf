import type { CallView } from '../../src/contract/calls/call-view';
import type { DeviceView, SipCredentials } from '../../src/contract/devices/devices';
import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import { createScope } from '../scope';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { createAnswering } from './answering';
import { createArrival } from './arrival';
import type { AudioNotice } from './audio-routing';
import type { AudioSettings } from './audio-settings';
import { createDialling } from './dialling';
import type { CallTarget } from './dialling';
import { createFollowing } from './following';
import { createLocalCalls } from './local-calls';
import { createLocalSessions } from './local-sessions';
import type { LocalSessions } from './local-sessions';
import { createOpenMicrophone } from './open-microphone';
import { createPhoneAudio } from './phone-audio';
import { createPhoneLine } from './phone-line';
import { keepPhoneStatus } from './phone-status';
import type { CreateSipClient, Devices, Ringer, SipSession } from './ports';
import { createSessionUses } from './session-uses';
import { initialSoftphoneState } from './softphone-state';
import type { SoftphoneState } from './softphone-state';

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
  /**
   * The audio of this call is gone and the switch has forgotten its session: the server can only dial this window anew.
   */
  readonly onLostSession: (callId: CallId) => void;
  readonly onSound: (callId: CallId, score: number) => void;
  readonly onAudioNotice: (notice: AudioNotice) => void;
  readonly log: (line: string) => void;
}

/**
 * This window as a phone. Knows SIP sessions and audio; what a call *is* comes from the server as CallView. A session
 * is named by the call id of its INVITE (`CallView.invitedAs`), in the state and in all functions here.
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
  /**
   * The network, the server or this machine is back: do not wait for the next retry, and look whether calls still have
   * sound.
   */
  reconnect(): void;
  /** The server's word on which devices are mine: a window that it has forgotten enrols again. */
  knownAre(devices: readonly Pick<DeviceView, 'id'>[]): void;
  refreshAudioDevices(): Promise<void>;
  /** Asks for the microphone; the outcome is in the state. */
  testMicrophone(): Promise<void>;
  /** What this window sends in a call, to show how loud it is; null while nothing is open. */
  microphoneTrack(callId: CallId): MediaStreamTrack | null;
  /**
   * A session whose sound the switch sends back (self test); no call is made of it. Null while the phone is not
   * connected.
   */
  openEcho(): SipSession | null;
  /** STUN and TURN servers that the server gave us; empty while not enrolled. */
  iceServers(): SipCredentials['iceServers'];
}

export function createSoftphone(options: SoftphoneOptions): Softphone {
  const { devices, ringer, clock, log, onLostSession: onLost } = options;
  const state = createStore<SoftphoneState>(initialSoftphoneState);
  const scope = createScope();
  const uses = createSessionUses();
  const calls = createLocalCalls(state, clock);
  const audio = createPhoneAudio({
    devices,
    ringer,
    state,
    settings: options.audioSettings,
    onNotice: options.onAudioNotice,
    sessions: () => sessions.all(),
  });
  const sessions: LocalSessions = createLocalSessions({ ...options, calls, uses, audio, onLost });
  const microphone = createOpenMicrophone(calls, sessions);
  const answering = createAnswering({ calls, sessions, audio, log });
  const parts = { calls, sessions, uses, microphone, answering, log };
  const { iceServers, ...status } = keepPhoneStatus(state, sessions.suspectAll);
  const line = createPhoneLine({ ...options, ...status, onIncoming: createArrival(parts) });
  const dialling = createDialling({ ...options, line, state, calls, sessions, audio });

  function reconnect(): void {
    line.reconnect();
    sessions.suspectAll();
  }

  return {
    state,
    async start() {
      const started = line.start();
      // Opening devices for sound takes as long as the enrolment, which is on its way meanwhile.
      scope.add(audio.start());
      scope.add(options.onNetworkChange(reconnect));
      await started;
    },
    async stop() {
      scope.dispose();
      ringer.play(null);
      for (const { sip } of [...sessions.all()]) sessions.release(sip);
      await line.stop();
    },
    place: dialling.place,
    answer: answering.answer,
    end(callId) {
      answering.forget(callId);
      const session = sessions.get(callId);
      if (session) session.sip.end();
      else calls.end(callId);
    },
    forget: calls.forget,
    mute: microphone.mute,
    sendDigits: (callId, digits) => sessions.get(callId)?.sip.sendDigits(digits) ?? false,
    follow: createFollowing(parts),
    reconnect,
    knownAre: line.knownAre,
    refreshAudioDevices: audio.refresh,
    testMicrophone: () => audio.tryMicrophone().catch((error: unknown) => log(`phone: ${String(error)}`)),
    microphoneTrack: (callId) => sessions.get(callId)?.microphoneTrack() ?? null,
    openEcho: dialling.openEcho,
    iceServers,
  };
}
