import { randomInt } from 'node:crypto';
import { Audio, PeerConnection } from 'node-datachannel';
import type { Track } from 'node-datachannel';
import type { Clock } from '../../clock';
import { VaxelError } from '../../contract/errors';
import { buildRtp, parseRtp, type RtpPacket } from './rtp';
import { answerDirection, buildSdp, libraryDescription, parseLocalTransport, type LocalAudio, type MediaDirection, type RemoteAudio, type Transport } from './sdp';

export interface MediaOptions {
  /** Local address that media is bound to. */
  readonly bindAddress: string;
  /** Address that devices shall send to, when it is not the bound one (behind a 1:1 NAT). */
  readonly publicAddress?: string | undefined;
  /** One port for all legs when both are equal, else a port for each leg from the range; absent = any. */
  readonly udpPortRange?: { readonly begin: number; readonly end: number } | undefined;
  /** STUN servers for the switch's own address; a switch on a public address needs none. */
  readonly iceServers?: readonly string[];
}

/** What stays when a device's peer connection is replaced by another: our side of the SDP session and of the audio stream. */
export interface MediaIdentity {
  readonly ssrc: number;
  readonly sessionId: string;
  readonly address: string;
  /** Of the description told last (RFC 3264 §8). */
  version: number;
}

export function newMediaIdentity(options: MediaOptions): MediaIdentity {
  return { ssrc: randomInt(1, 0xffffffff), sessionId: String(randomInt(1, 2 ** 47)), address: options.publicAddress ?? options.bindAddress, version: 0 };
}

/**
 * One peer connection with one audio line towards one device.
 *
 * It only ever answers: as offerer, libdatachannel checks a DTLS certificate against the remote description before it
 * has stored that, when the device's ICE checks come before its answer (which browsers do); every second call failed.
 */
export interface MediaSession {
  readonly ssrc: number;
  /** The first offer has been answered. */
  isAnswered(): boolean;
  /** Payload types agreed with the device. */
  opusPayloadType(): number;
  eventPayloadTypes(): ReadonlyMap<number, number>;
  isOpen(): boolean;
  /** Answer to the device's first offer. Rejects with VaxelError request.invalid when the library refuses it. */
  answer(remote: RemoteAudio): Promise<string>;
  /** Answer to a later offer of the same session; the transport stays. */
  answerAgain(remote: RemoteAudio): string;
  /** Our description again, for a session refresh. */
  offerAgain(): string;
  /** False when the offer is for another transport than the one answered: an ICE restart, or another peer connection. */
  isSameTransport(remote: RemoteAudio): boolean;
  send(packet: RtpPacket): void;
  close(): void;
}

/** What the audio of a leg needs of the way to its device. */
export type AudioPath = Pick<MediaSession, 'ssrc' | 'opusPayloadType' | 'eventPayloadTypes' | 'isOpen' | 'send'>;

export interface MediaEvents {
  onPacket(packet: RtpPacket): void;
  onOpen(): void;
  /** ICE or DTLS failed, or the connection closed from the other side. */
  onFailed(): void;
}

/** Host candidates are there within a few ms; this only ends the wait when a STUN server is silent. */
const gatheringLimitMs = 500;

