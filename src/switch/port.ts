import type { EndReason } from '../contract/calls/end-reason';
import type { PhoneTransport } from '../contract/devices/desk-phones';
import type { CallId, DeviceId, LegId, OrganisationId, RecordingId, TrunkId } from '../contract/ids';
import type { LineState } from '../contract/lines/line-state';
import type { TrunkSettings, TrunkState } from '../contract/trunks/trunks';
import type { UpgradeHandler } from '../sockets/upgrade';
import type { Sound } from './port-sounds';

/**
 * The switch port: all that the call engine may ask of a telephone switch, modelled on Asterisk's ARI. A switch knows
 * legs, bridges, music and digits, and no calls, users or rules. Operations are requests: they return at once, are
 * harmless on a leg that has ended, and their outcome comes as an event.
 */
export interface Switch {
  readonly name: string;
  readonly capabilities: SwitchCapabilities;
  /** Where devices connect. */
  readonly transport: Transport;

  start(): Promise<void>;
  /** Ends every leg (BYE or CANCEL, at most 1 s), unless the switch keeps them, and frees all sockets. */
  stop(): Promise<void>;
  /** Events come in the order in which they happened; the listener must not throw. Returns the unsubscriber. */
  onEvent(listener: (event: SwitchEvent) => void): () => void;

  /**
   * The legs that are up or being set up, those of before our own restart among them.
   * @throws VaxelError server.unavailable
   */
  legs(): Promise<readonly LegId[]>;
  /**
   * A leg of before our own restart belongs to a call again. What it hears has to be asked for once more; that it rings
   * or is answered is told again, of whenever it was.
   */
  takeUp(leg: LegId): void;

  /**
   * Lets a device register until `expiresAtMs`; resolves when it can, with a nonce to sign its first REGISTER with
   * unasked, or null where the switch gives none. Enrolling it again replaces its secret; its live registration goes
   * on. @throws VaxelError server.unavailable when the switch cannot be reached, and nothing has changed
   */
  enrol(device: DeviceEnrolment): Promise<{ readonly nonce: string | null }>;
  /**
   * Forgets the device: its registration ends, its legs end with `legLost`. Its socket is closed where it is the
   * switch's to close.
   */
  revoke(deviceId: DeviceId): void;
  /** Plain SIP phones; null where none can register. */
  readonly phones: PlainPhones | null;
  /** Asks a device for a sign of life (OPTIONS). True = it answered within `timeoutMs`. */
  probe(deviceId: DeviceId, timeoutMs: number): Promise<boolean>;
  /**
   * The device is registered and its connection stands. One that is so and still counts as unreachable has said nothing
   * for a while:
   * its program hangs, or its computer is very busy. It can be dialled; whether it answers is known after 8 s at most.
   */
  isConnected(deviceId: DeviceId): boolean;

  /**
   * The trunks that there are, of all organisations, those of one in the order in which they are tried: in the place of
   * those that there were. Resolves when the switch has them; how each does comes by `trunkChanged`, also after the
   * switch was away. `ownerOf` says whose a number is (E.164), where two organisations have the same operator.
   * @throws VaxelError trunks.notHere without the capability, server.unavailable when the switch cannot be reached
   */
  trunks(all: readonly Trunk[], ownerOf: (number: string) => OrganisationId | null): Promise<void>;

  /**
   * Makes a leg towards a device or an outside number. Ends with `legEnded` when it cannot: `unreachable` for a device
   * from which nothing at all has come 8 s after it was asked, and which `deviceReachable` will tell of with its next
   * word. An outside number goes over the organisation's trunks, the first one that takes it: the next is tried where
   * the network has failed, not where somebody has refused, and help goes over whatever there is. Without a trunk for
   * it the leg ends with `noNetwork`, or `barred` where the trunks there are take other numbers. A switch without the
   * capability is the network itself: a number of a user of its own comes back as a leg that arrives from outside, and
   * any other is an `unknownNumber`. Phones of the outside world are rung by either.
   */
  dial(leg: LegId, target: DialTarget, options: DialOptions): void;
  /**
   * Tells an arrived leg that the other side rings (180), with a ringing tone as early media where the leg supports it.
   */
  ring(leg: LegId): void;
  answer(leg: LegId): void;
  /**
   * Ends a leg in any state: BYE, CANCEL or a final response that carries the reason (RFC 3326). A phone that is away
   * learns of it when it next says something in its call, at the latest; our windows are told by the server.
   */
  hangUp(leg: LegId, reason: HangUpReason): void;

