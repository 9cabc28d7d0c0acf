import { createSocket } from 'node:dgram';
import { lookup as lookUp, resolveSrv } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Refusal } from '../../contract/trunks/trunks';
import type { Clock } from '../../ports/clock';
import type { Trunk } from '../port';
import { usualPorts } from './trunk-objects';

/** An address of a name. @throws Error with the code of DNS */
export type Lookup = (name: string) => Promise<string>;

export interface Peer extends Pick<Trunk, 'host' | 'port' | 'transport'> {
  readonly listening: Clock;
  readonly lookup: Lookup | undefined;
}

/** Why nothing was answered. */
export class WireError extends Error {
  constructor(readonly reason: Refusal['reason']) {
    super(reason);
    this.name = 'WireError';
  }
}

/** One question after the other to one peer; an answer is its first final response. */
export interface Wire {
  /** Our end of it, as a Via names it. */
  readonly local: string;
  /** @throws WireError */
  ask(text: string): Promise<string>;
  close(): void;
}

/** @throws WireError also when nobody has answered before the signal */
export async function openWire(peer: Peer, signal: AbortSignal): Promise<Wire> {
  const { host, port } = await placeOf(peer);
  return peer.transport === 'udp' ? overUdp(host, port, peer.listening, signal) : overStream(peer, host, port, signal);
}

/** As Asterisk finds it (RFC 3263): SRV where no port is said, else the usual one. */
async function placeOf({ host, port, transport, lookup }: Peer): Promise<{ host: string; port: number }> {
  const name = host.replace(/^\[|\]$/g, '');
  if (isIP(name) !== 0) return { host: name, port: port ?? usualPorts[transport] };
  const service = transport === 'tls' ? '_sips._tcp' : `_sip._${transport}`;
  const [srv] = port === null ? await resolveSrv(`${service}.${name}`).catch(() => []) : [];
  const address = lookup ?? (async (each: string) => (await lookUp(each)).address);
  const found = await address(srv?.name ?? name).catch(() => null);
  if (found === null) throw new WireError('nameUnknown');
  return { host: found, port: srv?.port ?? port ?? usualPorts[transport] };
}

/** What comes is said to whoever asks at the moment. */
interface Asking {
  resolve(text: string): void;
  reject(error: WireError): void;
}

function createAsking(signal: AbortSignal) {
  let asking: Asking | null = null;
  const lost = (error: WireError): void => {
    asking?.reject(error);
    asking = null;
  };
  signal.addEventListener('abort', () => lost(new WireError('timeout')));
  return {
    lost,
    came(text: string): void {
      if (!/^SIP\/2\.0 [2-6]\d\d/.test(text)) return;
      asking?.resolve(text);
      asking = null;
    },
    answer: (): Promise<string> =>
      new Promise((resolve, reject) => {
        asking = { resolve, reject };
        if (signal.aborted) lost(new WireError('timeout'));
      }),
  };
}

const named = (address: string, port: number): string =>
  isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;

/** RFC 3261 section 17.1.2.2: said again after 500 ms, and each time after twice as long. */
const againMs = 500;

async function overUdp(host: string, port: number, listening: Clock, signal: AbortSignal): Promise<Wire> {
  const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
  const asking = createAsking(signal);
  let cancelAgain: () => void = () => undefined;
  socket.on('message', (data) => asking.came(String(data)));
  socket.on('error', () => asking.lost(new WireError('unreachable')));
  const close = (): void => {
    cancelAgain();
    socket.close();
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', () => reject(new WireError('unreachable')));
    socket.connect(port, host);
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  const { address, port: own } = socket.address();
  return {
    local: named(address, own),
    ask(text) {
      const answer = asking.answer();
      const say = (waitMs: number): void => {
        socket.send(text);
        cancelAgain = listening.after(waitMs, () => say(2 * waitMs));
      };
      say(againMs);
      return answer.finally(() => cancelAgain());
    },
    close,
  };
}

/** Codes with which a connection fails that nobody has refused for what we are. */
const ofNetwork = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE']);
const ofCertificates = /CERT|SELF_SIGNED|ISSUER|ALTNAME|CHAIN|SIGNATURE/;

function reasonOfError({ code = '' }: NodeJS.ErrnoException): Refusal['reason'] {
  if (ofNetwork.has(code)) return 'unreachable';
  return ofCertificates.test(code) ? 'certificate' : 'tls';
}

async function overStream({ host: name, transport }: Peer, host: string, port: number, signal: AbortSignal) {
  const servername = isIP(name) === 0 && !name.startsWith('[') ? { servername: name } : {};
  const isTls = transport === 'tls';
  const socket: Socket = isTls ? connectTls({ host, port, ...servername }) : connectTcp({ host, port });
  const asking = createAsking(signal);
  let said = '';
  socket.on('data', (data: Buffer) => {
    said = (said + String(data)).slice(-longest);
    const end = said.indexOf('\r\n\r\n');
    if (end < 0) return;
    // Of a message before it there may be a body.
    const message = said.slice(0, end + 4);
    said = said.slice(end + 4);
    asking.came(message.slice(Math.max(0, message.search(/^SIP\/2\.0 /m))));
  });
  socket.on('close', () => asking.lost(new WireError('unreachable')));
  const close = (): void => void socket.destroy();
  await new Promise<void>((resolve, reject) => {
    socket.once(isTls ? 'secureConnect' : 'connect', resolve);
    socket.on('error', (error: NodeJS.ErrnoException) => reject(new WireError(reasonOfError(error))));
    socket.once('close', () => reject(new WireError(isTls ? 'tls' : 'unreachable')));
    signal.addEventListener('abort', () => reject(new WireError('timeout')));
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  return {
    local: named(socket.localAddress ?? '0.0.0.0', socket.localPort ?? 0),
    ask(text: string) {
      const answer = asking.answer();
      socket.write(text);
      return answer;
    },
    close,
  };
}

const longest = 16_384;