export function createMediaSession(options: MediaOptions, clock: Clock, events: MediaEvents, identity: MediaIdentity): MediaSession {
  const { ssrc, sessionId, address } = identity;
  const connection = new PeerConnection('leg', libraryConfig(options));
  let track: Track | null = null;
  let open = false;
  let closed = false;
  let remoteTransport: string | null = null;
  let local: LocalAudio | null = null;
  let agreed = { opus: 0, events: new Map() as ReadonlyMap<number, number> };

  connection.onStateChange((state) => {
    if (!closed && (state === 'failed' || state === 'closed')) events.onFailed();
  });

  function addTrack(opusPayloadType: number): void {
    const audio = new Audio('0', 'SendRecv');
    audio.addOpusCodec(opusPayloadType);
    audio.addSSRC(ssrc, 'vaxel', 'vaxel', 'vaxel-audio');
    track = connection.addTrack(audio);
    track.onOpen(() => {
      if (closed) return;
      open = true;
      events.onOpen();
    });
    track.onClosed(() => (open = false));
    track.onMessage((bytes) => {
      const packet = closed ? null : parseRtp(bytes);
      if (packet !== null) events.onPacket(packet);
    });
  }

  async function transport(): Promise<Transport> {
    await gathered(connection, clock);
    const found = closed ? null : parseLocalTransport(connection.localDescription()?.sdp ?? '');
    if (found === null) throw new VaxelError('server.error', 'the leg ended before its description was ready');
    return withPublicAddress(found, options.publicAddress);
  }

  function agree(remote: RemoteAudio): void {
    agreed = { opus: remote.opusPayloadType, events: remote.eventPayloadTypes };
    remoteTransport = transportOf(remote);
  }

  return {
    ssrc,
    opusPayloadType: () => agreed.opus,
    eventPayloadTypes: () => agreed.events,
    isOpen: () => open,
    isAnswered: () => local !== null,
    async answer(remote) {
      agree(remote);
      refuseByLibrary(() => {
        connection.setRemoteDescription(libraryDescription(remote), 'offer');
        addTrack(remote.opusPayloadType);
        connection.setLocalDescription('answer');
      });
      local = { sessionId, address, ssrc, transport: await transport(), version: (identity.version += 1), ...answerTo(remote) };
      return buildSdp(local);
    },
    answerAgain(remote) {
      if (local === null) throw new VaxelError('request.invalid', 'no session to change');
      agreed = { opus: remote.opusPayloadType, events: remote.eventPayloadTypes };
      local = { ...local, version: (identity.version += 1), ...answerTo(remote) };
      return buildSdp({ ...local, transport: fixedRole(local.transport) });
    },
    offerAgain() {
      if (local === null) throw new VaxelError('request.invalid', 'no session to refresh');
      const { mediaLines: _lines, audioIndex: _index, ...own } = local;
      return buildSdp({ ...own, opusPayloadType: agreed.opus, eventPayloadTypes: agreed.events, transport: { ...own.transport, setup: 'actpass' } });
    },
    isSameTransport: (remote) => transportOf(remote) === remoteTransport,
    send(packet) {
      if (open && track !== null) sendQuietly(track, packet);
    },
    close() {
      if (closed) return;
      closed = true;
      open = false;
      // Both, and never the library's global cleanup(): a track left open keeps the process alive, and cleanup() crashes
      // on tracks that were closed before.
      track?.close();
      connection.close();
    },
  };
}

function answerTo(remote: RemoteAudio): Pick<LocalAudio, 'mid' | 'opusPayloadType' | 'eventPayloadTypes'> & { direction: MediaDirection } & Required<Pick<LocalAudio, 'mediaLines' | 'audioIndex'>> {
  const { mid, opusPayloadType, eventPayloadTypes, mediaLines, audioIndex } = remote;
  return { direction: answerDirection(remote.direction), mid, opusPayloadType, eventPayloadTypes, mediaLines, audioIndex };
}

/** ICE credentials and certificate: what makes a transport another one (RFC 8842 §5.5). */
function transportOf(remote: RemoteAudio): string {
  return [remote.ufrag, remote.password, remote.fingerprint.algorithm, remote.fingerprint.value].join(' ');
}

/** In an answer the DTLS role is one or the other (RFC 5763 §5); who offered first was answered actively. */
function fixedRole(transport: Transport): Transport {
  return transport.setup === 'actpass' ? { ...transport, setup: 'passive' } : transport;
}

/** The track may close between the check and the call, in the library's own thread: the packet is lost, as on a wire. */
function sendQuietly(track: Track, packet: RtpPacket): void {
  try {
    track.sendMessageBinary(buildRtp(packet));
  } catch {
    // Nobody is there to hear it.
  }
}

function refuseByLibrary(action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw new VaxelError('request.invalid', 'the session description was refused', { cause });
  }
}

async function gathered(connection: PeerConnection, clock: Clock): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancelLimit = clock.after(gatheringLimitMs, resolve);
    const finish = (): void => {
      cancelLimit();
      resolve();
    };
    connection.onGatheringStateChange((state) => {
      if (state === 'complete') finish();
    });
    if (connection.gatheringState() === 'complete') finish();
  });
}

function libraryConfig(options: MediaOptions): ConstructorParameters<typeof PeerConnection>[1] {
  const range = options.udpPortRange;
  return {
    iceServers: [...(options.iceServers ?? [])],
    bindAddress: options.bindAddress,
    disableAutoNegotiation: true,
    ...(range === undefined ? {} : { portRangeBegin: range.begin, portRangeEnd: range.end, enableIceUdpMux: range.begin === range.end }),
  };
}

function withPublicAddress(transport: Transport, address: string | undefined): Transport {
  if (address === undefined) return transport;
  const candidates = transport.candidates.map((candidate) => candidate.replace(/^((?:\S+ ){4})\S+/, `$1${address}`));
  return { ...transport, candidates };
}
