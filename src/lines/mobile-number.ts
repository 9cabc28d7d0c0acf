import type { PhoneNumber } from '../contract/people/people';

/** The mobile number among the numbers of a contact card, E.164. */
export const mobileNumber = (numbers: readonly PhoneNumber[]): string | null =>
  numbers.find(({ label }) => label === 'mobile')?.number ?? null;
