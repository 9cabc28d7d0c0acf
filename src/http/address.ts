import type { IncomingMessage } from 'node:http';

/**
 * The client's address as it stands behind `proxies` trusted proxies: each adds the address it saw at the end of
 * `X-Forwarded-For`, so the n-th from the right is the last one that a proxy of ours has seen itself.
 */
export function createAddressOf(proxies: number): (request: IncomingMessage) => string {
  return (request) => {
    const direct = request.socket.remoteAddress ?? '';
    if (proxies === 0) return direct;
    const seen = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map((address) => address.trim()).filter((address) => address !== '');
    return seen.at(-proxies) ?? direct;
  };
}
