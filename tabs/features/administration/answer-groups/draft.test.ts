import type { AnswerGroupAdminView } from '../../../../src/contract/answer-groups/settings';
import type { SoundId } from '../../../../src/contract/ids';
import { groupId } from '../../../fakes/answer-group-samples';
import { userId } from '../../../fakes/samples';
import { heardOf, isWhole, problemsOf, settingsOf, writtenOf, type Written } from './draft';

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };
const support: AnswerGroupAdminView = {
  id: groupId(1),
  name: 'Support',
  extension: '1901',
  number: '+46851920001',
  members: [
    { userId: userId(1), tier: 2, skills: { svenska: 3, 'teknik för nya': 1 } },
    { userId: userId(2), tier: 1, skills: {} },
  ],
  supervisors: [userId(5)],
  strategy: 'skills',
  asks: { skill: 'svenska', level: 2 },
  weight: 1,
  priority: 3,
  ringForMs: 12_500,
  missesToPause: 2,
  wrapUpMs: 0,
  mostWaiting: 50,
  maxWaitMs: 1_200_000,
  finishRingingMs: 10_000,
  widenAfterMs: 30_000,
  ageEveryMs: null,
  stickyForMs: null,
  stickyDays: 14,
  vipNumbers: ['+46701234567', '+46701234568'],
  vipPriority: 20,
  opening: { by: 'own', hours: [{ days: [1, 2], from: '08:00', to: '17:00' }], closedDays: true },
  leaveAtClosing: true,
  tellsOfListening: false,
  callbacks: true,
  alertAfterMs: 120_000,
  says: { welcome: 'standard', place: true, time: false, music: null, greeting: null },
  exits: {
    closed: { to: 'end' },
    full: { to: 'number', number: '+46701234567' },
    timeout: { to: 'group', groupId: groupId(2) },
    emptyOnEntry: { ...waits, noneLoggedIn: { to: 'voicemail' }, allPaused: { to: 'person', userId: userId(5) } },
    emptyWhileWaiting: { ...waits, noneReachable: { to: 'end' } },
  },
};
const names = { [userId(1)]: 'Anna Lind', [userId(2)]: 'Björn Åkesson', [userId(5)]: 'Eva Nyström' };
const written = writtenOf(support, names);
const withNumbers = (numbers: Partial<Written['numbers']>): Written => ({
  ...written,
  numbers: { ...written.numbers, ...numbers },
});

it('what is not touched is saved as it was', () => {
  const { id: _, ...settings } = support;
  expect(isWhole(written)).toBe(true);
  expect(settingsOf(written)).toEqual(settings);
});

it('a sound that is deleted is written as the standard one, once it is known which there are', () => {
  const says = { ...written.says, welcome: 'hello' as SoundId, music: 'jazz' as SoundId };
  const jazz = { id: 'jazz' as SoundId, name: 'Jazz', ms: 2_000, keptAtMs: 0 };
  expect(heardOf(says, undefined)).toEqual(says);
  expect(heardOf(says, { sounds: [jazz] })).toEqual({ ...says, welcome: 'standard' });
  expect(heardOf(says, { sounds: [] })).toEqual({ ...says, welcome: 'standard', music: null });
});

it('VIP numbers are written one a line, and no more than there may be', () => {
  expect(written.vipNumbers).toBe('+46701234567\n+46701234568');
  const typed = { ...written, vipNumbers: ' 070-123 45 67 \n\n08-1; 08-2' };
  expect(settingsOf(typed).vipNumbers).toEqual(['070-123 45 67', '08-1', '08-2']);
  expect(problemsOf({ ...written, vipNumbers: '1\n'.repeat(501) })).toEqual({ vipNumbers: 'tooManyVips' });
  expect(problemsOf(withNumbers({ stickyDays: '', vipPriority: '101' }))).toEqual({
    ...{ stickyDays: 'badNumber', vipPriority: 'badNumber' },
  });
});

it('hours of its own need days', () => {
  const opening = { ...written.opening, hours: [{ days: [], from: '08:00', to: '17:00' }] };
  expect(problemsOf({ ...written, opening })).toEqual({ opening: 'badOpening' });
  expect(problemsOf({ ...written, opening: { ...opening, hours: [] } })).toEqual({ opening: 'badOpening' });
  expect(problemsOf({ ...written, opening: { ...opening, by: 'organisation' } })).toEqual({});
});

it('shows times in seconds, people by name, skills with their level', () => {
  expect(written.numbers).toMatchObject({ ringForMs: '12.5', maxWaitMs: '1200', widenAfterMs: '30', ageEveryMs: '' });
  expect(written.members[0]).toMatchObject({ name: 'Anna Lind', skills: 'svenska 3, teknik för nya 1' });
  expect(written.exits['emptyOnEntry.allPaused'].person).toMatchObject({ text: 'Eva Nyström' });
});

it('a new group wants a name and an extension, and nothing else', () => {
  const blank = writtenOf(null, {});
  expect(problemsOf(blank)).toEqual({});
  expect(isWhole(blank)).toBe(false);
  expect(isWhole({ ...blank, name: 'Sales', extension: '1902' })).toBe(true);
});

it.each([
  [withNumbers({ ringForMs: '4' }), { ringForMs: 'badNumber' }],
  [withNumbers({ ringForMs: '' }), { ringForMs: 'badNumber' }],
  [withNumbers({ ringForMs: 'ten' }), { ringForMs: 'badNumber' }],
  [withNumbers({ mostWaiting: '2.5' }), { mostWaiting: 'badNumber' }],
  [withNumbers({ stickyForMs: '' }), {}],
  [withNumbers({ stickyForMs: '121' }), { stickyForMs: 'badNumber' }],
  [{ ...written, extension: '19x' }, { extension: 'badExtension' }],
  [{ ...written, asks: 'svenska 2, teknik 1' }, { asks: 'badAsks' }],
  [{ ...written, asks: 'svenska' }, { asks: 'badAsks' }],
  [{ ...written, asks: '' }, {}],
  [
    { ...written, members: written.members.map((each) => ({ ...each, skills: 'svenska 10' })) },
    { skills: 'badSkills' },
  ],
  [{ ...written, exits: { ...written.exits, full: { ...written.exits.full, number: ' ' } } }, { full: 'badExit' }],
  [
    {
      ...written,
      exits: { ...written.exits, timeout: { ...written.exits.timeout, to: 'person' } },
    },
    { timeout: 'badExit' },
  ],
] as const)('says what keeps it from being saved (%#)', (each, problems) => {
  expect(problemsOf(each)).toEqual(problems);
  expect(isWhole(each)).toBe(Object.keys(problems).length === 0);
});
