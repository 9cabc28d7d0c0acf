import { isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * The client's address, as the limits count it (`addressKey`), behind `proxies` trusted proxies: each adds the address
 * it saw at the end of `X-Forwarded-For`, so the n-th from the right is the last one that a proxy of ours has seen
 * itself.
 */
export function createAddressOf(proxies: number): (request: IncomingMessage) => string {
  return (request) => {
    const direct = request.socket.remoteAddress ?? '';
    if (proxies === 0) return addressKey(direct);
    const seen = [request.headers['x-forwarded-for'] ?? []]
      .flat()
      .join(',')
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== '');
    return addressKey(seen.at(-proxies) ?? direct);
  };
}

/** One key for a host: an IPv4 address, or the /64 network of an IPv6 address, since a host has all of those. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = address.includes('::')
    ? [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)]
    : groups(head);
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
