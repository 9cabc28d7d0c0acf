import { understood } from '../../contract/trunks/number-formats';
import type { Trunk } from '../port';
import { isWithheld } from './arrivals';

/** What an INVITE from an operator said, as far as it tells who calls whom. */
export interface SaidByOperator {
  /** User part of the Request-URI. */
  readonly dialled: string;
  readonly to: string;
  readonly from: string;
  /** P-Asserted-Identity, in the network's own words, and the field before it. */
  readonly asserted: string;
  readonly remoteParty: string;
  readonly privacy: string;
}

/**
 * The user part of the address in a header field. A name before it may be any text, with brackets and addresses of its
 * own; what cannot be read is nobody.
 */
export function userOf(field: string): string {
  const address = field.slice(field.lastIndexOf('<') + 1);
  const user = /^\s*(?:sips?:([^@;>?\s]+)@|tel:([^;>?,\s]+))/i.exec(address);
  return decoded(user?.[1] ?? user?.[2] ?? '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The number that calls; null = it is withheld, or none that can be called back. */
export function callingNumber({ from, asserted, remoteParty, privacy }: SaidByOperator, trunk: Trunk): string | null {
  if (isWithheld(privacy, from) || /;\s*privacy="?(?:full|name|uri)/i.test(remoteParty)) return null;
  const read = (field: string): string | null =>
    understood(withoutParameters(userOf(field)), trunk.comingFormat, trunk.country);
  return read(asserted) ?? read(remoteParty) ?? read(from);
}

/**
 * The number that is called. An operator that we are registered at may name its account in the Request-URI, which is
 * our contact, and the number in To.
 */
export function calledNumber({ dialled, to }: SaidByOperator, trunk: Trunk): string | null {
  const read = (user: string): string | null => understood(withoutParameters(user), trunk.comingFormat, trunk.country);
  const inTo = read(userOf(to));
  return dialled === trunk.account ? (inTo ?? read(dialled)) : (read(dialled) ?? inTo);
}

/** RFC 3966: `+4685192;phone-context=…` is a number with parameters in the user part. */
const withoutParameters = (user: string): string => user.split(';')[0] ?? '';
