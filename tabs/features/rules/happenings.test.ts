import type { Explanation, HappenedStep, RouteStep } from '../../../src/contract/rules/explanation';
import type { Rule } from '../../../src/contract/rules/rules';
import { bjorn, cecilia, me } from '../../fakes/samples';
import { addTexts, createI18n } from '../../i18n/i18n';
import { happeningsOf } from './happenings';
import type { Words } from './happening';
import { threeLines } from './three-lines';

const [bjornId, ceciliaId] = [bjorn.userId, cecilia.userId];
if (bjornId === null || ceciliaId === null) throw new Error('both are colleagues');

async function words(language: 'sv' | 'en', readerId: string | null): Promise<Words> {
  const i18n = await createI18n(language);
  await addTexts(i18n, 'rules');
  const sentence = () => 'what it says';
  const texts = { sentence, activity: () => '', time: () => '', list: (each: readonly string[]) => each.join(', ') };
  return { t: i18n.t, texts, language, time: String, number: (number) => number, readerId };
}

const rule: Rule & { number: number } = {
  id: '00000000-0000-4000-8000-00000000000a',
  name: 'Team',
  on: true,
  when: { activities: [], lines: [], callers: [], times: [], calledNumbers: [] },
  actions: [{ do: 'ringAlso', target: { kind: 'user', userId: ceciliaId }, afterS: 10, forS: 30 }],
  number: 1,
};
const decides: RouteStep = {
  userId: bjornId,
  layer: 'own',
  rule,
  matched: true,
  decides: true,
  tests: [],
  leftOut: null,
};
const nothing = { userId: bjornId, name: bjorn.name, devices: [], number: null, reason: null, confirm: false };
const rings: HappenedStep = { ...nothing, atMs: null, kind: 'ring', devices: ['Tab'], forMs: 30_000 };
const also: HappenedStep = {
  ...nothing,
  atMs: null,
  kind: 'also',
  forMs: 20_000,
  also: { userId: ceciliaId, name: cecilia.name, devices: [] },
};
const person = (userId: typeof bjornId, name: string | null) => ({
  userId,
  name: name ?? '',
  activity: null,
  line: 'free' as const,
  circle: 'none' as const,
  late: [],
});

const told = (change: Partial<Explanation>): Explanation => ({
  callId: null,
  atMs: 0,
  zone: 'Europe/Stockholm',
  caller: { kind: 'external', name: 'Sofia Lund', number: null, userId: null },
  calledNumber: null,
  called: { userId: bjornId, name: bjorn.name, number: null },
  people: [person(bjornId, bjorn.name), person(ceciliaId, cecilia.name)],
  trace: [decides, { ...decides, userId: ceciliaId, rule: { ...rule, name: 'Hers' } }],
  names: { users: {}, activities: {}, groups: {} },
  asCaller: false,
  happened: [rings, also],
  outcome: { answeredBy: null, reason: null },
  ...change,
});

const lines = async (explained: Explanation, readerId: string | null, language: 'sv' | 'en' = 'en') =>
  happeningsOf(explained, await words(language, readerId)).flatMap(({ title, details }) => [title, ...details]);

it('says who rings too, and after how long; of that colleague’s rule only that it lets it ring', async () => {
  const said = await lines(told({}), bjornId);
  expect(said).toEqual(
    expect.arrayContaining([
      'Rule 1, Team, applies',
      '“what it says”',
      'Cecilia Ek’s rule 1, Hers, lets it ring',
      'Your phones ring, for up to 30 s',
      'Cecilia Ek’s phones ring too',
      'After 10 s.',
    ]),
  );
  // Hers rings others as well, which is not done here.
  expect(said.filter((each) => each === '“what it says”')).toHaveLength(1);
  const swedish = await lines(told({}), ceciliaId, 'sv');
  expect(swedish).toEqual(
    expect.arrayContaining(['Det ringer även hos dig', 'Efter 10 s.', 'Regel 1, Hers, låter det ringa']),
  );
});

it('where no rule applies it says whose, unless it is the called person’s', async () => {
  const builtIn = { ...decides, layer: 'builtIn', rule: null } as const;
  const explained = told({ trace: [builtIn, { ...builtIn, userId: ceciliaId }] });
  for (const readerId of [bjornId, null])
    expect(await lines(explained, readerId)).toEqual(
      expect.arrayContaining(['No rule applies: phones ring', 'No rule of Cecilia Ek’s applies: phones ring']),
    );
  expect(await lines(explained, ceciliaId)).not.toContain('No rule of Cecilia Ek’s applies: phones ring');
});

it('of a call that was, the time says when; that no phone was on, or none might be dialled, is said', async () => {
  const past = { callId: '00000000-0000-4000-8000-00000000000b', trace: [decides] };
  const then = (change: Partial<HappenedStep>) =>
    told({
      ...past,
      happened: [
        { ...rings, atMs: 1 },
        { ...also, atMs: 2, ...change },
      ],
    } as Partial<Explanation>);
  expect(await lines(then({}), me.user.id)).toEqual(
    expect.arrayContaining(['Cecilia Ek’s phones would have rung too: none was on']),
  );
  const rung = await lines(then({ also: { userId: ceciliaId, name: cecilia.name, devices: ['Desk'] } }), me.user.id);
  expect(rung).toEqual(expect.arrayContaining(['Cecilia Ek’s phones ring too', 'Desk']));
  expect(rung).not.toContain('After 10 s.');
  const { also: _, ...plain } = also;
  const dialled = told({
    ...past,
    happened: [rings, { ...plain, atMs: 2, number: '+46701740605' }],
  } as Partial<Explanation>);
  expect(await lines(dialled, me.user.id)).toEqual(
    expect.arrayContaining(['+46701740605 rings too', 'Left out: too many calls outside just then.']),
  );
});

it('says whose voicemail answers, and that the voicemail took a call that was', async () => {
  const greets: HappenedStep = { ...nothing, atMs: null, kind: 'voicemail', forMs: null };
  const ends: HappenedStep = { ...greets, kind: 'end', reason: 'voicemail' };
  const explained = told({ happened: [rings, greets, ends], outcome: { answeredBy: null, reason: 'voicemail' } });
  expect(await lines(explained, ceciliaId)).toContain(`${bjorn.name}’s voicemail answers`);
  expect(await lines(explained, bjornId, 'sv')).toContain('Din röstbrevlåda svarar');
  expect(threeLines(explained, await words('en', bjornId))[2]).toContain('The voicemail took the call');
});

it('one whose own settings let nothing ring is left out, which is said', async () => {
  const explained = told({ trace: [{ ...decides, leftOut: 'theirRules' }], happened: [rings] });
  expect(await lines(explained, bjornId)).toContain('The colleague’s own settings let nothing ring there.');
  expect(threeLines(explained, await words('en', bjornId))[1]).toBe(
    'Rule 1, “Team”, applied. Nobody else rang: The colleague’s own settings let nothing ring there.',
  );
});