  /**
   * Whom a leg hears, in the place of whomever it heard: nobody = silence, one = that leg's own packets (itself = its
   * echo), more = mixed, which takes the capability `mixing`. Says nothing of who hears the leg: two who talk are
   * asked for one by one. Hearing somebody ends the music and the sounds that the leg heard. A leg that ends is heard
   * by nobody any more.
   */
  hear(leg: LegId, from: readonly LegId[]): void;
  /** Music on hold towards a leg; what the leg says is heard by nobody. */
  music(leg: LegId, on: boolean): void;
  /** Drops what the leg says. The leg goes on hearing. */
  mute(leg: LegId, on: boolean): void;
  /**
   * Sounds towards the leg, one after the other and in the place of those it heard; a tone never ends by itself.
   * `playFinished` with the same id when all are done; never for sounds that were stopped or replaced. A leg that has
   * arrived and is not answered hears them as early media (183, RFC 3960); where it takes none they are done at once.
   */
  play(leg: LegId, sounds: readonly Sound[], id: PlayId): void;
  stopPlaying(leg: LegId): void;
  /**
   * Keeps what the leg says from now on, whether or not anybody hears it; nothing of it while it is muted. Ogg Opus,
   * mono, in `<recording>.part` of the folder of recordings, a page a second, and in `<recording>.ogg` when it is
   * whole. It ends when it is asked to, with the leg, or at a limit; then comes `recorded`, once and whatever happens.
   * Several of one leg are kept side by side.
   *
   * Of `both` sides: in two channels (RFC 7845 §5.1.1.2, two streams), left what the leg says and right what it hears
   * of others, silence while it hears music or sounds. It outlives its leg, and asked for again with another leg it
   * goes on there, in the same file; where it was nowhere there is silence.
   */
  record(leg: LegId, recording: RecordingId, limits: RecordingLimits): void;
  /** Keeps silence in the place of what is said, of both sides, until it is told otherwise. */
  pauseRecording(leg: LegId, recording: RecordingId, on: boolean): void;
  stopRecording(leg: LegId, recording: RecordingId): void;
  /** The outcome of a `transferAsked`, told to the phone that asked (NOTIFY with sipfrag, RFC 3515 §2.4.5). */
  reportTransfer(leg: LegId, outcome: 'connected' | 'failed'): void;
  /** DTMF towards the leg (RFC 4733 events). */
  sendDigits(leg: LegId, digits: string): void;

  /**
   * How many messages wait for a device's person: all of them each time, and never a difference. A phone of another
   * make shows it (RFC 3842): it is told now or when it comes, once more when it has come back, and at most once a
   * second. One of which nothing was said is told nothing. Our windows know it from the server.
   */
  messages(deviceId: DeviceId, waiting: WaitingMessages): void;
}

/**
 * A path of this server, whose upgrades to WebSocket the switch takes itself, or the address (wss:) of a switch
 * elsewhere.
 */
export type Transport =
  | { readonly kind: 'path'; readonly path: string; readonly upgrade: UpgradeHandler }
  | { readonly kind: 'address'; readonly url: string };

export interface SwitchCapabilities {
  /**
   * Sound comes also of a description that names no candidate: where the phone is, its first check shows
   * (peer-reflexive, RFC 8445 §7.3.1.3).
   */
  readonly withoutCandidates: boolean;
  /** A leg may hear several at once. */
  readonly mixing: boolean;
  readonly whisper: boolean;
  readonly recording: boolean;
  /** Recordings, and other sounds of files, can be played to a leg. */
  readonly playsRecordings: boolean;
  readonly earlyMedia: boolean;
  /** Outside numbers are reached over trunks of operators. */
  readonly trunks: boolean;
  /** Legs go on while we are away: who starts after us takes them up. */
  readonly keepsLegs: boolean;
  /**
   * Phones are told of messages unasked, and none can subscribe to them; else those that subscribe, and no other: the
   * embedded switch has no plain phones, and what speaks SIP over a WebSocket may be a page that knows no NOTIFY.
   */
  readonly messagesUnasked: boolean;
}

/** What has been left for a person and is not deleted. */
export interface WaitingMessages {
  readonly unheard: number;
  readonly heard: number;
}

