import { written } from '../../contract/trunks/number-formats';
import type { DialOptions, Trunk } from '../port';

const header = (name: string): string => `PJSIP_HEADER(add,${name})`;

/** Who calls, and who has forwarded, as the operator wants to read it: variables of the channel that dials. */
export function callerVariables(trunk: Trunk, called: string, caller: DialOptions): Record<string, string> {
  const { callerFormat, country, domain, host, callerField, diversionField, mainNumber } = trunk;
  const at = (number: string): string => `<sip:${written(number, callerFormat, country)}@${domain ?? host}>`;
  const shown = caller.callerNumber ?? mainNumber;
  const isWithheld = caller.callerNumber === null;
  return {
    // An operator wants to know whose call it is also where nobody else shall.
    ...(shown === null ? {} : { 'CONNECTEDLINE(num,i)': written(shown, callerFormat, country) }),
    'CONNECTEDLINE(name,i)': '',
    'CONNECTEDLINE(pres,i)': isWithheld ? 'prohib_not_screened' : 'allowed_not_screened',
    ...(isWithheld && callerField !== 'asserted' ? { [header('Privacy')]: 'id' } : {}),
    ...(callerField === 'preferred' && shown !== null ? { [header('P-Preferred-Identity')]: at(shown) } : {}),
    ...forwarded(diversionField, caller.forwardedFrom ?? null, at, called),
  };
}

function forwarded(
  field: Trunk['diversionField'],
  from: string | null,
  at: (number: string) => string,
  called: string,
): Record<string, string> {
  if (from === null || field === 'none') return {};
  if (field === 'diversion') return { [header('Diversion')]: `${at(from)};reason=unconditional` };
  // RFC 7044: whom it was for, and where it went from there.
  const first = at(from).replace('>', '?Reason=SIP%3Bcause%3D302>');
  return { [header('History-Info')]: `${first};index=1,${at(called)};index=1.1;mp=1` };
}
