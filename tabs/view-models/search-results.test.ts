import type { LineState } from '../../src/contract/lines/line-state';
import { aContact, contactId, deviceId, userId } from '../fakes/samples';
import { moveActive, searchKey } from '../features/search/search-keys';
import { ringsOn } from './rings-on';
import { bestNumber, isNamedBy, searchRows } from './search-results';
import type { SearchRow } from './search-results';

const lines = new Map<ReturnType<typeof userId>, LineState>([[userId(2), 'inCall']]);
const rows = (change: Partial<Parameters<typeof searchRows>[0]> = {}): readonly SearchRow[] =>
  searchRows({ typed: null, contacts: [aContact()], lines, expanded: new Set(), ...change });

describe('search results', () => {
  it('show the live line state and call the extension first', () => {
    expect(rows()).toEqual([
      expect.objectContaining({ kind: 'contact', line: 'inCall', number: '1002', expandable: true, expanded: false }),
    ]);
  });

  it('put the typed number before the contacts', () => {
    expect(rows({ typed: { number: '+46705550102', after: '' } }).map(({ kind }) => kind)).toEqual([
      'typed',
      'contact',
    ]);
  });

  it.each([
    { what: 'a colleague', person: { userId: userId(2), contactId: null, number: null } },
    { what: 'a contact', person: { userId: null, contactId: contactId(2), number: null } },
    { what: 'an outside number of a contact', person: { userId: null, contactId: null, number: '+46705550102' } },
  ])('leave out $what who makes no sense here', ({ person }) => {
    expect(rows({ without: [person], expanded: new Set([contactId(2)]) })).toEqual([]);
    const others = [aContact(), aContact({ id: contactId(7), userId: null, extension: null, numbers: [] })];
    expect(rows({ without: [person], contacts: others })).toHaveLength(1);
  });

  it('leave out a typed number of who makes no sense here', () => {
    const without = [{ userId: null, contactId: null, number: '+46705550102' }];
    expect(rows({ contacts: [], typed: { number: '+46705550102', after: '' }, without })).toEqual([]);
    expect(rows({ contacts: [], typed: { number: '+46705550103', after: '' }, without })).toHaveLength(1);
  });

  it('open to all numbers of a hit', () => {
    expect(
      rows({ expanded: new Set([contactId(2)]) })
        .slice(1)
        .map((row) => row.number),
    ).toEqual(['1002', '+46705550102']);
  });

  it('offer nothing to call where there is no number', () => {
    const contact = aContact({ extension: null, numbers: [] });
    expect(bestNumber(contact)).toBeNull();
    expect(rows({ contacts: [contact] })[0]).toMatchObject({ number: null, expandable: false });
  });

  it('keep the directory’s line state until something newer is told', () => {
    expect(rows({ contacts: [aContact({ userId: userId(3), line: 'ringing' })] })[0]).toMatchObject({
      line: 'ringing',
    });
    expect(rows({ contacts: [aContact({ userId: null, line: null })] })[0]).toMatchObject({ line: null });
  });
});

describe('keys in the search field', () => {
  const contact = rows()[0] ?? null;
  const context = { open: true, row: contact, caretAtEnd: true };

  it('move, call, open and close', () => {
    expect(['ArrowDown', 'ArrowUp', 'Enter', 'ArrowRight', 'Escape'].map((key) => searchKey(key, context))).toEqual([
      'next',
      'previous',
      'call',
      'expand',
      'close',
    ]);
    expect(searchKey('ArrowDown', { ...context, open: false })).toBe('open');
    expect(searchKey('Enter', { ...context, open: false })).toBeNull();
  });

  it('leave the caret alone inside the text', () => {
    expect(searchKey('ArrowRight', { ...context, caretAtEnd: false })).toBeNull();
    expect(searchKey('a', context)).toBeNull();
  });

  it('go round at both ends', () => {
    expect(moveActive('next', 2, 3)).toBe(0);
    expect(moveActive('previous', 0, 3)).toBe(2);
    expect(moveActive('next', 0, 0)).toBe(0);
  });
});

it('a colleague who has left has no line, whatever the directory answered with', () => {
  const left = new Map([[userId(2), null]]);
  expect(rows({ lines: left })).toMatchObject([{ kind: 'contact', line: null }]);
});

it('calls ring only on devices that have answered, this window first', () => {
  const device = (n: number, reachable: boolean) => ({
    id: deviceId(n),
    kind: 'tab' as const,
    label: `Window ${n}`,
    reachable,
    ringer: false,
  });
  expect(ringsOn([device(2, true), device(3, false), device(1, true)], deviceId(1))).toEqual([
    { label: 'Window 1', here: true },
    { label: 'Window 2', here: false },
  ]);
  expect(ringsOn([device(1, false)], deviceId(1))).toEqual([]);
});

describe('a text names a row', () => {
  const [row] = rows();
  it.each(['b', 'bj', 'björn', 'BJORN', 'åkesson', 'kess', 'Björn Fjällbo', '1002', '5550102', 'ekonom åke'])(
    '%s',
    (text) => expect(row && isNamedBy(row, text)).toBe(true),
  );
  it.each(['', ' ', 'ö', 'ss', 'fjällbo', 'akeson', '1003', '02', '. -'])('not %j', (text) =>
    expect(row && isNamedBy(row, text)).toBe(false),
  );
});
