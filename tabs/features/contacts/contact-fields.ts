import type { OwnContactBody } from '../../../src/contract/contacts/own-contacts';
import type { ContactView, PhoneNumber } from '../../../src/contract/people/people';
import type { ContactDraft } from './contact-actions';

/** What the dialog shows; the other numbers that a contact has stay as they are. */
export interface ContactFields {
  readonly name: string;
  readonly company: string;
  readonly mobile: string;
  readonly work: string;
  readonly mailAddress: string;
  readonly others: readonly PhoneNumber[];
  readonly department: string | null;
  readonly role: string | null;
}

type Source = Pick<ContactView, 'company' | 'department' | 'role' | 'mailAddress' | 'numbers'>;

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
  };
}

const nothing: Source = { company: null, department: null, role: null, mailAddress: null, numbers: [] };

/** A number whose kind nobody has said is taken for a mobile: whom one adds oneself, one mostly calls there. */
export const newFields = ({ name = '', number }: ContactDraft): ContactFields =>
  fieldsOf(name, { ...nothing, numbers: number === undefined ? [] : [{ label: 'mobile', number }] });

export function bodyOf(fields: ContactFields): OwnContactBody {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const number = (label: PhoneNumber['label'], text: string): PhoneNumber[] =>
    text.trim() === '' ? [] : [{ label, number: text.trim() }];
  return {
    name: fields.name.trim(),
    company: orNull(fields.company),
    department: fields.department,
    role: fields.role,
    mailAddress: orNull(fields.mailAddress),
    numbers: [...number('mobile', fields.mobile), ...number('work', fields.work), ...fields.others],
  };
}
