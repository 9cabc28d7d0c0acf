import { showNoNumber } from '../../contract/devices/sip';
import type { LegId } from '../../contract/ids';
import type { ArrivedLeg } from '../port';
import { channelVariables } from './configuration';
import type { Registrant } from './device-objects';
import type { Channel } from './events';

/** What can be dialled at most, as on the embedded switch. */
const longestNumber = 64;

/** Null when the number is none. */
export function arrivalOf(
  leg: LegId,
  { channelvars, dialplan }: Channel,
  { deviceId, side }: Registrant,
  replaces: LegId | null,
): ArrivedLeg | null {
  const said = (name: keyof typeof channelVariables): string | null => {
    const value = channelvars[channelVariables[name]] ?? '';
    return value === '' ? null : value;
  };
  const dialled = said('dialled') ?? dialplan.exten;
  if (dialled === '' || dialled.length > longestNumber) return null;
  const isInside = side.kind === 'inside';
  const withheld = isWithheld(said('privacy') ?? '', said('from') ?? '');
  return {
    leg,
    from: isInside ? { kind: 'device', deviceId } : { kind: 'outside', number: withheld ? null : side.number },
    dialled,
    // The outside world names no calls of ours.
    callId: isInside ? said('call') : null,
    show: withheld ? showNoNumber : said('show'),
    replaces,
  };
}

/**
 * RFC 3323 section 4.2 (`header`, `user`), RFC 3325 section 9.3 (`id`), and a From of nobody (RFC 3323 section
 * 4.1.1.3). In a list that contradicts itself, privacy wins.
 */
export function isWithheld(privacy: string, from: string): boolean {
  const values = privacy.toLowerCase().split(/[;,\s]+/);
  // A name in front of the address may be any text.
  const address = from.slice(from.lastIndexOf('<') + 1);
  const nobody = /^sips?:(?:anonymous@|[^@]*@anonymous\.invalid\b)/i.test(address);
  return nobody || ['id', 'user', 'header'].some((value) => values.includes(value));
}
