import ICAL from 'ical.js';
import { mostCards } from '../contract/contacts/limits';
import { OwnContactBody } from '../contract/contacts/own-contacts';
import type { ReadCard } from '../contract/contacts/own-contacts';
import type { PhoneNumber } from '../contract/people/people';
import type { ContactRecord } from '../people/contact-row';
import { storable } from '../contract/text';
import { asVersion3 } from './card-lines';

/** A number in any notation as E.164, or null. */
type ReadNumber = (typed: string) => string | null;

/**
 * What one or several vCards of versions 2.1 to 4 say, each read for itself: one that cannot be read harms none of the
 * others.
 */
export function readCards(text: string, readNumber: ReadNumber): ReadCard[] {
  const cards = text.split(/(?=^BEGIN:VCARD[ \t]{0,10}$)/im).filter((each) => /^BEGIN:VCARD/i.test(each));
  return cards.slice(0, mostCards).map((card) => readOne(card, readNumber));
}

/** The parser reads some values only when it is asked for them, and throws then. */
function readOne(text: string, readNumber: ReadNumber): ReadCard {
  try {
    return readCard(text, readNumber);
  } catch {
    return { contact: null, problem: 'unreadable', unread: [] };
  }
}

function readCard(text: string, readNumber: ReadNumber): ReadCard {
  const card = new ICAL.Component(ICAL.parse(asVersion3(text)) as ConstructorParameters<typeof ICAL.Component>[0]);
  const name = nameOf(card);
  if (name === '') return { contact: null, problem: 'noName', unread: [] };
  const written = card
    .getAllProperties('tel')
    .map((each) => ({ label: labelOf(each), text: first(each).replace(/^tel:/i, '') }))
    .filter((each) => each.text !== '');
  const numbers = written.flatMap(({ label, text: typed }) => {
    const number = readNumber(typed);
    return number === null ? [] : [{ label, number }];
  });
  const distinct = numbers.filter(({ number }, at) => numbers.findIndex((each) => each.number === number) === at);
  const [company = '', department = ''] = parts(card, 'org');
  const read = OwnContactBody.safeParse({
    name: cut(name),
    company: cut(company) || null,
    department: cut(department) || null,
    role: cut(text1(card, 'title')) || cut(text1(card, 'role')) || null,
    mailAddress: mailOf(card),
    numbers: distinct.slice(0, 10),
  });
  const unread = written.filter(({ text: typed }) => readNumber(typed) === null).map(({ text: typed }) => cut(typed));
  return read.success
    ? { contact: read.data, problem: null, unread: unread.slice(0, 10) }
    : { contact: null, problem: 'unreadable', unread: [] };
}

/** As many signs as a field of a contact holds. */
const cut = (text: string): string => [...storable(text.trim())].slice(0, 120).join('').trim();

const text1 = (card: ICAL.Component, name: string): string => {
  const property = card.getFirstProperty(name);
  return property === null ? '' : first(property);
};

function first(property: ICAL.Property): string {
  const value: unknown = property.getFirstValue();
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(' ') : '';
}

/** The parts of a structured value, such as those of a name. */
function parts(card: ICAL.Component, name: string): string[] {
  const value: unknown = card.getFirstProperty(name)?.getFirstValue();
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.map((each) => (typeof each === 'string' ? each : Array.isArray(each) ? each.join(' ') : ''));
}

/** As it is to be shown, else first name and last name, else the company. */
function nameOf(card: ICAL.Component): string {
  const [family = '', given = ''] = parts(card, 'n');
  const [company = ''] = parts(card, 'org');
  return cut(text1(card, 'fn')) || cut(`${given} ${family}`) || cut(company);
}

function mailOf(card: ICAL.Component): string | null {
  const address = text1(card, 'email')
    .replace(/^mailto:/i, '')
    .trim();
  return OwnContactBody.shape.mailAddress.safeParse(address).success ? address : null;
}

function labelOf(property: ICAL.Property): PhoneNumber['label'] {
  const given: unknown = property.getParameter('type');
  const types = (Array.isArray(given) ? given : [given]).map((each) => String(each).toLowerCase());
  if (types.some((type) => type === 'cell' || type === 'mobile')) return 'mobile';
  if (types.includes('work')) return 'work';
  return types.includes('home') ? 'home' : types.includes('pref') || given === undefined ? 'work' : 'other';
}

const typeOf: Readonly<Record<PhoneNumber['label'], string>> = {
  mobile: 'cell',
  work: 'work',
  home: 'home',
  other: 'voice',
};

/** A contact as a vCard 3.0 (RFC 2426), which every mail program reads. */
export function writeCard(contact: ContactRecord): string {
  const card = new ICAL.Component('vcard');
  const add = (name: string, value: string | string[], type?: string): void => {
    const property = new ICAL.Property(name, card);
    if (Array.isArray(value)) property.setValue(value as never);
    else property.setValue(value);
    if (type !== undefined) property.setParameter('type', type);
    card.addProperty(property);
  };
  const words = contact.displayName.split(' ');
  add('version', '3.0');
  add('n', [words.slice(1).join(' '), words[0] ?? '', '', '', '']);
  add('fn', contact.displayName);
  if (contact.company !== null)
    add('org', contact.department === null ? [contact.company] : [contact.company, contact.department]);
  if (contact.role !== null) add('title', contact.role);
  for (const { label, number } of contact.numbers) add('tel', number, typeOf[label]);
  if (contact.mailAddress !== null) add('email', contact.mailAddress);
  return `${card.toString()}\r\n`;
}
