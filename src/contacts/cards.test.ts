import { processorMs } from '../../tests/fakes/processor-time';
import type { ContactId } from '../contract/ids';
import type { ContactRecord } from '../people/contact-row';
import { readDialled } from '../lines/numbering';
import { readCards, writeCard } from './cards';

const readNumber = (typed: string): string | null => {
  const read = readDialled(typed, 'SE', () => false);
  return read.kind === 'number' && read.number.startsWith('+') ? read.number : null;
};
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const read = (text: string) => readCards(text, readNumber);

const old = card(
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85kesson;Bj=C3=B6rn;;;',
  'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Bj=C3=B6rn =',
  '=C3=85kesson',
  'ORG;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Fj=E4llbo, Bygg;F=F6rs=E4ljning',
  'TEL;CELL;PREF:070-174 06 05',
  'TEL;WORK;VOICE:+46 (0)8-519 200 11',
  'EMAIL;INTERNET:bjorn@fjallbo.example',
  'PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
  ' AAAQABAAD/2wBD',
  '',
);

test('version 2.1, as telephones and old Outlooks write it', () => {
  expect(read(old)).toEqual([
    {
      contact: {
        name: 'Björn Åkesson',
        company: 'Fjällbo, Bygg',
        department: 'Försäljning',
        role: null,
        mailAddress: 'bjorn@fjallbo.example',
        numbers: [
          { label: 'mobile', number: '+46701740605' },
          { label: 'work', number: '+46851920011' },
        ],
      },
      problem: null,
      unread: [],
    },
  ]);
});

test('versions 3 and 4; a property in a group, a fold, an address of a number', () => {
  const three = card(
    'VERSION:3.0',
    'N:Lind;Anna;;;',
    'FN:Anna ',
    ' Lind',
    'TITLE:Säljare',
    'item1.TEL;TYPE=CELL,pref:070-174 06 05',
    'item1.X-ABLabel:Mobil',
  );
  const four = card('VERSION:4.0', 'FN:Cecilia\\, Ek', 'TEL;VALUE=uri;TYPE="voice,home":tel:+46-8-519-200-13');
  expect(read(three + four).map(({ contact }) => [contact?.name, contact?.role, contact?.numbers])).toEqual([
    ['Anna Lind', 'Säljare', [{ label: 'mobile', number: '+46701740605' }]],
    ['Cecilia, Ek', null, [{ label: 'home', number: '+46851920013' }]],
  ]);
});

test('one bad card harms none of the others, and a number that cannot be read is named, not guessed', () => {
  const nameless = card('VERSION:3.0', 'TEL:112 233');
  const bad = card('VERSION:3.0', 'this is no line');
  const good = card('VERSION:3.0', 'N:Ek;Anna', 'TEL;TYPE=WORK:4,67E+10', 'TEL:08-519 200 11', 'EMAIL:not a mail');
  expect(read(`from a mail:\r\n${nameless}${bad}${good}`)).toMatchObject([
    { contact: null, problem: 'noName' },
    { contact: null, problem: 'unreadable' },
    {
      contact: { name: 'Anna Ek', mailAddress: null, numbers: [{ label: 'work', number: '+46851920011' }] },
      unread: ['4,67E+10'],
    },
  ]);
});

test.each(['date', 'date-time', 'utc-offset', 'duration', 'recur', 'period', 'binary', 'boolean', '__proto__'])(
  'a value that is said to be one of kind %s harms none of the other cards',
  (kind) => {
    const properties = ['FN', 'N', 'ORG', 'TITLE', 'TEL', 'EMAIL', 'BDAY', 'constructor', '__proto__', 'toString'];
    const bad = properties.map((name) => card('VERSION:3.0', 'FN:Bad', `${name};VALUE=${kind};x=constructor:x-1;y,z`));
    const cards = read(`${bad.join('')}${card('VERSION:3.0', 'FN:Anna Ek')}`);
    expect(cards).toHaveLength(properties.length + 1);
    expect(cards.at(-1)?.contact).toMatchObject({ name: 'Anna Ek' });
  },
);

test('text without a card has none, and 90,000 signs of the worst are read in a moment', () => {
  expect(read('Hej, ring mig på 08-519 200 11')).toEqual([]);
  for (const worst of ['BEGIN:VCARD\n', 'TEL;', '=\n', ' \n', 'FN;QUOTED-PRINTABLE:=\n', 'item1.'])
    expect(read(`BEGIN:VCARD\nVERSION:2.1\n${worst.repeat(90_000 / worst.length)}`).length).toBeLessThanOrEqual(200);
});

const anna: ContactRecord = {
  id: 'anna' as ContactId,
  userId: null,
  displayName: 'Anna Lind Berg',
  company: 'Fjällbo; Bygg, AB',
  department: 'Växel',
  role: 'Säljare',
  extension: null,
  numbers: [
    { label: 'work', number: '+46851920011' },
    { label: 'mobile', number: '+46701740605' },
    { label: 'home', number: '+46851920012' },
  ],
  mailAddress: 'anna@fjallbo.example',
  statusMessage: null,
  own: false,
  photo: null,
};

test('what is written is read back unchanged', () => {
  const { name, ...rest } = read(writeCard(anna))[0]?.contact ?? { name: null };
  expect({ displayName: name, ...rest }).toEqual({
    displayName: anna.displayName,
    company: anna.company,
    department: anna.department,
    role: anna.role,
    mailAddress: anna.mailAddress,
    numbers: anna.numbers,
  });
  expect(writeCard(anna)).toMatch(/^BEGIN:VCARD\r\nVERSION:3\.0\r\nN:Lind Berg;Anna;;;\r\nFN:Anna Lind Berg\r\n/);
});

test.each([
  ['folds', card('VERSION:3.0', 'FN:Anna', 'NOTE:x', ...Array<string>(95_000).fill(' aa'))],
  [
    'soft breaks',
    card('VERSION:2.1', 'FN:Anna', 'NOTE;ENCODING=QUOTED-PRINTABLE:x=', ...Array<string>(95_000).fill('aa='), ''),
  ],
  ['numbers', card('VERSION:3.0', 'FN:Anna', ...Array.from({ length: 30_000 }, (_, nr) => `TEL:070${nr}`))],
])('a card of four hundred kilobytes of %s is read like any other: calls wait for it', (_, text) => {
  let read: ReturnType<typeof readCards> = [];
  // A tenth of a second; five seconds and more as it was.
  expect(processorMs(() => (read = readCards(text, (typed) => typed)))).toBeLessThan(2_500);
  expect(read[0]?.contact).toMatchObject({ name: 'Anna' });
});
