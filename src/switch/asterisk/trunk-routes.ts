import type { EndReason } from '../../contract/calls/end-reason';
import { isEmergencyNumber } from '../../contract/numbers/emergency-numbers';
import type { OrganisationId } from '../../contract/ids';
import type { Trunk } from '../port';
import { reasonOfRefusal, type ChannelEnd } from './endings';

/** What is known of a trunk in the moment in which somebody dials. */
export interface Standing {
  /** Calls over it now. */
  readonly calls: number;
  /** It answers, and has us registered where it must; false = it seems not to. */
  readonly isGood: boolean;
}

/** The trunks over which a number goes, the first choice first; or why over none. */
export type TrunkRoute =
  | { readonly trunks: readonly Trunk[] }
  | { readonly none: Extract<EndReason, 'barred' | 'noNetwork' | 'tooManyOutside'> };

/**
 * Order and failover. One that seems not to answer comes last, since it may only be slow; help goes over every trunk
 * that there is, also over one that is full or for other numbers.
 */
export function routeOf(
  all: readonly Trunk[],
  organisationId: OrganisationId | null,
  number: string,
  standingOf: (trunk: Trunk) => Standing,
): TrunkRoute {
  const own = all.filter((trunk) => trunk.enabled && trunk.organisationId === organisationId);
  const isHelp = own.some(({ country }) => isEmergencyNumber(number, country));
  const taking = own.filter((trunk) => takes(trunk, number));
  const wanted = isHelp ? [...taking, ...own.filter((trunk) => !taking.includes(trunk))] : taking;
  const hasRoom = (trunk: Trunk): boolean =>
    isHelp || trunk.callsAtOnce === null || standingOf(trunk).calls < trunk.callsAtOnce;
  const free = wanted.filter(hasRoom);
  const good = free.filter((trunk) => standingOf(trunk).isGood);
  if (free.length > 0) return { trunks: [...good, ...free.filter((trunk) => !good.includes(trunk))] };
  if (wanted.length > 0) return { none: 'tooManyOutside' };
  // Not that nobody has the number: none of them is for it, or there is none.
  return { none: own.length > 0 ? 'barred' : 'noNetwork' };
}

const takes = ({ prefixes }: Trunk, number: string): boolean =>
  prefixes.length === 0 || prefixes.some((prefix) => number.startsWith(prefix));

/**
 * Statuses of a network that has failed, or that will not have the call of us: another one may. Not those of somebody
 * who does not want it, is busy, or does not exist, which are the same by every way.
 */
const ofOthers: ReadonlySet<number> = new Set([480, 404, 410, 484, 485, 486, 487, 600, 603, 604, 607, 608]);
const refused: ReadonlySet<number> = new Set([401, 402, 403, 407]);

/** Whether the next trunk is tried. Whose phone has rung has been asked: nobody is rung twice. */
export const triesNext = ({ status }: Pick<ChannelEnd, 'status'>, hasRung: boolean): boolean =>
  !hasRung && !ofOthers.has(status);

/** What a person is told of a call that a network has refused. */
export function reasonOfNetwork(end: ChannelEnd, hasRung: boolean): EndReason {
  if (ofOthers.has(end.status)) return reasonOfRefusal(end);
  if (refused.has(end.status)) return 'networkRefused';
  // It rang, and nobody came to it.
  if (end.status === 408 && hasRung) return 'noAnswer';
  return 'noNetwork';
}
