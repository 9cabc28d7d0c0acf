import { activityDefinitions, definitionOf } from '../../tabs/fakes/activity-samples';
import { readPhoneCode } from './phone-codes';
import { readSaid } from './said';

const activities = { all: activityDefinitions, available: definitionOf('available') };
const said = (text: string) => {
  const read = readSaid(text, activities);
  return read === null || read === 'notUnderstood' ? read : [read.definition.key, read.end];
};

test.each([
  ['lunch', ['lunch', { usual: { minutes: 60 } }]],
  ['Möte 45', ['meeting', { usual: { minutes: 45 } }]],
  ['mote 45 min', ['meeting', { usual: { minutes: 45 } }]],
  ['busy 120 minutes', ['busy', { usual: { minutes: 120 } }]],
  ['Lunch till 13:30', ['lunch', '13:30']],
  ['lunch until 13', ['lunch', '13:00']],
  ['lunch till kl 9.05', ['lunch', '09:05']],
  ['Gone for the day', ['gone', { usual: 'today' }]],
  ['activity sick', ['sick', { usual: null }]],
  ['hänvisning Tillgänglig', ['available', { usual: null }]],
  ['återställ', ['available', { usual: null }]],
  ['available', ['available', { usual: null }]],
])('%s is an activity', (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test('what names no activity is none; what begins as one and goes on otherwise is not understood', () => {
  for (const text of ['help', 'hello', '', 'lunchtime is over', 'x'.repeat(30_000)])
    expect([text.slice(0, 20), said(text)]).toEqual([text.slice(0, 20), null]);
  for (const text of ['lunch till 25:00', 'lunch with Eva', 'activity', 'activity golf', 'möte 0', 'möte 99999'])
    expect([text, said(text)]).toEqual([text, 'notUnderstood']);
});

test.each([
  ['*23*1#', { kind: 'set', code: '1', end: null, extension: null }],
  ['*23*1', { kind: 'set', code: '1', end: null, extension: null }],
  ['*23*1*1300#', { kind: 'set', code: '1', end: '1300', extension: null }],
  ['*230*1002*6#', { kind: 'set', code: '6', end: null, extension: '1002' }],
  ['*230*1002*1*1300#', { kind: 'set', code: '1', end: '1300', extension: '1002' }],
  ['#23#', { kind: 'reset' }],
  ['*23*#', { kind: 'wrong' }],
  ['*23*1*13#', { kind: 'wrong' }],
  ['*23*a#', { kind: 'wrong' }],
  ['*23*1*1300*5#', { kind: 'wrong' }],
  ['*55*123456', null],
  ['1002', null],
  ['#55#', null],
  [`*23*${'1*'.repeat(50_000)}`, null],
])('%s from a phone', (dialled, expected) => {
  expect(readPhoneCode(dialled, '*23*')).toEqual(expected);
});

test('the prefix is what the organisation says', () => {
  expect(readPhoneCode('*70*1#', '*70*')).toMatchObject({ kind: 'set', code: '1' });
  expect(readPhoneCode('#70#', '*70*')).toEqual({ kind: 'reset' });
  expect(readPhoneCode('*23*1#', '*70*')).toBeNull();
});
