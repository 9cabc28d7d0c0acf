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

/**
 * One peer connection with one audio line towards one device. Made for one leg, closed with it.
 *
 * It only ever answers: as offerer, libdatachannel checks a DTLS certificate against the remote description before it
 * has stored that, when the device's ICE checks come before its answer (which browsers do); every second call failed.
 */
export interface MediaSession {
  readonly ssrc: number;
  /** Payload types agreed with the device. */
  opusPayloadType(): number;
  eventPayloadTypes(): ReadonlyMap<number, number>;
  isOpen(): boolean;
  /** When the last RTP packet came, epoch milliseconds; null = none yet. */
  lastReceivedMs(): number | null;
  /** Answer to the device's first offer. Rejects with VaxelError request.invalid when the library refuses it. */
  answer(remote: RemoteAudio): Promise<string>;
  /** Answer to a later offer of the same session; the transport stays. */
  answerAgain(remote: RemoteAudio): string;
  /** Our description again, for a session refresh. */
  offerAgain(): string;
  /** True when the offer asks for a new transport (ICE restart), which we do not do. */
  isRestart(remote: RemoteAudio): boolean;
  send(packet: RtpPacket): void;
  close(): void;
}

export interface MediaEvents {
  onPacket(packet: RtpPacket): void;
  onOpen(): void;
  /** ICE or DTLS failed, or the connection closed from the other side. */
  onFailed(): void;
}

/** Host candidates are there within a few ms; this only ends the wait when a STUN server is silent. */
const gatheringLimitMs = 500;

export function createMediaSession(options: MediaOptions, clock: Clock, events: MediaEvents): MediaSession {
  const ssrc = randomInt(1, 0xffffffff);
  const connection = new PeerConnection('leg', libraryConfig(options));
  let track: Track | null = null;
  let open = false;
  let closed = false;
  let lastReceivedMs: number | null = null;
  let remoteUfrag: string | null = null;
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
      if (packet === null) return;
      lastReceivedMs = clock.nowMs();
      events.onPacket(packet);
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
    remoteUfrag = remote.ufrag;
  }

  /** What every description of this session has in common. */
  const common = { sessionId: String(randomInt(1, 2 ** 47)), address: options.publicAddress ?? options.bindAddress, ssrc };

  return {
    ssrc,
    opusPayloadType: () => agreed.opus,
    eventPayloadTypes: () => agreed.events,
    isOpen: () => open,
    lastReceivedMs: () => lastReceivedMs,
    async answer(remote) {
      agree(remote);
      refuseByLibrary(() => {
        connection.setRemoteDescription(libraryDescription(remote), 'offer');
        addTrack(remote.opusPayloadType);
        connection.setLocalDescription('answer');
      });
      local = { ...common, version: 1, transport: await transport(), ...answerTo(remote) };
      return buildSdp(local);
    },
    answerAgain(remote) {
      if (local === null) throw new VaxelError('request.invalid', 'no session to change');
      agreed = { opus: remote.opusPayloadType, events: remote.eventPayloadTypes };
      local = { ...local, version: local.version + 1, ...answerTo(remote) };
      return buildSdp({ ...local, transport: fixedRole(local.transport) });
    },
    offerAgain() {
      if (local === null) throw new VaxelError('request.invalid', 'no session to refresh');
      const { mediaLines: _lines, audioIndex: _index, ...own } = local;
      return buildSdp({ ...own, opusPayloadType: agreed.opus, eventPayloadTypes: agreed.events, transport: { ...own.transport, setup: 'actpass' } });
    },
    isRestart: (remote) => remoteUfrag !== null && remote.ufrag !== remoteUfrag,
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
