import { randomInt } from 'node:crypto';
import { Audio, PeerConnection } from 'node-datachannel';
import type { Track } from 'node-datachannel';
import type { Clock } from '../../ports/clock';
import { VaxelError } from '../../contract/errors';
import { gathered } from './gathering';
import { hostCandidates, knownHost, mediaAddresses, type MediaAddressOptions } from './media-addresses';
import { prepareOffer, type PortRange, type PreparedOffer } from './media-offer';
import { buildRtp, parseRtp, type RtpPacket } from './rtp';
import {
  answerDirection,
  buildSdp,
  libraryDescription,
  parseLocalTransport,
  type LocalAudio,
  type MediaDirection,
  type RemoteAudio,
  type Transport,
} from './sdp';

export interface MediaOptions extends MediaAddressOptions {
  /** One port for all legs when both are equal, else a port for each leg from the range; absent = any. */
  readonly udpPortRange?: PortRange | undefined;
  /** STUN servers for the switch's own address; a switch on a public address needs none. */
  readonly iceServers?: readonly string[];
  /** Where the device's socket comes from now. */
  readonly deviceAddress?: (() => string) | undefined;
}

/**
 * What stays when a device's peer connection is replaced by another: our side of the SDP session and of the audio
 * stream.
 */
export interface MediaIdentity {
  readonly ssrc: number;
  readonly sessionId: string;
  readonly address: string;
  /** Of the description told last (RFC 3264 §8). */
  version: number;
}

export function newMediaIdentity(options: MediaOptions): MediaIdentity {
  return {
    ssrc: randomInt(1, 0xffffffff),
    sessionId: String(randomInt(1, 2 ** 47)),
    address: options.publicAddress ?? options.bindAddress,
    version: 0,
  };
}

/**
 * One peer connection with one audio line towards one device.
 *
 * The library only ever answers: as offerer, libdatachannel may check a DTLS certificate against the remote description
 * before it has stored that, when the device's ICE checks come before its answer (which browsers do) and the machine is
 * busy. So where we offer, the peer connection is made when the device's answer is here, takes that for an offer, and
 * is told the credentials, certificate and port of ours that the device knows already (docs/adr/0007).
 */
