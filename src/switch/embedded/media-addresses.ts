import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface MediaAddressOptions {
  /** Local address that media is bound to. */
  readonly bindAddress: string;
  /** Address that devices shall send to, when it is not the bound one (behind a 1:1 NAT). */
  readonly publicAddress?: string | undefined;
  /**
   * The devices run on this machine (local mode). They are offered its addresses, and loopback last: a browser that
   * may use the microphone binds to the machine's own, from where loopback cannot be reached, and would try it in vain
   * for 50 ms first. Media is then bound to all of them; who does not know a leg's ICE password gets no answer.
   */
  readonly onThisMachine?: boolean | undefined;
}

export interface MediaAddresses {
  readonly bind: string;
  /** Where devices can reach us, the preferred first; empty = what the media library finds. */
  readonly offered: readonly string[];
}

const loopback = '127.0.0.1';
/** Of a machine with many (containers, virtual machines) the first are enough. */
const maxOffered = 4;

/** Looked at for each leg: a laptop changes its networks. */
export function mediaAddresses({ bindAddress, publicAddress, onThisMachine }: MediaAddressOptions): MediaAddresses {
  if (publicAddress !== undefined) return { bind: bindAddress, offered: [publicAddress] };
  if (bindAddress !== '0.0.0.0' && onThisMachine !== true) return { bind: bindAddress, offered: [bindAddress] };
  const machine = machineAddresses();
  if (onThisMachine !== true) return { bind: bindAddress, offered: machine };
  return machine.length === 0
    ? { bind: loopback, offered: [loopback] }
    : { bind: '0.0.0.0', offered: [...machine, loopback] };
}

/** IPv4 addresses of the machine that are not loopback. */
export function machineAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .flatMap(({ family, internal, address }) => (family === 'IPv4' && !internal ? [address] : []))
    .slice(0, maxOffered);
}

/** Values of `a=candidate` for these addresses (RFC 8839 §5.1), the first preferred (RFC 8445 §5.1.2). */
export function hostCandidates(addresses: readonly string[], port: number): string[] {
  return addresses.map(
    (address, index) =>
      `candidate:${index + 1} 1 UDP ${2 ** 24 * 126 + 2 ** 8 * (65_535 - index) + 255} ${address} ${port} typ host`,
  );
}

/**
 * Where a device may be checked before it has checked us: an address that it names and is known to have, because its
 * socket comes from there, or because it runs on this machine. The library answers a device that it learns of by the
 * device's own check only after 50 ms (libjuice, STUN_PACING_TIME); its sound then begins that much later.
 *
 * @param deviceAddress of its socket; null = not known
 */
export function knownHost<Host extends { readonly address: string }>(
  hosts: readonly Host[],
  deviceAddress: string | null,
  { onThisMachine }: Pick<MediaAddressOptions, 'onThisMachine'>,
): Host | null {
  const named = new Set(onThisMachine === true ? [...machineAddresses(), loopback] : []);
  // Behind a proxy that says nothing of its clients every socket comes from loopback; nothing else of ours is there.
  const socketAddress = deviceAddress?.replace(/^::ffff:/i, '') ?? '';
  if (!isLoopback(socketAddress)) named.add(socketAddress);
  return hosts.find(({ address }) => named.has(address)) ?? null;
}

const isLoopback = (address: string): boolean => (isIPv4(address) ? address.startsWith('127.') : address === '::1');