/** A trunk as the switch needs it. */
export interface Trunk extends TrunkSettings {
  readonly trunkId: TrunkId;
  readonly organisationId: OrganisationId;
  /** ISO 3166 alpha-2: whose national numbers are meant. */
  readonly country: string;
  readonly password: string | null;
}

/** Phones that know SIP over UDP, TCP or TLS and plain RTP: no WebSocket, no ICE, no DTLS. */
export interface PlainPhones {
  /** Where they register, as they are told. */
  readonly host: string;
  /** The transports that there are. */
  readonly ports: Readonly<Partial<Record<PhoneTransport, number>>>;
  /** Over which what is kept of their secrets is hashed (RFC 7616 §3.4.2: MD5 of `username:realm:password`). */
  readonly realm: string;
  /**
   * Lets a phone register until it is revoked. Enrolling it again replaces its secret; its live registration goes on.
   * @throws VaxelError server.unavailable when the switch cannot be reached, and nothing has changed
   */
  enrol(phone: PlainPhone): Promise<void>;
  /**
   * How the line of an extension is, for phones of its organisation and no other's, whose keys show it (BLF, RFC 4235).
   * What nobody has is offline. Remembered until it is told otherwise.
   */
  showLine(organisationId: OrganisationId, extension: string, line: LineState): void;
}

interface Enrolment {
  readonly deviceId: DeviceId;
  /** User part of its address of record: the extension, or the outside number. */
  readonly user: string;
  /** Host part, one for each organisation. */
  readonly domain: string;
  /** Digest credentials (RFC 3261 §22, RFC 8760 SHA-256 preferred over MD5). */
  readonly username: string;
}

export interface PlainPhone extends Enrolment {
  readonly side: { readonly kind: 'inside'; readonly organisationId: OrganisationId };
  readonly transport: PhoneTransport;
  /** What is left of its secret, MD5 in hexadecimal: the secret itself nobody has but the phone. */
  readonly digest: string;
}

export interface DeviceEnrolment extends Enrolment {
  /** What the device is to the switch: a user's phone, or a phone in the outside world (local mode). */
  readonly side:
    | { readonly kind: 'inside'; readonly organisationId: OrganisationId }
    | { readonly kind: 'outside'; readonly number: string };
  readonly password: string;
  readonly expiresAtMs: number;
  /** A phone of another make: INVITEs to it carry an offer. Absent = it is ours, and makes the offer itself. */
  readonly wantsOffer?: boolean;
}

export type DialTarget =
  | { readonly kind: 'device'; readonly deviceId: DeviceId }
  /** `trunkId`: over this trunk and no other, whatever state it is in. */
  | { readonly kind: 'outside'; readonly number: string; readonly trunkId?: TrunkId };

/**
 * Who is calling, as the dialled leg shall show it. Null number = anonymous: From is `anonymous@anonymous.invalid`,
 * Privacy: id (RFC 3323).
 */
export interface DialOptions {
  readonly callId: CallId;
  /** Whose call it is, and with that whose trunks; absent: nobody's. */
  readonly organisationId?: OrganisationId;
  readonly callerName: string | null;
  readonly callerNumber: string | null;
  /** Asks the device to answer without ringing (RFC 5373 `Answer-Mode: Auto`). */
  readonly autoAnswer: boolean;
  /** The number from which an outside leg is forwarded (E.164), where the network shall be told. */
  readonly forwardedFrom?: string;
}

/** `answeredElsewhere` makes CANCEL carry `Reason: SIP;cause=200;text="Call completed elsewhere"` (RFC 3326). */
export type HangUpReason = EndReason | 'answeredElsewhere';

/** Chosen by who asks for sounds, to know later which of them are done. */
export type PlayId = string;

export interface RecordingLimits {
  readonly maxMs: number;
  /** So long a silence ends it; null = none does. */
  readonly silenceMs: number | null;
  /** What the leg hears is kept too. No silence ends such a recording. */
  readonly both?: true;
}

/** `failed`: nothing is kept, as where the disk is full or there is no such leg. */
export type RecordingEnd = 'stopped' | 'silence' | 'maximum' | 'ended' | 'failed';

