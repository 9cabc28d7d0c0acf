import fc from 'fast-check';
import type { UserId } from '../contract/ids';
import { callClasses, dearClasses, type CallClass } from '../contract/rules/classes';
import type { ClassRight } from '../contract/rules/rights';
import { readDialled } from '../lines/numbering';
import { classRights } from './class-rights';
import { kindOf } from './number-class';
import { opennessAt } from './open-hours';
import { builtInRights, verdictOf, verdictOfCall, type Rights } from './rights';

const [anna, bjorn] = ['anna', 'bjorn'] as [UserId, UserId];
const own = 'SE';
const right = (part: Partial<ClassRight>): ClassRight => ({
  who: 'everybody',
  userIds: [],
  offHours: 'same',
  offHoursIds: [],
  ...part,
});
const having = (classes: Partial<Rights['classes']>, more: Partial<Rights> = {}): Rights => ({
  ...builtInRights(own),
  classes: classRights(classes),
  ...more,
});
const call = (rights: Rights, number: string, userId: UserId = anna, isOpen = true) =>
  verdictOfCall(rights, { userId, number, own, isOpen });
const forward = (rights: Rights, number: string, userId: UserId = anna, isOpen = true) =>
  verdictOf(rights, { userId, number, own, isOpen });

/** One of each. */
const example: Record<CallClass, string> = {
  national: '+46313900611',
  mobile: '+46701740605',
  shared: '+46771123456',
  international: '+4740612345',
  premium: '+469001234567',
  short: '118118',
  personal: '+46751234567',
  satellite: '+881612345678',
};

describe.each(callClasses)('numbers that are %s', (name) => {
  const number = example[name];

  test('are called as built in, by those who are named, by all but those, or by nobody', () => {
    expect(call(builtInRights(own), number)).toBe(dearClasses.has(name) ? 'classNotAllowed' : 'ok');
    const chosen = having({ [name]: right({ who: 'chosen', userIds: [bjorn] }) });
    expect([call(chosen, number), call(chosen, number, bjorn)]).toEqual(['classNotAllowed', 'ok']);
    const except = having({ [name]: right({ who: 'except', userIds: [bjorn] }) });
    expect([call(except, number), call(except, number, bjorn)]).toEqual(['ok', 'classNotAllowed']);
    expect(call(having({ [name]: right({ who: 'nobody' }) }), number)).toBe('classNotAllowed');
  });

  test('are called outside of the opening hours by those who may', () => {
    const then = (offHours: ClassRight['offHours']) => having({ [name]: right({ offHours, offHoursIds: [bjorn] }) });
    const closed = (offHours: ClassRight['offHours'], userId = anna) => call(then(offHours), number, userId, false);
    expect([closed('same'), closed('nobody'), closed('chosen'), closed('chosen', bjorn)]).toEqual([
      ...['ok', 'notNow', 'notNow', 'ok'],
    ]);
    expect(call(then('nobody'), number)).toBe('ok');
  });

  test('are forwarded to by nobody who may not call them, and not at hours when that one may not', () => {
    const barred = having({ [name]: right({ who: 'except', userIds: [anna] }) });
    expect(forward(barred, number)).not.toBe('ok');
    expect(forward(having({ [name]: right({ offHours: 'nobody' }) }), number, anna, false)).not.toBe('ok');
    const all = having(Object.fromEntries(callClasses.map((each) => [each, right({})])));
    expect(forward(all, number)).toBe(dearClasses.has(name) || name === 'shared' ? 'numberNotAllowed' : 'ok');
  });
});

test('who may call abroad may call the countries that are chosen, and no others', () => {
  const rights = having({}, { callCountries: ['SE', 'NO'] });
  expect([call(rights, '+4740612345'), call(rights, '+4520123456')]).toEqual(['ok', 'countryNotAllowed']);
});

describe('opening hours are those on the wall, whatever the season', () => {
  const rights = having({}, { openHours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '02:30', to: '17:00' }] });
  const open = (iso: string, zone = 'Europe/Stockholm') => opennessAt(rights, Date.parse(iso), zone).isOpen;

  test.each([
    // The clock goes from 02:00 to 03:00: half past two never comes, three o'clock does.
    ['2027-03-28T00:59:59Z', false],
    ['2027-03-28T01:00:00Z', true],
    // It goes back from 03:00 to 02:00: what is past half past two closes for half an hour.
    ['2027-10-31T00:30:00Z', true],
    ['2027-10-31T01:00:00Z', false],
    ['2027-10-31T01:30:00Z', true],
    ['2027-10-31T15:59:59Z', true],
    ['2027-10-31T16:00:00Z', false],
    ['2027-07-01T14:59:59Z', true],
    ['2027-07-01T15:00:00Z', false],
  ])('%s', (iso, is) => expect(open(iso)).toBe(is));

  test('in the zone of the organisation, and always where there are none', () => {
    expect(open('2027-07-01T15:00:00Z', 'Europe/London')).toBe(true);
    expect(opennessAt(builtInRights(own), Date.parse('2027-07-01T01:00:00Z'), 'Europe/Stockholm').isOpen).toBe(true);
  });
});

