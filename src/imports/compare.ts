import type { ImportReason } from '../contract/imports/fields';
import type { ImportedContact } from '../contract/imports/imports';
import type { ContactId } from '../contract/ids';
import type { PhoneNumber } from '../contract/people/people';
import type { ReadLine } from './read/read-line';

/** A contact of the company as imports see it; every field is there. */
export interface StandingContact {
  readonly name: string;
  readonly company: string | null;
  readonly department: string | null;
  readonly role: string | null;
  readonly extension: string | null;
  readonly mail: string | null;
  readonly externalId: string | null;
  readonly numbers: PhoneNumber[];
}

export interface Candidate {
  readonly id: ContactId;
  /** A colleague: extension and mail address are those of the user, and change under People. */
  readonly isUser: boolean;
  readonly contact: StandingContact;
}

/** Those of the directory that lines may be about, by what lines are found. */
export interface Candidates {
  byExternalId(id: string): readonly Candidate[];
  /** In whatever case. */
  byMail(address: string): readonly Candidate[];
  byExtension(extension: string): readonly Candidate[];
  byName(name: string): readonly Candidate[];
}

export type Compared =
  | { readonly outcome: 'error'; readonly reason: ImportReason; readonly detail: string | null }
  | { readonly outcome: 'new'; readonly after: StandingContact }
  | {
      readonly outcome: 'changed' | 'unchanged';
      readonly id: ContactId;
      readonly before: StandingContact;
      readonly after: StandingContact;
    };

/** Which lines of the file said the same before. */
export type SeenKeys = Map<string, number>;

/**
 * What a line would do: never by name alone. It is about the contact with its external id, else with its mail address,
 * else with its extension, unless another one of these says otherwise; else about one that is the same in name and
 * numbers. What the line does not say stays.
 */
export function compare(
  { line, read }: { readonly line: number; readonly read: ReadLine },
  candidates: Candidates,
  seen: SeenKeys,
): Compared {
  const { contact, reason, detail } = read;
  if (contact === null) return { outcome: 'error', reason: reason ?? 'columns', detail };
  const found = match(contact, candidates);
  if ('reason' in found) return { outcome: 'error', ...found };
  const same = seenBefore(contact, found.candidate, line, seen);
  if (same !== null) return { outcome: 'error', reason: 'sameAsLine', detail: String(same) };
  const { candidate } = found;
  if (candidate === null) return { outcome: 'new', after: merged(nothing, contact) };
  const before = candidate.contact;
  const after = merged(before, contact);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return { outcome: isSame ? 'unchanged' : 'changed', id: candidate.id, before, after };
}

type Match =
  | { readonly candidate: Candidate | null }
  | { readonly reason: ImportReason; readonly detail: string | null };

function match(contact: ImportedContact, candidates: Candidates): Match {
  const { externalId, mail, extension } = contact;
  const byId = externalId ? candidates.byExternalId(externalId) : [];
  const byMail = mail ? candidates.byMail(mail).filter((each) => !differ(each.contact.externalId, externalId)) : [];
  if (byId.length === 0 && byMail.length > 1) return { reason: 'severalMatch', detail: mail ?? null };
  const withExtension = extension ? candidates.byExtension(extension) : [];
  const byExtension = withExtension.filter(
    (each) => !differ(each.contact.externalId, externalId) && !differ(lower(each.contact.mail), lower(mail)),
  );
  const first = byId[0] ?? byMail[0] ?? byExtension.find(({ isUser }) => isUser) ?? byExtension[0] ?? null;
  const colleague = withExtension.find((each) => each.isUser && each.id !== first?.id);
  if (colleague !== undefined) return { reason: 'extensionOfColleague', detail: extension ?? null };
  if (
    first?.isUser === true &&
    (differ(first.contact.extension, extension) || differ(lower(first.contact.mail), lower(mail)))
  )
    return { reason: 'extensionOfColleague', detail: extension ?? mail ?? null };
  return { candidate: first ?? alike(contact, candidates) };
}

const lower = (text: string | null | undefined): string | null => text?.toLowerCase() ?? null;
/** Both are known, and not the same. */
const differ = (a: string | null | undefined, b: string | null | undefined): boolean =>
  Boolean(a) && Boolean(b) && a !== b;

/** The same name and numbers, or the same in all that the line says; nothing else says that it is somebody else. */
function alike(contact: ImportedContact, candidates: Candidates): Candidate | null {
  const numbers = numbersKey(contact.numbers ?? []);
  const found = candidates.byName(contact.name).find(({ contact: standing }) => {
    if (differ(standing.externalId, contact.externalId) || differ(lower(standing.mail), lower(contact.mail)))
      return false;
    if (differ(standing.extension, contact.extension)) return false;
    if (numbers !== '' && numbersKey(standing.numbers) === numbers) return true;
    return JSON.stringify(merged(standing, contact)) === JSON.stringify(standing);
  });
  return found ?? null;
}

const numbersKey = (numbers: readonly PhoneNumber[]): string =>
  numbers
    .map(({ number }) => number)
    .toSorted()
    .join();

/** The line that said the same person before this one, which is noted now. */
function seenBefore(
  { name, externalId, mail, extension, numbers = [] }: ImportedContact,
  candidate: Candidate | null,
  line: number,
  seen: SeenKeys,
): number | null {
  const keys = [
    ...(candidate === null ? [] : [`contact ${candidate.id}`]),
    ...(externalId ? [`id ${externalId}`] : []),
    ...(mail ? [`mail ${mail.toLowerCase()}`] : []),
    ...(extension ? [`extension ${extension}`] : []),
  ];
  if (keys.length === 0) keys.push(`name ${name} ${numbersKey(numbers)}`);
  const before = keys.map((key) => seen.get(key)).find((each) => each !== undefined);
  if (before !== undefined) return before;
  for (const key of keys) seen.set(key, line);
  return null;
}

const nothing: StandingContact = {
  name: '',
  company: null,
  department: null,
  role: null,
  extension: null,
  mail: null,
  externalId: null,
  numbers: [],
};

/** What the line says in place of what stands there; numbers by their kind, in the order of their kinds. */
function merged(standing: StandingContact, said: ImportedContact): StandingContact {
  const numbers = said.numbers ?? [];
  const kinds = new Set(numbers.map(({ label }) => label));
  const isSame = numbersKey(standing.numbers) === numbersKey(numbers) && kinds.size > 0;
  const kept = standing.numbers.filter(
    ({ label, number }) => !kinds.has(label) && !numbers.some((each) => each.number === number),
  );
  return {
    name: said.name,
    company: said.company ?? standing.company,
    department: said.department ?? standing.department,
    role: said.role ?? standing.role,
    extension: said.extension ?? standing.extension,
    mail: lower(said.mail) === lower(standing.mail) ? standing.mail : (said.mail ?? standing.mail),
    externalId: said.externalId ?? standing.externalId,
    numbers: isSame && sameLabels(standing.numbers, numbers) ? standing.numbers : ordered([...numbers, ...kept]),
  };
}

const sameLabels = (a: readonly PhoneNumber[], b: readonly PhoneNumber[]): boolean =>
  b.every(({ label, number }) => a.some((each) => each.label === label && each.number === number));

const order: readonly PhoneNumber['label'][] = ['work', 'mobile', 'home', 'other'];
const ordered = (numbers: readonly PhoneNumber[]): PhoneNumber[] =>
  numbers
    .map(({ label, number }) => ({ label, number }))
    .toSorted((a, b) => order.indexOf(a.label) - order.indexOf(b.label));
