import fc from 'fast-check';
import { processorMs } from '../../../tests/fakes/processor-time';
import { phoneLibrary } from '../numbers/phone-library';
import { readMail, type MailContact } from './read-mail';

const plan = { country: 'SE', library: phoneLibrary };
const read = (text: string, from: string | null = null): MailContact | null => readMail({ from, text }, plan);
const numbersOf = (text: string): readonly string[] =>
  (read(text)?.numbers ?? []).map(({ label, number }) => `${label} ${number}`);

const karin = `Hej Anna!

Tack för samtalet. Offerten gäller till 2026-12-31, order 0701234567, summa 0 812 000 kr.

Med vänlig hälsning
Karin Norrbäck
Projektledare
Norrbäck Bygg AB
Storgatan 5, 972 38 Luleå
Org.nr 556012-3456
Växel: 0920-12 34 00 | Direkt: 0920-12 34 11
Mobil: 070-123 45 67
Fax: 0920-12 34 99
karin.norrback@norrbackbygg.se
www.norrbackbygg.se`;

describe('who wrote, from sender, closing and signature', () => {
  test('a Swedish mail, copied with its head', () => {
    const head =
      'Från: Karin Norrbäck <karin@norrback.se>\nSkickat: den 26 november 2026\nTill: Anna Lind\nÄmne: Offert\n\n';
    expect(read(head + karin)).toEqual({
      name: 'Karin Norrbäck',
      mailAddress: 'karin@norrback.se',
      company: 'Norrbäck Bygg AB',
      role: 'Projektledare',
      numbers: [
        { label: 'other', number: '+46920123400' },
        { label: 'work', number: '+46920123411' },
        { label: 'mobile', number: '+46701234567' },
      ],
      unread: [],
    });
  });

  test('an English one, with the head that a mail’s file has', () => {
    const text = `Dear Anna,

please find the drawings attached. Our reference 0045-123456.

Kind regards,

James O'Neill
Head of Sales | Harbour Light Ltd
T +44 20 7946 0958
M +44 7700 900 123
This e-mail is confidential and intended for the addressee only; our opening hours are 08.30-17.00.`;
    expect(read(text, '"O\'Neill, James" <james@harbourlight.co.uk>')).toEqual({
      name: "James O'Neill",
      mailAddress: 'james@harbourlight.co.uk',
      company: 'Harbour Light Ltd',
      role: 'Head of Sales',
      numbers: [
        { label: 'work', number: '+442079460958' },
        { label: 'mobile', number: '+447700900123' },
      ],
      unread: [],
    });
  });

  test('the signature alone, as somebody marks and copies it', () => {
    expect(read('Pelle Ek\nRörmokare\nEks Rör HB\n070-740 60 60\npelle@eksror.se')).toEqual({
      name: 'Pelle Ek',
      mailAddress: 'pelle@eksror.se',
      company: 'Eks Rör HB',
      role: 'Rörmokare',
      numbers: [{ label: 'mobile', number: '+46707406060' }],
      unread: [],
    });
  });

  test.each([
    ['Karin Norrbäck <karin@norrback.se>\ntill mig\n\nHej!', 'Karin Norrbäck', 'karin@norrback.se'],
    [
      'From: Karin Norrbäck [mailto:karin@norrback.se]\nSent: Thursday\nTo: Anna\n\nHi',
      'Karin Norrbäck',
      'karin@norrback.se',
    ],
    [
      'From: karin@norrback.se\nTo: anna@fjallbo.se\n\nHej\n\nMvh\nKarin Norrbäck',
      'Karin Norrbäck',
      'karin@norrback.se',
    ],
    ['From: "Norrbäck, Karin (Luleå)" <k@norrback.se>\nTo: a@b.se\n\nHi', 'Karin Norrbäck', 'k@norrback.se'],
    ['Hej!\n\nHälsningar\nKarin', 'Karin', null],
    ['Kan du ringa?\n\n/Karin', 'Karin', null],
    ['Vi ses.\n\n--\nKarin Norrbäck\nkarin@norrback.se', 'Karin Norrbäck', 'karin@norrback.se'],
    [
      '---------- Forwarded message ---------\nFrån: Karin Norrbäck <k@norrback.se>\nDate: tors 26 nov.\n\nHej',
      'Karin Norrbäck',
      'k@norrback.se',
    ],
  ])('%j', (text, name, mailAddress) => expect(read(text)).toMatchObject({ name, mailAddress }));

  test('the company that the address is named after, and none that is only an address', () => {
    const sign = (line: string): string => `Hej\n\nMvh\nKarin Norrbäck\n${line}\n070-123 45 67`;
    expect(read(sign('Norrbäcks Blommor'), 'karin@norrbacksblommor.se')?.company).toBe('Norrbäcks Blommor');
    expect(read(sign('Vi ses i Luleå'), 'karin@gmail.com')).toMatchObject({ company: null });
    expect(read('Hej', 'karin@norrback.se')).toMatchObject({ company: null, name: null });
  });

  test('nobody, where nothing says who it was', () => {
    for (const text of ['', ' \n ', 'Kan vi ses i morgon klockan tio? Ordern är 0701234567.', '2026-11-27 08:30–09:00'])
      expect(read(text)).toBeNull();
  });

  test('the reader is not whom it tells of', () => {
    const anna = { mailAddress: 'anna@fjallbo.se', numbers: ['+46851920011'] };
    const text = 'Hej\n\nMvh\nKarin Norrbäck\n070-123 45 67\nAnna@fjallbo.se 08-519 200 11\nkarin@norrback.se';
    expect(readMail({ from: null, text }, plan, anna)).toMatchObject({
      mailAddress: 'karin@norrback.se',
      numbers: [{ label: 'mobile', number: '+46701234567' }],
    });
  });
});

