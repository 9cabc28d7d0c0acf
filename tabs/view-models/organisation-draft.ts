import { readNumber, type PhoneLibrary } from '../../src/contract/numbers/numbers';
import type { NewOrganisation, OrganisationSetUp } from '../../src/contract/joining/joining';

/** What an organisation is set up with, as it stands in the fields. */
export interface OrganisationDraft {
  readonly name: string;
  readonly country: string;
  readonly language: 'sv' | 'en';
  readonly timeZone: string;
  readonly firstExtension: string;
  readonly lastExtension: string;
}

export interface RangeDraft {
  readonly first: string;
  readonly last: string;
}

export interface FirstPersonDraft {
  readonly myName: string;
  readonly myExtension: string;
  readonly myNumber: string;
}

/** What is wrong with a field, as a key of `joining`. */
export type DraftProblem = 'needed' | 'noExtension' | 'extensionOrder' | 'extensionOutside' | 'noNumber' | 'rangeOrder';
type Problems<Draft> = Partial<Record<keyof Draft, DraftProblem>>;

const isExtension = (text: string): boolean => /^[0-9]{2,6}$/.test(text.trim());
const isWithin = (extension: string, first: string, last: string): boolean =>
  extension.length === first.length && extension >= first && extension <= last;

/** @param optional both extensions may be left empty */
export function problemsOf(
  { name, firstExtension, lastExtension }: OrganisationDraft,
  optional = false,
): Problems<OrganisationDraft> {
  const [first, last] = [firstExtension.trim(), lastExtension.trim()];
  const named = name.trim() === '' ? ({ name: 'needed' } as const) : {};
  if (optional && first === '' && last === '') return named;
  return {
    ...named,
    ...(!isExtension(first) && { firstExtension: 'noExtension' as const }),
    ...(!isExtension(last)
      ? { lastExtension: 'noExtension' as const }
      : isExtension(first) && !isWithin(last, first, last) && { lastExtension: 'extensionOrder' as const }),
  };
}

/** E.164 of what is typed, read as a number of the country; null = it is none. */
function e164(text: string, country: string, library: PhoneLibrary | null): string | null {
  const read = readNumber(text, { country, library, isExtension: () => false });
  return read?.kind === 'number' && /^\+[0-9]{7,15}$/.test(read.number) ? read.number : null;
}

const mostInRange = 10_000n;

/** An empty row says nothing; one whose last is empty is one number. */
export function readRange(
  { first, last }: RangeDraft,
  country: string,
  library: PhoneLibrary | null,
): { readonly range: NewOrganisation['ranges'][number] | null; readonly problems: Problems<RangeDraft> } {
  if (first.trim() === '' && last.trim() === '') return { range: null, problems: {} };
  const from = e164(first, country, library);
  const to = last.trim() === '' ? from : e164(last, country, library);
  if (from === null || to === null)
    return {
      range: null,
      problems: {
        ...(from === null && { first: 'noNumber' }),
        ...(to === null && from !== null && { last: 'noNumber' }),
      },
    };
  const size = BigInt(to) - BigInt(from);
  if (from.length !== to.length || size < 0n || size >= mostInRange)
    return { range: null, problems: { last: 'rangeOrder' } };
  return { range: { first: from, last: to }, problems: {} };
}

export function readFirstPerson(
  { myName, myExtension, myNumber }: FirstPersonDraft,
  { country, firstExtension, lastExtension }: OrganisationDraft,
  library: PhoneLibrary | null,
): { readonly me: NewOrganisation['me'] | null; readonly problems: Problems<FirstPersonDraft> } {
  const extension = myExtension.trim();
  const number = myNumber.trim() === '' ? null : e164(myNumber, country, library);
  const problems: Problems<FirstPersonDraft> = {
    ...(myName.trim() === '' && { myName: 'needed' }),
    ...(!isWithin(extension, firstExtension.trim(), lastExtension.trim()) && { myExtension: 'extensionOutside' }),
    ...(number === null && myNumber.trim() !== '' && { myNumber: 'noNumber' }),
  };
  return { me: Object.keys(problems).length > 0 ? null : { name: myName.trim(), extension, number }, problems };
}

/** @param draft without problems, extensions and all */
export const setUpOf = (draft: OrganisationDraft): OrganisationSetUp => ({
  name: draft.name.trim(),
  country: draft.country,
  language: draft.language,
  timeZone: draft.timeZone,
  extensions: { first: draft.firstExtension.trim(), last: draft.lastExtension.trim() },
});
