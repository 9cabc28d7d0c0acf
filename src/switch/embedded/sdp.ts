import { isIP } from 'node:net';

/**
 * The SDP that we read and write (RFC 8829 for WebRTC, RFC 3264 for offer and answer). Only what a voice leg needs is
 * taken out, as checked values: what a device sends never reaches the native media library as it came.
 */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface Transport {
  readonly ufrag: string;
  readonly password: string;
  readonly fingerprint: { readonly algorithm: string; readonly value: string };
  readonly setup: 'active' | 'passive' | 'actpass';
  /** Whole values of `a=candidate`. */
  readonly candidates: readonly string[];
}

/** Where a device says that it can be reached. */
export interface HostAddress {
  readonly address: string;
  readonly port: number;
}

export interface RemoteAudio extends Transport {
  /** The first few of its host candidates. */
  readonly hosts: readonly HostAddress[];
  readonly mid: string;
  readonly direction: MediaDirection;
  readonly opusPayloadType: number;
  /** Payload type of telephone-event by clock rate. */
  readonly eventPayloadTypes: ReadonlyMap<number, number>;
  /** Media kinds in the order of the m= lines, for an answer that must have as many (RFC 3264 §6). */
  readonly mediaLines: readonly { readonly kind: string; readonly protocol: string; readonly format: string }[];
  /** Which of them is the audio that this describes. */
  readonly audioIndex: number;
}

interface Section {
  readonly line: string;
  readonly attributes: string[];
  connection: string | undefined;
}

/**
 * The candidates of a description are not taken as they are: nothing is ever sent to an address only because somebody
 * named it. A device's own checks, which carry our credentials, show where it is (peer-reflexive, RFC 8445 §7.3.1.3),
 * also behind a NAT or a relay. Of the host addresses that it names, one that it is known to have may be checked before
 * (`knownHost`).
 *
 * Null when the description has no Opus audio over DTLS-SRTP that we can take: the caller answers 488.
 */