describe('what is quoted is somebody else’s', () => {
  const own = 'Hej!\n\nMvh\nKarin Norrbäck\n070-123 45 67\n';
  const theirs = 'Anna Lind\nFjällbo AB\nTel 08-519 200 11\nanna@fjallbo.se';
  const marked = theirs.replace(/^/gm, '> ');
  test.each([
    `${own}\nFrån: Anna Lind <anna@fjallbo.se>\nSkickat: i går\nTill: Karin\nÄmne: Hej\n\n${theirs}`,
    `${own}\n-----Original Message-----\nFrom: Anna Lind\n\n${theirs}`,
    `${own}\nDen tors 26 nov. 2026 kl 10:03 skrev Anna Lind <anna@fjallbo.se>:\n${marked}`,
    `${own}\nOn Thu, 26 Nov 2026 at 10:03, Anna Lind\n<anna@fjallbo.se> wrote:\n\n${marked}`,
    `On 26 Nov 2026, Anna Lind wrote:\n${marked}\n\n${own}`,
    `${own}\n${marked}`,
  ])('%j', (text) => {
    expect(read(text)).toEqual({
      name: 'Karin Norrbäck',
      mailAddress: null,
      company: null,
      role: null,
      numbers: [{ label: 'mobile', number: '+46701234567' }],
      unread: [],
    });
  });
});

