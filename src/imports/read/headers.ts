import { fold } from '../../contract/fold';
import type { ImportField } from '../../contract/imports/fields';

/** What columns are called in Swedish and English exports, folded. */
const synonyms: Readonly<Record<Exclude<ImportField, 'ignore'>, readonly string[]>> = {
  name: [
    'namn|name|full name|fullname|fullstandigt namn|helt namn|display name|displayname|visningsnamn',
    'kontakt|contact|person|anstalld|employee',
  ],
  firstName: ['fornamn|first name|firstname|given name|givenname|tilltalsnamn'],
  lastName: ['efternamn|last name|lastname|surname|family name|sn|slaktnamn'],
  company: ['foretag|company|bolag|organisation|organization|firma|kund|customer|foretagsnamn|company name'],
  department: ['avdelning|department|enhet|unit|avd|dept|grupp'],
  role: ['titel|title|befattning|roll|role|job title|jobtitle|jobbtitel|position|yrkestitel|yrke'],
  extension: [
    'anknytning|extension|ext|anknytningsnummer|ankn|internal|internnummer|internt nummer|kortnummer',
    'short number',
  ],
  mail: [
    'e post|epost|mail|email|e mail|e postadress|epostadress|mejl|mailadress|e mail address',
    'email address|mail address|upn|user principal name|userprincipalname',
  ],
  externalId: [
    'id|externt id|external id|externalid|anstallningsnummer|anstallningsnr|anst nr|employee id',
    'employeeid|employee number|objectid|object id|kundnummer|uid|referens',
  ],
  work: [
    'telefon|phone|tel|telefonnummer|phone number|arbete|work|arbetstelefon|work phone|telefon arbete',
    'telefon arbetet|business phone|direktnummer|direct|direkt|kontor|office|telephone|nummer|number',
    'direct number|telephonenumber|fast telefon|tfn|telefon jobb|jobb',
  ],
  mobile: [
    'mobil|mobile|mobiltelefon|mobile phone|mobilnummer|mobile number|cell|cell phone|mobilephone',
    'mobiltelefonnummer',
  ],
  home: ['hem|home|hemtelefon|home phone|telefon hem|bostad'],
  other: ['annat|other|ovrigt|annan telefon|other phone|telefon 2|phone 2|vaxel|switchboard|main phone'],
};

const byName = new Map<string, ImportField>(
  Object.entries(synonyms).flatMap(([field, names]) =>
    names.flatMap((each) => each.split('|')).map((name): [string, ImportField] => [name, field as ImportField]),
  ),
);

/** A header as it is compared and remembered. */
export const foldedHeader = (header: string): string => fold(header).slice(0, 100);

/**
 * What each column is taken for: as it was chosen the last time, else by its name; each but those with numbers only
 * once.
 */
export function guessFields(headers: readonly string[], remembered: ReadonlyMap<string, ImportField>): ImportField[] {
  const taken = new Set<ImportField>();
  return headers.map((header) => {
    const folded = foldedHeader(header);
    const field =
      remembered.get(folded) ?? byName.get(folded) ?? byName.get(folded.replace(/ ?[0-9]$/, '')) ?? 'ignore';
    if (field === 'ignore' || !taken.has(field)) {
      taken.add(field);
      return field;
    }
    return field === 'work' || field === 'mobile' || field === 'home' || field === 'other' ? field : 'ignore';
  });
}