export function parseRemoteAudio(sdp: string): RemoteAudio | null {
  const { session, media } = split(sdp);
  const audioIndex = media.findIndex(({ line }) => /^audio [1-9]\d* UDP\/TLS\/RTP\/SAVPF? /.test(line));
  const audio = media[audioIndex];
  if (audio === undefined || media.length > 10) return null;
  const attribute = (name: string): string | undefined =>
    find(audio.attributes, name) ?? find(session.attributes, name);
  const ufrag = match(attribute('ice-ufrag'), /^[A-Za-z0-9+/]{4,256}$/);
  const password = match(attribute('ice-pwd'), /^[A-Za-z0-9+/]{22,256}$/);
  const fingerprint = /^(sha-(?:1|224|256|384|512)) ((?:[0-9A-Fa-f]{2}:){19,63}[0-9A-Fa-f]{2})$/i.exec(
    attribute('fingerprint') ?? '',
  );
  const setup = match(attribute('setup') ?? 'actpass', /^(?:active|passive|actpass)$/);
  const formats = audio.line.split(' ').slice(3);
  const opusPayloadType = payloadTypes(audio, formats, /^opus\/48000\/2$/i)[0]?.payloadType;
  if (
    ufrag === null ||
    password === null ||
    setup === null ||
    !fingerprint?.[1] ||
    !fingerprint[2] ||
    opusPayloadType === undefined
  )
    return null;
  return {
    ufrag,
    password,
    fingerprint: { algorithm: fingerprint[1].toLowerCase(), value: fingerprint[2].toUpperCase() },
    setup: setup as Transport['setup'],
    candidates: [],
    hosts: hostsOf(audio),
    mid: match(find(audio.attributes, 'mid'), /^[\w.!%*+`'~-]{1,32}$/) ?? '0',
    direction: directionOf(audio, session),
    opusPayloadType,
    eventPayloadTypes: new Map(
      payloadTypes(audio, formats, /^telephone-event\/(8000|48000)(?:\/1)?$/i).map(({ payloadType, rate }) => [
        rate,
        payloadType,
      ]),
    ),
    mediaLines: media.map(({ line }) => ({
      kind: line.split(' ')[0] ?? 'audio',
      protocol: line.split(' ')[2] ?? 'RTP/AVP',
      format: line.split(' ')[3] ?? '0',
    })),
    audioIndex,
  };
}

/** Of a device with many networks the first are enough. */
const maxHosts = 8;

/** Browsers name their addresses by mDNS until the microphone is allowed; such a name means nothing here. */
function hostsOf(audio: Section): HostAddress[] {
  const named = audio.attributes.flatMap((attribute) => {
    const [, address = '', port = ''] =
      /^candidate:\S{1,32} 1 udp \d{1,10} ([\da-f.:]{2,45}) (\d{1,5}) typ host(?: |$)/i.exec(attribute) ?? [];
    return isIP(address) !== 0 && Number(port) > 0 && Number(port) < 65_536 ? [{ address, port: Number(port) }] : [];
  });
  return named.slice(0, maxHosts);
}

function split(sdp: string): { session: Section; media: Section[] } {
  const session: Section = { line: '', attributes: [], connection: undefined };
  const media: Section[] = [];
  let current = session;
  for (const line of sdp.split(/\r\n|\n/).slice(0, 1000)) {
    const value = line.slice(2);
    if (line.startsWith('m=')) {
      if (!/^[a-z]{1,16} \d{1,5} [A-Za-z/]{1,32}( [\w-]{1,32}){1,64}$/.test(value)) continue;
      current = { line: value, attributes: [], connection: undefined };
      media.push(current);
    } else if (line.startsWith('a=')) current.attributes.push(value);
    else if (line.startsWith('c=')) current.connection = value;
  }
  return { session, media };
}

function find(attributes: readonly string[], name: string): string | undefined {
  return attributes.find((attribute) => attribute.startsWith(`${name}:`))?.slice(name.length + 1);
}

function match(text: string | undefined, pattern: RegExp): string | null {
  return text !== undefined && pattern.test(text) ? text : null;
}

function payloadTypes(
  audio: Section,
  formats: readonly string[],
  codec: RegExp,
): { payloadType: number; rate: number }[] {
  return audio.attributes.flatMap((attribute) => {
    const [, format, name] = /^rtpmap:(\d{1,3}) (\S+)$/.exec(attribute) ?? [];
    if (
      format === undefined ||
      name === undefined ||
      !formats.includes(format) ||
      Number(format) > 127 ||
      !codec.test(name)
    )
      return [];
    return [{ payloadType: Number(format), rate: Number(name.split('/')[1]) }];
  });
}

/**
 * An address of 0.0.0.0 is the hold of old phones (RFC 3264 §8.4), but WebRTC writes it into every offer of its own.
 */
function directionOf(audio: Section, session: Section): MediaDirection {
  const all: readonly MediaDirection[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];
  return (
    all.find((direction) => audio.attributes.includes(direction)) ??
    all.find((direction) => session.attributes.includes(direction)) ??
    'sendrecv'
  );
}

/** The answer's direction to an offer's (RFC 3264 §6.1), when we are willing to do all. */
export function answerDirection(offered: MediaDirection): MediaDirection {
  return offered === 'sendonly' ? 'recvonly' : offered === 'recvonly' ? 'sendonly' : offered;
}

/** A side that will not hear has us on hold (RFC 6337 §5.3). */
export function isHold(offered: MediaDirection): boolean {
  return offered === 'sendonly' || offered === 'inactive';
}

/** The remote side in the least words that the media library needs, made from checked values only. */
export function libraryDescription(remote: RemoteAudio): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    `m=audio 9 UDP/TLS/RTP/SAVPF ${remote.opusPayloadType}`,
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${remote.opusPayloadType} opus/48000/2`,
    ...transportLines(remote),
    '',
  ].join('\r\n');
}

/** Takes the transport out of a description that the media library made. */
export function parseLocalTransport(sdp: string): Transport | null {
  const value = (name: string): string | undefined => new RegExp(`^a=${name}:(.*?)\\r?$`, 'm').exec(sdp)?.[1];
  const [algorithm, fingerprint] = value('fingerprint')?.split(' ') ?? [];
  const [ufrag, password, setup] = [value('ice-ufrag'), value('ice-pwd'), value('setup')];
  if (
    !algorithm ||
    !fingerprint ||
    !ufrag ||
    !password ||
    (setup !== 'active' && setup !== 'passive' && setup !== 'actpass')
  )
    return null;
  return {
    ufrag,
    password,
    setup,
    fingerprint: { algorithm, value: fingerprint },
    candidates: [...sdp.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, line]) => line ?? ''),
  };
}