describe('a number is said to be one, or written as one', () => {
  const signed = (line: string): readonly string[] => numbersOf(`Hej\n\nMvh\nKarin Norrbäck\n${line}`);
  test.each([
    ['+46 (0)70-123 45 67', ['mobile +46701234567']],
    ['0046 8 519 200 11', ['work +46851920011']],
    ['08-519 200 11', ['work +46851920011']],
    ['(08) 519 200 11', ['work +46851920011']],
    ['T: 08-519 200 11, M: 070-123 45 67', ['work +46851920011', 'mobile +46701234567']],
    ['Tfn. 08‑519 200 11 / 070 123 45 67', ['work +46851920011', 'mobile +46701234567']],
    ['08-519 200 11 (växel)', ['other +46851920011']],
    ['📱 070-123 45 67', ['mobile +46701234567']],
    ['☎ 08-519 200 11', ['work +46851920011']],
    ['Tel\t08-519 200 11', ['work +46851920011']],
    ['Mobil:\n070-123 45 67', ['mobile +46701234567']],
    ['Telefon hem: 0920-123 45', ['home +4692012345']],
    ['Phone (direct): +1 212 555 0123', ['work +12125550123']],
    ['08-519 200 11 · Fax 08-519 200 12', ['work +46851920011']],
    ['tel:+46851920011', ['work +46851920011']],
  ])('%j', (line, expected) => expect(signed(line)).toEqual(expected));

  test.each([
    '2026-11-27',
    '01.02.2026',
    '01/02/2026 09:30',
    '08.30-17.00',
    'Öppet 08.00–17.00',
    '010101-1234',
    '20010101-1234',
    'Org.nr 556012-3456',
    'Ordernummer: 0812345678',
    'Order nr 08-123 456 78',
    'Ert ärende 0701234567',
    'Faktura 0701234567',
    'OCR 0701234567',
    'Bankgiro 5012-3456',
    'IBAN SE45 5000 0000 0583 9825 7466',
    'Belopp 0812 345 67 kr',
    '0701 234 567 SEK',
    'https://x.se/0701234567',
    'https://x.se/?id=+46701234567',
    'A-0701234567',
    '0701234567-A',
    '0012345678',
    '1234567',
    '12 345 67 89',
    'Mötes-ID: 070 123 45 67',
    'Conference ID 0701234567#',
    '972 38 Luleå',
    'Kundnr 08 123 456 78',
    '070123456',
    '00000000000',
  ])('%j is none', (line) => expect(signed(line)).toEqual([]));

  test('what is said to be one and is none of the country’s is named, never made into one', () => {
    expect(read('Hej\n\nMvh\nKarin Norrbäck\nTel: 12 34 56\nMobil 0701 23')).toMatchObject({
      numbers: [],
      unread: ['12 34 56', '0701 23'],
    });
  });

  test('in a sentence only its own word makes it one, and never another person’s', () => {
    const said = (text: string): readonly string[] => numbersOf(`${text}\n\nMvh\nKarin Norrbäck`);
    expect(said('Ring mig på 070-123 45 67 så löser vi det.')).toEqual(['mobile +46701234567']);
    expect(said('You can reach me at +44 7700 900 123.')).toEqual(['mobile +447700900123']);
    expect(said('Ring Björn på 070-123 45 67.')).toEqual([]);
    expect(said('Vi tog 0701234567 och gick hem.')).toEqual([]);
  });

  test('where numbers need no zero, a word makes them numbers', () => {
    const norway = { country: 'NO', library: phoneLibrary };
    const text = 'Hei\n\nMvh\nOla Nordmann\nTlf 22 12 34 56\n41 23 45 67';
    expect(readMail({ from: null, text }, norway)?.numbers).toEqual([{ label: 'work', number: '+4722123456' }]);
  });
});

describe('whatever somebody pastes', () => {
  const shapes = [
    'Tel: ',
    '070-123 45 67',
    '+46 8 519 200 11',
    '2026-11-27',
    '>',
    'Från: ',
    'Mvh',
    '\n',
    ' | ',
    'ä',
    '@b.se',
  ];
  const anything = fc.array(fc.oneof(fc.constantFrom(...shapes), fc.string({ unit: 'binary' })), { maxLength: 60 });

  test('is read without an error; every number is one that stands in it', () => {
    fc.assert(
      fc.property(anything, (pieces) => {
        const text = pieces.join('');
        const digits = text.normalize('NFC').replace(/[^0-9]/g, '');
        for (const { number } of read(text)?.numbers ?? []) {
          const national = number.replace(/^\+46/, '').replace(/^\+/, '');
          expect([digits.includes(national), phoneLibrary.isValid(number)]).toEqual([true, true]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a number that is signed with is found, however it is spaced', () => {
    const spaced = fc.array(fc.constantFrom('', ' ', '-', '.', '\u00a0'), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(spaced, fc.constantFrom('Mobil: ', 'M ', 'Mob. ', 'Mobil/SMS: '), (gaps, label) => {
        const written = [...'0701234567'].map((digit, at) => digit + (at === 0 ? '' : (gaps[at - 1] ?? ''))).join('');
        expect(numbersOf(`Hej\n\nMvh\nKarin Norrbäck\n${label}${written.replace(/[ .\u00a0-]$/, '')}`)).toEqual([
          'mobile +46701234567',
        ]);
      }),
    );
  });

  test.each([
    ['numbers', '070-123 45 67 '],
    ['brackets', '(((((((('],
    ['heads', 'From: a\n'],
    ['words', 'Tel Tel Tel '],
    ['addresses', 'a@a.'],
  ])('a megabyte of %s is done with in time', (_, piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const worked = processorMs(() => {
      read(text);
      read(text, text);
    });
    expect(worked).toBeLessThan(2_000);
  });
});
