import type { PhoneLibrary } from './dialling';

/** libphonenumber-js with its metadata is as large as all of our own code, so it comes after the first view. */
export async function loadPhoneLibrary(): Promise<PhoneLibrary> {
  const { default: parsePhoneNumber } = await import('libphonenumber-js/min');
  return {
    parse(text, country) {
      const parsed = parsePhoneNumber(text, country as never);
      return parsed?.isPossible() ? parsed.number : null;
    },
    format: (e164) => parsePhoneNumber(e164)?.formatInternational() ?? e164,
  };
}
