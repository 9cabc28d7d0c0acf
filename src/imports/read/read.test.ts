import { BadLine, phoneNumber } from './read-line';
import { readFile, RefusedFile, type ReadOptions } from './read-file';
import { csvRows, separatorOf } from './csv-rows';

const options: ReadOptions = {
  encoding: 'auto',
  separator: 'auto',
  fields: null,
  remembered: new Map(),
  country: 'SE',
};
const bytes = (text: string, encoding: 'utf8' | 'latin1' | 'utf16le' = 'utf8') => Buffer.from(text, encoding);
const read = (file: Buffer | string, change: Partial<ReadOptions> = {}) => {
  const { found, parts } = readFile(typeof file === 'string' ? bytes(file) : file, { ...options, ...change });
  return { found, lines: [...parts].flat() };
};
const contacts = (file: Buffer | string, change: Partial<ReadOptions> = {}) =>
  read(file, change).lines.map((each) => each.read.contact ?? `${each.line}: ${each.read.reason} ${each.read.detail}`);

describe('what a file is written in', () => {
  test.each([
    ['UTF-8', bytes('Namn;Mobil\nÅsa Öberg;0701740606\n')],
    ['UTF-8 with a mark', bytes('\ufeffNamn;Mobil\nÅsa Öberg;0701740606\n')],
    ['Windows', bytes('Namn;Mobil\r\nÅsa Öberg;0701740606\r\n', 'latin1')],
    ['UTF-16', bytes('\ufeffNamn;Mobil\r\nÅsa Öberg;0701740606\r\n', 'utf16le')],
    ['an old Mac', bytes('Namn;Mobil\rÅsa Öberg;0701740606\r')],
    ['commas', bytes('Namn,Mobil\nÅsa Öberg,0701740606')],
    ['tabs', bytes('Namn\tMobil\nÅsa Öberg\t0701740606')],
    ['pipes', bytes('Namn|Mobil\nÅsa Öberg|0701740606')],
    ['Excel’s own word for the separator', bytes('sep=,\r\nNamn,Mobil\r\nÅsa Öberg,0701740606')],
    ['quotes', bytes('"Namn";"Mobil"\r\n"Åsa Öberg";"0701740606"\r\n')],
    ['empty lines and columns', bytes('\nNamn;Mobil;;\n\nÅsa Öberg;0701740606;;\n\n;;;\n')],
  ])('%s', (_, file) =>
    expect(contacts(file)).toEqual([{ name: 'Åsa Öberg', numbers: [{ label: 'mobile', number: '+46701740606' }] }]),
  );

  test('one wrong byte makes it Windows’, which is said', () => {
    const file = Buffer.concat([bytes('Namn\nÅsa\nBj'), Buffer.from([0xf6]), bytes('rn\n')]);
    expect(read(file).found).toMatchObject({ encoding: 'windows-1252', looksGarbled: true });
    expect(read(bytes('Namn\nÅsa\n')).found).toMatchObject({ encoding: 'utf-8', looksGarbled: false });
  });

  test('as chosen, whatever it looks like', () => {
    expect(contacts(Buffer.from([0x4e, 0x61, 0x6d, 0x6e, 0x0a, 0x8a]), { encoding: 'macintosh' })).toEqual([
      { name: 'ä' },
    ]);
    expect(contacts('Namn;Mobil,x\nAnna;0701740606,\n', { separator: ';' })[0]).toMatchObject({ name: 'Anna' });
  });

  test.each([
    ['excel', Buffer.from('PK\u0003\u0004…')],
    ['empty', bytes(' \n ')],
    ['noLines', bytes('Namn;Mobil\n')],
    ['binary', Buffer.from([1, 0, 2, 0, 3])],
    ['tooManyColumns', bytes(`${'Namn;'.repeat(101)}x\nAnna\n`)],
    ['tooManyLines', bytes(`Namn\n${'Anna\n'.repeat(200_001)}`)],
  ])('refused as a whole: %s', (refusal, file) =>
    expect(() => read(file)).toThrow(expect.objectContaining({ refusal }) as RefusedFile),
  );

  test('the separator is the one that lines agree on, outside of quotes', () => {
    expect(separatorOf('a;b\n"x,y,z,w";1\n"p,q,r,s";2')).toBe(';');
    expect(separatorOf('Namn\nAnna\n')).toBe(';');
  });
});

