import { phoneLibrary } from '../../src/contract/numbers/phone-library';
import { problemsOf, readFirstPerson, readRange } from './organisation-draft';

const draft = {
  name: 'Granit AB',
  country: 'SE',
  language: 'sv' as const,
  timeZone: 'Europe/Stockholm',
  firstExtension: '100',
  lastExtension: '199',
};

it.each([
  [{}, {}],
  [{ name: ' ' }, { name: 'needed' }],
  [{ firstExtension: '1' }, { firstExtension: 'noExtension' }],
  [{ lastExtension: 'abc' }, { lastExtension: 'noExtension' }],
  [{ lastExtension: '99' }, { lastExtension: 'extensionOrder' }],
  [{ lastExtension: '1999' }, { lastExtension: 'extensionOrder' }],
])('%j is %j', (change, problems) => expect(problemsOf({ ...draft, ...change })).toEqual(problems));

it('extensions may be left out where nobody asks for them', () => {
  const none = { ...draft, firstExtension: '', lastExtension: '' };
  expect(problemsOf(none, true)).toEqual({});
  expect(problemsOf(none)).toEqual({ firstExtension: 'noExtension', lastExtension: 'noExtension' });
});

it.each([
  [{ first: '', last: '' }, null, {}],
  [{ first: '0920-44 00 00', last: '0920-440099' }, { first: '+46920440000', last: '+46920440099' }, {}],
  [{ first: '+46 920 44 00 00', last: '' }, { first: '+46920440000', last: '+46920440000' }, {}],
  [{ first: 'växel', last: '' }, null, { first: 'noNumber' }],
  [{ first: '0920-440000', last: '7' }, null, { last: 'noNumber' }],
  [{ first: '0920-440099', last: '0920-440000' }, null, { last: 'rangeOrder' }],
])('the series %j is %j', (typed, range, problems) =>
  expect(readRange(typed, 'SE', phoneLibrary)).toEqual({ range, problems }),
);

it('the first person has one of the extensions, and a number only if it is one', () => {
  const me = { myName: 'Nora Dahl', myExtension: '100', myNumber: '0920-44 00 00' };
  expect(readFirstPerson(me, draft, phoneLibrary).me).toEqual({
    name: 'Nora Dahl',
    extension: '100',
    number: '+46920440000',
  });
  expect(readFirstPerson({ myName: '', myExtension: '200', myNumber: 'x' }, draft, phoneLibrary)).toEqual({
    me: null,
    problems: { myName: 'needed', myExtension: 'extensionOutside', myNumber: 'noNumber' },
  });
});