export interface LocalAudio {
  readonly sessionId: string;
  readonly version: number;
  readonly address: string;
  readonly transport: Transport;
  readonly ssrc: number;
  readonly direction: MediaDirection;
  readonly mid: string;
  readonly opusPayloadType: number;
  readonly eventPayloadTypes: ReadonlyMap<number, number>;
  /** Lines of the offer that is answered; the others than audio are refused with port 0. */
  readonly mediaLines?: RemoteAudio['mediaLines'];
  readonly audioIndex?: number;
  /** We say that we are an ICE lite side, so that the device controls (RFC 8839 §5.3). */
  readonly isLite?: boolean;
}

/** Our description, as offer or answer. */
export function buildSdp(local: LocalAudio): string {
  const lines = local.mediaLines ?? [{ kind: 'audio', protocol: 'UDP/TLS/RTP/SAVPF', format: '' }];
  const audioIndex = local.audioIndex ?? 0;
  return [
    'v=0',
    `o=vaxel ${local.sessionId} ${local.version} IN ${addressType(local.address)} ${local.address}`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${local.mid}`,
    ...(local.isLite === true ? ['a=ice-lite'] : []),
    ...lines.flatMap((line, index) =>
      index === audioIndex
        ? audioLines(local)
        : [`m=${line.kind} 0 ${line.protocol} ${line.format}`, 'c=IN IP4 0.0.0.0'],
    ),
    '',
  ].join('\r\n');
}

function audioLines(local: LocalAudio): string[] {
  const { opusPayloadType: opus, eventPayloadTypes: events } = local;
  const port = local.transport.candidates[0]?.split(' ')[5] ?? '9';
  return [
    `m=audio ${port} UDP/TLS/RTP/SAVPF ${[opus, ...events.values()].join(' ')}`,
    `c=IN ${addressType(local.address)} ${local.address}`,
    `a=mid:${local.mid}`,
    `a=${local.direction}`,
    'a=rtcp-mux',
    `a=rtpmap:${opus} opus/48000/2`,
    // Mono at speech rate, with in-band repair of lost frames (RFC 7587 §6.1).
    `a=fmtp:${opus} minptime=10;useinbandfec=1;maxaveragebitrate=32000;stereo=0`,
    'a=ptime:20',
    ...[...events].flatMap(([rate, payloadType]) => [
      `a=rtpmap:${payloadType} telephone-event/${rate}`,
      `a=fmtp:${payloadType} 0-15`,
    ]),
    `a=msid:vaxel vaxel-audio`,
    `a=ssrc:${local.ssrc} cname:vaxel`,
    `a=ssrc:${local.ssrc} msid:vaxel vaxel-audio`,
    ...transportLines(local.transport),
    'a=end-of-candidates',
  ];
}

function transportLines(transport: Transport): string[] {
  return [
    `a=ice-ufrag:${transport.ufrag}`,
    `a=ice-pwd:${transport.password}`,
    `a=fingerprint:${transport.fingerprint.algorithm} ${transport.fingerprint.value}`,
    `a=setup:${transport.setup}`,
    ...transport.candidates.map((candidate) => `a=${candidate}`),
  ];
}

function addressType(address: string): string {
  return address.includes(':') ? 'IP6' : 'IP4';
}