export interface MediaSession {
  readonly ssrc: number;
  /** The first offer and answer have been told. */
  isAnswered(): boolean;
  /** Payload types agreed with the device. */
  opusPayloadType(): number;
  eventPayloadTypes(): ReadonlyMap<number, number>;
  isOpen(): boolean;
  /** Answer to the device's first offer. Rejects with VaxelError request.invalid when the library refuses it. */
  answer(remote: RemoteAudio): Promise<string>;
  /** Our first offer, instead of an answer to one. */
  offer(): Promise<string>;
  /** The device's answer to it. @throws VaxelError request.invalid when the library refuses it */
  accept(remote: RemoteAudio): void;
  /** Answer to a later offer of the same session; the transport stays. */
  answerAgain(remote: RemoteAudio): string;
  /** Our description again, for a session refresh. */
  offerAgain(): string;
  /**
   * False when the offer is for another transport than the one answered: an ICE restart, or another peer connection.
   */
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

/** What we offer, and what legs without a device speak: payload types that browsers use too. */
export const offered = {
  opus: 111,
  events: new Map([
    [48_000, 110],
    [8000, 126],
  ]) as ReadonlyMap<number, number>,
};

/** Which side makes the first offer of the session. */
export type FirstOffer = 'theirs' | 'ours';

export function createMediaSession(
  options: MediaOptions,
  clock: Clock,
  events: MediaEvents,
  identity: MediaIdentity,
  first: FirstOffer = 'theirs',
): MediaSession {
  const { ssrc, sessionId, address } = identity;
  /** There from the beginning where the device offers: its certificate is made meanwhile. */
  let connection = first === 'theirs' ? connect(null) : null;
  let prepared: PreparedOffer | null = null;
  let track: Track | null = null;
  let open = false;
  let closed = false;
  let remoteTransport: string | null = null;
  let local: LocalAudio | null = null;
  let agreed = { opus: 0, events: new Map() as ReadonlyMap<number, number> };

  function connect(offer: PreparedOffer | null): PeerConnection {
    const made = new PeerConnection('leg', libraryConfig(options, offer));
    made.onStateChange((state) => {
      if (!closed && (state === 'failed' || state === 'closed')) events.onFailed();
    });
    return made;
  }

  function addTrack(to: PeerConnection, opusPayloadType: number): void {
    const audio = new Audio('0', 'SendRecv');
    audio.addOpusCodec(opusPayloadType);
    audio.addSSRC(ssrc, 'vaxel', 'vaxel', 'vaxel-audio');
    track = to.addTrack(audio);
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

  /** Takes what the device says, as an offer, and answers it. */
  function negotiate(using: PeerConnection, remote: RemoteAudio): void {
    agree(remote);
    refuseByLibrary(() => {
      using.setRemoteDescription(libraryDescription(withKnownHost(remote, options)), 'offer');
      addTrack(using, remote.opusPayloadType);
      const own = prepared?.transport;
      using.setLocalDescription('answer', own === undefined ? {} : { iceUfrag: own.ufrag, icePwd: own.password });
    });
  }

  async function transport(using: PeerConnection): Promise<Transport> {
    await gathered(using, clock);
    const found = closed ? null : parseLocalTransport(using.localDescription()?.sdp ?? '');
    if (found === null) throw new VaxelError('server.error', 'the leg ended before its description was ready');
    // Nobody could send anything there: a call that is refused is better than one without sound.
    if (found.candidates.length === 0) throw new VaxelError('server.error', 'the leg has no address');
    return withOwnAddresses(found, options);
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
      connection ??= connect(null);
      negotiate(connection, remote);
      local = {
        sessionId,
        address,
        ssrc,
        transport: await transport(connection),
        version: (identity.version += 1),
        ...answerTo(remote),
      };
      return buildSdp(local);
    },
    async offer() {
      prepared = await prepareOffer(options, clock.nowMs());
      if (closed) prepared.release();
      local = {
        sessionId,
        address,
        ssrc,
        transport: prepared.transport,
        version: (identity.version += 1),
        direction: 'sendrecv',
        mid: '0',
        opusPayloadType: offered.opus,
        eventPayloadTypes: offered.events,
        isLite: true,
      };
      return buildSdp(local);
    },
    accept(answer) {
      if (prepared === null || local === null || connection !== null || closed)
        throw new VaxelError('request.invalid', 'no offer of ours is open');
      // Who answers chooses the DTLS role, and is active where nothing is said (RFC 5763 §5).
      const remote: RemoteAudio = { ...answer, setup: answer.setup === 'passive' ? 'passive' : 'active' };
      prepared.release();
      connection = connect(prepared);
      negotiate(connection, remote);
      const { opusPayloadType, eventPayloadTypes } = remote;
      local = {
        ...local,
        opusPayloadType,
        eventPayloadTypes,
        transport: { ...local.transport, setup: remote.setup === 'active' ? 'passive' : 'active' },
      };
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
      return buildSdp({
        ...own,
        opusPayloadType: agreed.opus,
        eventPayloadTypes: agreed.events,
        transport: { ...own.transport, setup: 'actpass' },
      });
    },
    isSameTransport: (remote) => transportOf(remote) === remoteTransport,
    send(packet) {
      if (open && track !== null) sendQuietly(track, packet);
    },
    close() {
      if (closed) return;
      closed = true;
      open = false;
      // Both, and never the library's global cleanup(): a track left open keeps the process alive, and cleanup()
      // crashes on tracks that were closed before.
      track?.close();
      connection?.close();
      if (connection === null) prepared?.release();
    },
  };
}

function answerTo(
  remote: RemoteAudio,
): Pick<LocalAudio, 'mid' | 'opusPayloadType' | 'eventPayloadTypes'> & { direction: MediaDirection } & Required<
    Pick<LocalAudio, 'mediaLines' | 'audioIndex'>
  > {
  const { mid, opusPayloadType, eventPayloadTypes, mediaLines, audioIndex } = remote;
  return {
    direction: answerDirection(remote.direction),
    mid,
    opusPayloadType,
    eventPayloadTypes,
    mediaLines,
    audioIndex,
  };
}

function withKnownHost(remote: RemoteAudio, options: MediaOptions): RemoteAudio {
  const host = knownHost(remote.hosts, options.deviceAddress?.() ?? null, options);
  return host === null ? remote : { ...remote, candidates: hostCandidates([host.address], host.port) };
}

/** ICE credentials and certificate: what makes a transport another one (RFC 8842 §5.5). */
function transportOf(remote: RemoteAudio): string {
  return [remote.ufrag, remote.password, remote.fingerprint.algorithm, remote.fingerprint.value].join(' ');
}

/** In an answer the DTLS role is one or the other (RFC 5763 §5); who offered first was answered actively. */
function fixedRole(transport: Transport): Transport {
  return transport.setup === 'actpass' ? { ...transport, setup: 'passive' } : transport;
}

/**
 * The track may close between the check and the call, in the library's own thread: the packet is lost, as on a wire.
 */
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

function libraryConfig(
  options: MediaOptions,
  offer: PreparedOffer | null,
): ConstructorParameters<typeof PeerConnection>[1] {
  const range = offer === null ? options.udpPortRange : { begin: offer.port, end: offer.port };
  const isShared = options.udpPortRange !== undefined && options.udpPortRange.begin === options.udpPortRange.end;
  return {
    iceServers: [...(options.iceServers ?? [])],
    bindAddress: mediaAddresses(options).bind,
    disableAutoNegotiation: true,
    ...(range === undefined ? {} : { portRangeBegin: range.begin, portRangeEnd: range.end, enableIceUdpMux: isShared }),
    ...(offer === null
      ? {}
      : { certificatePemFile: offer.certificate.certificatePem, keyPemFile: offer.certificate.keyPem }),
  };
}

/** Where we know better than the library how devices reach us. */
function withOwnAddresses(transport: Transport, options: MediaOptions): Transport {
  const port = Number(transport.candidates[0]?.split(' ')[5]);
  if ((options.publicAddress === undefined && options.onThisMachine !== true) || !(port > 0)) return transport;
  return { ...transport, candidates: hostCandidates(mediaAddresses(options).offered, port) };
}
