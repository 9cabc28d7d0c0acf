import { echoNumber, mailboxNumber } from './devices/sip';
import { pickUpPrefix } from './devices/pick-up';
import { linkCodePrefix } from './joining/limits';
import { isEmergencyAnywhere } from './numbers/emergency-numbers';

/** How what phones dial begins that means the same in every organisation; a code that is new gets its place here. */
export const fixedCodes: readonly string[] = [linkCodePrefix, echoNumber, mailboxNumber, pickUpPrefix];

/** What stands in front of the codes of activities where an organisation has chosen nothing else. */
export const usualCodePrefix = '*23*';

/**
 * Whether an organisation may have its codes of activities begin so. With `*23*` go `#23#` and `*230*`: none of them
 * may be read as another code, nor have the digits that call for help somewhere.
 */
export function isFreeCodePrefix(prefix: string): boolean {
  const digits = /^\*(\d{1,4})\*$/.exec(prefix)?.[1];
  if (digits === undefined) return false;
  const taken = fixedCodes.map((code) => code.replaceAll(/\D/g, ''));
  return [digits, `${digits}0`].every((each) => !taken.includes(each) && !isEmergencyAnywhere(each));
}