/** Source and target of a leg that a device or the outside world began. */
export interface ArrivedLeg {
  readonly leg: LegId;
  /** Inside: the registered device that sends it. Outside: the calling number, null when withheld. */
  readonly from:
    | { readonly kind: 'device'; readonly deviceId: DeviceId }
    | {
        readonly kind: 'outside';
        readonly number: string | null;
        /** By a trunk: the organisations whose it may be. A number of any other is not called so. */
        readonly organisationIds?: readonly OrganisationId[];
      };
  /** User part of the Request-URI as sent: an extension or a number in any notation. */
  readonly dialled: string;
  /**
   * What the header fields X-Vaxel-Call and X-Vaxel-Show of a device said, unchecked; null when absent. A phone that
   * asks for privacy in the words of SIP (RFC 3323) says `anonymous`. A leg that another call of this switch has
   * dialled as an outside number brings the name for its call with it, so that calls which come round and round are
   * known.
   */
  readonly callId: string | null;
  readonly show: string | null;
  /**
   * The leg that this one shall take the place of (RFC 3891), of whatever device; null when absent. A dialogue that
   * does not exist is refused by the switch.
   */
  readonly replaces: LegId | null;
}

export type SwitchEvent =
  | ({ readonly type: 'legArrived' } & ArrivedLeg)
  | { readonly type: 'legRinging'; readonly leg: LegId }
  /**
   * Sound comes from a dialled leg before it is answered: an announcement of the network, or its ringing tone. Who is
   * asked to hear the leg hears it from now on.
   */
  | {
      readonly type: 'legHeard';
      readonly leg: LegId;
      /** It has fallen silent again: another way is tried. */
      readonly over?: true;
    }
  | { readonly type: 'legAnswered'; readonly leg: LegId }
  /**
   * The device or the network ended the leg (never sent for a leg that `hangUp` ended). `answered` tells if it was up.
   */
  | {
      readonly type: 'legEnded';
      readonly leg: LegId;
      readonly reason: EndReason;
      /** The status of SIP with which an operator has refused it. */
      readonly status?: number;
    }
  /** The first audio packet of an answered leg: it can be heard from now on. */
  | { readonly type: 'legMedia'; readonly leg: LegId }
  /**
   * An answered leg that is not on hold has gone silent on the wire (2 s; 300 ms when its socket is gone too), or
   * nothing ever came from it since it was answered (2.5 s, `neverHeard`). It may resume.
   */
  | { readonly type: 'legStalled'; readonly leg: LegId; readonly neverHeard?: true }
  /** Packets of a stalled leg are back. */
  | { readonly type: 'legResumed'; readonly leg: LegId }
  /**
   * A phone asks for a transfer (REFER, RFC 3515): of the other side of `leg` to a number, or to the other side of
   * another leg of the same device (Replaces). Accepted with 202; to be answered by `reportTransfer`. Until then the
   * leg is not transferred again, and what names no such leg comes to nothing.
   */
  | {
      readonly type: 'transferAsked';
      readonly leg: LegId;
      readonly to:
        | { readonly kind: 'number'; readonly dialled: string }
        | { readonly kind: 'leg'; readonly leg: LegId };
    }
  /**
   * The leg's device is gone without a word, and the leg has ended: one that is not answered with its connection, one
   * that is when nothing has come from it for long (30 s), or another run of its program has registered. A device that
   * comes back over another connection goes on with its calls; with the first word in each (re-INVITE or UPDATE, RFC
   * 3261 §12.2) it is reached there.
   */
  | { readonly type: 'legLost'; readonly leg: LegId }
  /** A standard phone put the leg on hold, or took it back, by its own re-INVITE (RFC 6337 §5.3). */
  | { readonly type: 'legHeld'; readonly leg: LegId; readonly held: boolean }
  | { readonly type: 'digit'; readonly leg: LegId; readonly digit: string }
  | { readonly type: 'playFinished'; readonly leg: LegId; readonly id: PlayId }
  /**
   * A recording has ended, and its file has its name and is on the disk. Also after the leg's end. `ms` is without the
   * silence at its end, `speechMs` without any; of both sides neither is looked for, and all of it counts.
   */
  | {
      readonly type: 'recorded';
      readonly leg: LegId;
      readonly recording: RecordingId;
      readonly ms: number;
      readonly speechMs: number;
      readonly reason: RecordingEnd;
    }
  | { readonly type: 'deviceReachable'; readonly deviceId: DeviceId; readonly userAgent: string | null }
  | { readonly type: 'deviceUnreachable'; readonly deviceId: DeviceId }
  | ({ readonly type: 'trunkChanged' } & Omit<TrunkState, 'test'>);