describe('lines', () => {
  test('are those of the file, also with cells of several lines', () => {
    const { lines } = read('Namn;Titel\n"Anna";"Säljare,\nnorr"\n;\nBo;x\n');
    expect(lines.map(({ line, read: { reason, name } }) => [line, reason ?? name])).toEqual([
      [2, 'Anna'],
      [5, 'Bo'],
    ]);
  });

  test('the example of a column of pictures is short, and can be stored whatever signs it has', () => {
    const { found } = read(`Namn;Bild\n${'Anna Lind;\n'.repeat(950)}Bo;\u0000${'x'.repeat(1_000_000)}\n`);
    expect(found.examples).toEqual(['Anna Lind', `\ufffd${'x'.repeat(59)}`]);
  });

  test('a quote that nobody closes costs its own line and no other', () => {
    const { lines } = read(
      `Namn;Titel\nAnna;"Säljare\nBo;Lager\nCecilia;"Ekonom"\n${'David;Service\n'.repeat(40)}Eva;"Chef\nFrida;x\n`,
    );
    expect(
      lines.filter(({ read: { reason } }) => reason !== null).map(({ line, read: { reason } }) => [line, reason]),
    ).toEqual([
      [2, 'quote'],
      [45, 'quote'],
    ]);
    expect(lines).toHaveLength(45);
  });

  test('nothing takes a megabyte of quotes long', () => {
    const startMs = performance.now();
    const lines = [...csvRows(`Namn\n${'"a\n'.repeat(300_000)}`, ';')].flat();
    expect(lines.length).toBeGreaterThan(10);
    expect(performance.now() - startMs).toBeLessThan(60_000);
  });

  test('columns by their names, also twice for numbers; what is not known is left out', () => {
    const { found } = read(
      'Förnamn;Efternamn;E-post;Telefon;Telefon 2;Mobil;Skostorlek;Mail\nAnna;Lind;a@b.se;;;;38;\n',
    );
    expect(found.fields).toEqual(['firstName', 'lastName', 'mail', 'work', 'other', 'mobile', 'ignore', 'ignore']);
    expect(read('Namn;Telefon;Telefon\nAnna;08-519 20 011;08-519 20 012\n').lines[0]?.read.contact?.numbers).toEqual([
      { label: 'work', number: '+46851920011' },
      { label: 'work', number: '+46851920012' },
    ]);
  });

  test('as the columns were taken for the last time', () => {
    const remembered = new Map([['skostorlek', 'role' as const]]);
    expect(contacts('Namn;Skostorlek\nAnna;38\n', { remembered })).toEqual([{ name: 'Anna', role: '38' }]);
    expect(contacts('Namn;Skostorlek\nAnna;38\n', { remembered, fields: ['role', 'name'] })).toEqual([
      { name: '38', role: 'Anna' },
    ]);
  });

  test('what an empty cell does not say is not taken away, and a missing column says nothing', () => {
    expect(contacts('Namn;Titel;Anknytning\nAnna;;0110\n')).toEqual([{ name: 'Anna', role: null, extension: '0110' }]);
  });

  test.each([
    [';Säljare', 'noName'],
    [`${'x'.repeat(121)};`, 'tooLong'],
    ['Anna\u0007;', 'signs'],
    ['An\ufffdna;', 'signs'],
    ['Anna;;;;;rest', 'columns'],
    ['Anna;;x@;', 'mail'],
    ['Anna;;;10a1', 'extension'],
    ['Anna;;;4,67E+10', 'numberLost'],
    ['Anna;;;;4,67E+10', 'numberLost'],
    ['Anna;;;;1001', 'numberShort'],
    ['Anna;;;;070-174 06', 'number'],
    ['Anna;;;;08-519 20 011 / 070-174 06 06', 'number'],
  ])('%j is not imported: %s', (row, reason) => {
    expect(read(`Namn;Titel;E-post;Anknytning;Mobil\n${row}\n`).lines[0]?.read).toMatchObject({
      contact: null,
      reason,
    });
  });
});

describe('numbers as Excel leaves them', () => {
  test.each([
    ['701740606', '+46701740606'],
    ['46701740610', '+46701740610'],
    ['="0701740606"', '+46701740606'],
    ["'0701740606", '+46701740606'],
    ["'+46701740606", '+46701740606'],
    ['0701740606,0', '+46701740606'],
    ['0046 (0)70-174 06 06', '+46701740606'],
    ['070\u2011174\u00a006\u202f06', '+46701740606'],
    ['+44 20 7946 0123', '+442079460123'],
  ])('%s is %s', (cell, number) => expect(phoneNumber(cell, 'SE')).toBe(number));

  test.each([
    '4,67E+10',
    '4.6701740606E+10',
    '7E+8',
    '1234',
    '12345678901234',
    '70174060',
    '7017406061234567',
    'växeln',
  ])('%s is never guessed', (cell) => expect(() => phoneNumber(cell, 'SE')).toThrow(BadLine));
});

describe('vCards', () => {
  const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

  test('of every version, each for itself', () => {
    const file =
      card(
        'VERSION:2.1',
        'N:Lind;Anna',
        'TEL;WORK;VOICE:08-519 20 011',
        'TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:F=C3=B6rs=C3=A4ljare',
      ) +
      card(
        'VERSION:3.0',
        'FN:Björn Åkesson',
        'N:Åkesson;Björn;;;',
        'TEL;TYPE=CELL:+46701740606',
        'EMAIL:bjorn@fjallbo.example',
      ) +
      card(
        'VERSION:4.0',
        'FN:Cecilia Ek',
        'UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1',
        'TEL;VALUE=uri:tel:+46-70-174-06-07',
      ) +
      card('VERSION:3.0', 'FN') +
      card('VERSION:3.0', 'FN:Fel Nummer', 'TEL:4,67E+10');
    const { found, lines } = read(file);
    expect(found.format).toBe('vcard');
    expect(lines.map(({ line }) => line)).toEqual([1, 7, 14, 20, 24]);
    expect(lines.map((each) => each.read.contact ?? each.read.reason)).toEqual([
      { name: 'Anna Lind', role: 'Försäljare', numbers: [{ label: 'work', number: '+46851920011' }] },
      { name: 'Björn Åkesson', mail: 'bjorn@fjallbo.example', numbers: [{ label: 'mobile', number: '+46701740606' }] },
      {
        name: 'Cecilia Ek',
        externalId: '4fbe8971-0bc3-424c-9c26-36c3e1eff6b1',
        numbers: [{ label: 'work', number: '+46701740607' }],
      },
      'card',
      'number',
    ]);
  });
});
