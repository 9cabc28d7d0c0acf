import type { TrunkSettings } from './trunks';

type Place = Pick<TrunkSettings, 'host' | 'port' | 'proxy' | 'transport' | 'sources'>;

/** Where an operator is spoken to: at its outbound proxy, else at its host. */
export function addressOf({ host, port, proxy }: Pick<Place, 'host' | 'port' | 'proxy'>): Pick<Place, 'host' | 'port'> {
  if (proxy === null) return { host, port };
  const [, name = proxy, at] = /^(\[[^\]]*\]|[^:]+)(?::(\d+))?$/.exec(proxy) ?? [];
  return { host: name, port: at === undefined ? null : Number(at) };
}

const isAddress = (host: string): boolean => /^[0-9.]+$/.test(host) || host.startsWith('[');

/**
 * Where calls of a trunk come from. Whoever is behind the same address on another port is somebody else; over TCP and
 * TLS calls come from ports of their own. Behind a proxy the host may be a name that has no address.
 */
export function placesOf(trunk: Place): readonly string[] {
  const { host, port } = addressOf(trunk);
  const own = trunk.transport === 'udp' && port !== null ? `${host}:${port}` : host;
  return [own, ...(trunk.proxy !== null && isAddress(trunk.host) ? [trunk.host] : []), ...trunk.sources];
}

/** By where a call comes from alone, nobody knows which of the two is meant. */
export function areOfOneOperator(one: Place, other: Place): boolean {
  const places = new Set(placesOf(one).map((each) => each.toLowerCase()));
  return placesOf(other).some((each) => places.has(each.toLowerCase()));
}
