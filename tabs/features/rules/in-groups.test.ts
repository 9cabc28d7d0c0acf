import type { Explanation, HappenedStep } from '../../../src/contract/rules/explanation';
import { bjorn, cecilia } from '../../fakes/samples';
import { addTexts, createI18n } from '../../i18n/i18n';
import type { Words } from './happening';
import { happeningsOf } from './happenings';
import { threeLines } from './three-lines';

async function words(language: 'sv' | 'en', readerId: string | null = null): Promise<Words> {
  const i18n = await createI18n(language);
  await addTexts(i18n, 'rules');
  const texts = {
    sentence: () => '',
    activity: () => '',
    time: () => '',
    list: (each: readonly string[]) => each.join(),
  };
  return { t: i18n.t, texts, language, time: String, number: (number) => number, readerId };
}

const step = (more: Partial<HappenedStep> & Pick<HappenedStep, 'kind'>): HappenedStep => ({
  ...{ atMs: 1, userId: null, name: 'Support', devices: [], number: null, forMs: null, reason: null, confirm: false },
  ...more,
});
const found = { place: 4, agents: { ready: 0, inCall: 1, wrapUp: 1, paused: 2, loggedOut: 1 } };
const told = (happened: readonly HappenedStep[], isPast = true): Explanation => ({
  callId: isPast ? ('00000000-0000-4000-8000-00000000000b' as Explanation['callId']) : null,
  ...{ atMs: 0, zone: 'Europe/Stockholm', calledNumber: null, people: [], trace: [], asCaller: false },
  caller: { kind: 'external', name: 'Sofia Lund', number: null, userId: null },
  called: { userId: null, name: 'Support', number: '1901' },
  names: { users: {}, activities: {}, groups: {} },
  happened: happened.map((each) => ({ ...each, ...(!isPast && { atMs: null }) })),
  outcome: { answeredBy: { userId: cecilia.userId, name: cecilia.name }, reason: null },
});
const lines = async (explained: Explanation, language: 'sv' | 'en', readerId: string | null = null) =>
  happeningsOf(explained, await words(language, readerId)).flatMap(({ title, details }) => [title, ...details]);

const overflow = {
  en: 'Overflowed after 60 s, to Reception.',
  sv: 'Gick vidare efter 60 s, till Reception.',
};
const overflowed = told([
  step({ kind: 'group', found }),
  step({ kind: 'missed', userId: bjorn.userId, name: bjorn.name }),
  step({ kind: 'declined', name: null }),
  step({ kind: 'left', left: 'timeout', forMs: 60_000 }),
  step({ kind: 'group', name: 'Reception', found: { place: 1, agents: { ready: 1 } } }),
]);

test('in English the queue’s part is told: place, agents, who let it ring, and where it overflowed to', async () => {
  const said = await lines(overflowed, 'en');
  for (const each of [
    'The caller waits for the group Support',
    'Place 4 in line',
    '2 busy',
    '2 paused',
    '1 logged out',
  ])
    expect(said).toContain(each);
  expect(said).toEqual(
    expect.arrayContaining([
      `${bjorn.name} did not answer`,
      'An agent declined',
      'Overflowed after 60 s, to Reception',
      'The caller waits for the group Reception',
    ]),
  );
  expect(said.some((each) => each.startsWith('0 '))).toBe(false);
  expect(await lines(overflowed, 'en', bjorn.userId)).toContain('You did not answer');
  expect(threeLines(overflowed, await words('en'))).toEqual([
    'Sofia Lund called Support.',
    ['Place 4 in line, 2 busy, 2 paused, 1 logged out.', overflow.en, 'Place 1 in line, 1 available.'].join(' '),
    `${cecilia.name} answered.`,
  ]);
});

test('in Swedish as well', async () => {
  expect(threeLines(overflowed, await words('sv'))[1]).toBe(
    ['Plats 4 i kön, 2 upptagna, 2 med paus, 1 utloggad.', overflow.sv, 'Plats 1 i kön, 1 tillgänglig.'].join(' '),
  );
  expect(await lines(overflowed, 'sv')).toContain(`${bjorn.name} svarade inte`);
});

test('of a call that nobody makes it is said what would be', async () => {
  const closed = told(
    [
      step({ kind: 'group', found: { place: null, agents: { loggedOut: 2 } } }),
      step({ kind: 'left', left: 'closed', forMs: 0 }),
      step({ kind: 'voicemail' }),
    ],
    false,
  );
  expect(await lines(closed, 'en')).toEqual(
    expect.arrayContaining([
      'The caller comes to the group Support',
      '2 logged out',
      'Support is closed then, to the voicemail of Support',
    ]),
  );
  const waits = told([step({ kind: 'group' }), step({ kind: 'left', left: 'timeout', forMs: 1_200_000 })], false);
  expect(await lines(waits, 'sv')).toContain('Om ingen svarar inom 20 min');
});

test('callbacks, and callers who give up, are told of', async () => {
  const back = told([
    step({ kind: 'callback' }),
    step({ kind: 'calledBack', userId: cecilia.userId, name: cecilia.name, forMs: 300_000 }),
  ]);
  expect(await lines(back, 'en')).toEqual(
    expect.arrayContaining([
      'The caller asked to be called back, and keeps the place',
      `${cecilia.name} called back, after 5 min`,
    ]),
  );
  const gone = told([step({ kind: 'left', left: 'hungUp', forMs: 41_000 })]);
  expect(await lines(gone, 'en')).toContain('The caller hung up, after 41 s');
});