describe('whatever is dialled, in whatever notation', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 0, maxLength: 16 });
  const begins = fc.constantFrom(
    ...['', '+', '00', '0', '000', '+46', '0046', '+460', '+46 (0)', '00 46 0', '*31#', '#31#', '*31*', 'tel:', 'sip:'],
    ...[
      '+46900',
      '0900',
      '0 939',
      '+46 (0)944',
      '118',
      '+88',
      '+87',
      '00881',
      '+979',
      '+1 900',
      '+1 246',
      '075',
      '077',
    ],
    ...['tel:+46900', 'sip:+46900', '\u202a+46900', '＋４６９００', '+4690 0', '+46-9-0-0', '004609'],
  );
  const ends = fc.constantFrom('', ';ext=1', ',,1#', '@elsewhere.example', ' ', '#', '\u202c', ';phone-context=+46');
  const typed = fc.oneof(
    fc.tuple(begins, digits, ends).map((parts) => parts.join('')),
    fc.string({ maxLength: 24 }),
  );
  /** By hand: where calls cost more, in no library's words. */
  const isDear = (number: string): boolean =>
    /^\+46(?:900|939|944|75)|^\+(?:8[78][0-9]|979|80[08])|^\+1(?:900|5[0-9]{2})|^(?!11[0-79])[0-9]{1,6}$/.test(number);

  test('what is dialled is of a class for which there is the right', () => {
    let dialled = 0;
    fc.assert(
      fc.property(typed, fc.subarray([...callClasses]), (text, allowed) => {
        const read = readDialled(text, own, () => false);
        if (read.kind !== 'number') return;
        const everybody = Object.fromEntries(
          callClasses.map((each) => [each, right({ who: allowed.includes(each) ? 'everybody' : 'nobody' })]),
        );
        const rights = having(everybody, { callCountries: ['SE', 'NO', 'US', 'GB'] });
        if (call(rights, read.number) !== 'ok') return;
        dialled += 1;
        expect(allowed).toContain(kindOf(read.number, own).class);
        expect(call(builtInRights(own), read.number) === 'ok' && isDear(read.number)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
    expect(dialled).toBeGreaterThan(200);
  });

  test('a number that was forged past the reader is judged by what would be dialled', () => {
    fc.assert(
      fc.property(typed, (text) => {
        if (call(builtInRights(own), text) === 'ok') expect([text, isDear(text)]).toEqual([text, false]);
        if (call(builtInRights(own), text) === 'ok') expect(text).toMatch(/^\+?[1-9][0-9]{1,14}$/);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('a closed day', () => {
  const weekdays = [1, 2, 3, 4, 5];
  const hours = having(
    { national: right({ offHours: 'nobody' }) },
    {
      openHours: [
        { days: weekdays, from: '08:00', to: '17:00' },
        { days: weekdays, from: '22:00', to: '02:00' },
      ],
      closedDays: [
        { date: '2026-11-27', everyYear: false, name: 'Inventering' },
        { date: '2020-12-23', everyYear: true, name: 'Dan före dan' },
      ],
    },
  );
  const isHoliday = (date: string): boolean => date === '2026-12-25';
  const at = (local: string) => {
    const openness = opennessAt(hours, Date.parse(`${local}+01:00`), 'Europe/Stockholm', isHoliday);
    return verdictOfCall(hours, { userId: anna, number: example.national, own, ...openness });
  };

  test.each([
    ['2026-11-26T10:00', 'ok'],
    ['2026-11-26T18:00', 'notNow'],
    // Of one's own, once; what began the evening before goes on.
    ['2026-11-27T01:00', 'ok'],
    ['2026-11-27T10:00', 'closedDay'],
    ['2026-11-27T18:00', 'closedDay'],
    ['2026-11-28T01:00', 'closedDay'],
    ['2027-11-26T10:00', 'ok'],
    // Every year, and the country's.
    ['2027-12-23T10:00', 'closedDay'],
    ['2026-12-25T10:00', 'closedDay'],
    ['2026-12-28T10:00', 'ok'],
  ])('at %s it is %s', (local, verdict) => expect(at(local)).toBe(verdict));

  test('closes also where there are no opening hours', () => {
    const always = { ...hours, openHours: [] };
    const on = (iso: string) => opennessAt(always, Date.parse(iso), 'Europe/Stockholm', isHoliday);
    expect(on('2026-12-25T03:00Z')).toEqual({ isOpen: false, isClosedDay: true });
    expect(on('2026-12-26T03:00Z')).toEqual({ isOpen: true, isClosedDay: false });
  });
});
