import type { TrunkSettings } from './trunks';

type Place = Pick<TrunkSettings, 'host' | 'port' | 'transport' | 'sources'>;

/**
 * Where calls of a trunk come from. Whoever is behind the same address on another port is somebody else; over TCP and
 * TLS calls come from ports of their own.
 */
export const placesOf = ({ host, port, transport, sources }: Place): readonly string[] => [
  transport === 'udp' && port !== null ? `${host}:${port}` : host,
  ...sources,
];

/** By where a call comes from alone, nobody knows which of the two is meant. */
export function areOfOneOperator(one: Place, other: Place): boolean {
  const places = new Set(placesOf(one).map((each) => each.toLowerCase()));
  return placesOf(other).some((each) => places.has(each.toLowerCase()));
}
