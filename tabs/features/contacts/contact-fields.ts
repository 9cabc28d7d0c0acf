import type { OwnContactBody } from '../../../src/contract/contacts/own-contacts';
import type { ContactView, PhoneNumber } from '../../../src/contract/people/people';
import type { ContactDraft } from './contact-actions';

/** What the dialog shows. */
export interface ContactFields {
  readonly name: string;
  readonly company: string;
  readonly mobile: string;
  readonly work: string;
  readonly mailAddress: string;
  /** Numbers besides the first mobile and the first at work. */
  readonly others: readonly PhoneNumber[];
  /** Null: there is none, and no field for it. */
  readonly department: string | null;
  readonly role: string | null;
  /** Base64; null: none; undefined: as it is. */
  readonly photo: string | null | undefined;
}

type Source = Pick<ContactView, 'company' | 'department' | 'role' | 'mailAddress' | 'numbers'>;

/** What a mail or a card says of somebody; what is absent it does not say. */
export type Proposal = Partial<Omit<Source, 'numbers'>> & {
  readonly name: string | null;
  readonly numbers?: readonly PhoneNumber[];
  readonly photo?: string | null | undefined;
};

/** The first number of each of the two kinds has a field of its own. */
export function fieldsOf(name: string, { company, department, role, mailAddress, numbers }: Source): ContactFields {
  const mobile = numbers.find(({ label }) => label === 'mobile');
  const work = numbers.find(({ label }) => label === 'work');
  return {
    name,
    company: company ?? '',
    mobile: mobile?.number ?? '',
    work: work?.number ?? '',
    mailAddress: mailAddress ?? '',
    others: numbers.filter((each) => each !== mobile && each !== work),
    department,
    role,
    photo: undefined,
  };
}

const nothing: Source = { company: null, department: null, role: null, mailAddress: null, numbers: [] };

/** A number whose kind nobody has said is taken for a mobile: whom one adds oneself, one mostly calls there. */
export const newFields = ({ name = '', number }: ContactDraft): ContactFields =>
  fieldsOf(name, { ...nothing, numbers: number === undefined ? [] : [{ label: 'mobile', number }] });

export function bodyOf(fields: ContactFields): OwnContactBody {
  const orNull = (text: string | null): string | null => text?.trim() || null;
  return {
    name: fields.name.trim(),
    company: orNull(fields.company),
    department: orNull(fields.department),
    role: orNull(fields.role),
    mailAddress: orNull(fields.mailAddress),
    numbers: numbersOf(fields),
    ...(fields.photo !== undefined && { photo: fields.photo }),
  };
}

const numbersOf = ({ mobile, work, others }: ContactFields): PhoneNumber[] =>
  [{ label: 'mobile' as const, number: mobile }, { label: 'work' as const, number: work }, ...others]
    .map(({ label, number }) => ({ label, number: number.trim() }))
    .filter(({ number }) => number !== '');

/**
 * The fields with what was read: it takes the place of what was read before, and of what it says too. What it does not
 * say stays, such as the number of the call from which the contact is made.
 *
 * @param same the form in which two notations of a number are alike
 */
export function withRead(
  fields: ContactFields,
  read: Proposal,
  before: Proposal | null,
  same: (number: string) => string,
): ContactFields {
  const numbers = read.numbers ?? [];
  const replaced = new Set([...numbers, ...(before?.numbers ?? [])].map(({ number }) => same(number)));
  const kept = numbersOf(fields).filter(({ number }) => !replaced.has(same(number)));
  const text = (key: 'company' | 'department' | 'role' | 'mailAddress'): string | null => {
    const isOld = before !== null && fields[key] === (before[key] ?? '');
    return read[key] ?? (isOld ? null : fields[key]);
  };
  const photo = read.photo ?? (fields.photo === before?.photo ? undefined : fields.photo);
  const all = fieldsOf(read.name ?? (fields.name === before?.name ? '' : fields.name), {
    company: text('company'),
    department: text('department'),
    role: text('role'),
    mailAddress: text('mailAddress'),
    numbers: [...numbers, ...kept].slice(0, 10),
  });
  return { ...all, photo };
}
