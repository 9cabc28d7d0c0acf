import { createSocket, type Socket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { VaxelError } from '../../contract/errors';
import { createCertificate, type Certificate } from './certificate';
import { hostCandidates, mediaAddresses, type MediaAddressOptions } from './media-addresses';
import type { Transport } from './sdp';

export interface PortRange {
  readonly begin: number;
  readonly end: number;
}

/** What we say of our side in an offer, before there is a peer connection; and what that one must be made of. */
export interface PreparedOffer {
  readonly transport: Transport;
  readonly port: number;
  readonly certificate: Certificate;
  /** The port is free for the peer connection, or for anybody. */
  release(): void;
}

/**
 * Chooses credentials, certificate and port, and holds the port: what a device sends to it before its answer is here is
 * discarded, as if it had been too early (ICE sends again).
 *
 * `a=ice-lite` makes the device the controlling side (RFC 8445 §6.1.1), since our peer connection will believe that it
 * answers; an address that devices reach without our help is what lite asks for.
 */
export async function prepareOffer(
  options: MediaAddressOptions & { readonly udpPortRange?: PortRange | undefined },
  nowMs: number,
): Promise<PreparedOffer> {
  const { bind, offered } = mediaAddresses(options);
  const { udpPortRange: range } = options;
  // A port that all legs share is the library's; it knows nothing of our credentials yet, and answers nobody who uses
  // them.
  const held = range !== undefined && range.begin === range.end ? null : await holdPort(bind, range);
  const port = held?.address().port ?? range?.begin ?? 0;
  const certificate = createCertificate(nowMs);
  const text = (bytes: number): string =>
    randomBytes(bytes)
      .toString('base64')
      .replace(/={1,2}$/, '');
  return {
    transport: {
      ufrag: text(6),
      password: text(24),
      fingerprint: { algorithm: 'sha-256', value: certificate.fingerprint },
      setup: 'actpass',
      candidates: hostCandidates(offered, port),
    },
    port,
    certificate,
    release: () => held?.close(),
  };
}

/** Ports of a range are tried from a random one on. */
async function holdPort(address: string, range: PortRange | undefined): Promise<Socket> {
  const count = range === undefined ? 1 : range.end - range.begin + 1;
  const first = Math.floor(Math.random() * count);
  for (let tried = 0; tried < count; tried += 1) {
    const socket = await bound(address, range === undefined ? 0 : range.begin + ((first + tried) % count));
    if (socket !== null) return socket;
  }
  throw new VaxelError('server.error', 'no UDP port is free for audio');
}

function bound(address: string, port: number): Promise<Socket | null> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    socket.once('error', () => {
      socket.close();
      resolve(null);
    });
    socket.bind({ address, port, exclusive: true }, () => {
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve(socket);
    });
  });
}
