import fc from 'fast-check';
import { anna, asPrincipal, bjorn, createExchange, deviceOf, fjallbo } from '../../tests/fakes/exchange';
import { mostOutsideAtOnce } from '../contract/rules/limits';
import { callClasses, type CallClass } from '../contract/rules/classes';
import type { CallVerdict, ClassRight, ClassRights } from '../contract/rules/rights';
import type { Rule } from '../contract/rules/rules';
import type { CallId, LegId, UserId } from '../contract/ids';
import { classRights } from './class-rights';
import { builtInRights, verdictOf, verdictOfCall, type Rights } from './rights';

const allowed = '+46701234567';
const outsider = '+46851990000';
/** Where toll fraud leads, as it is dialled in Sweden; premium in many notations at the end. */
const forbidden = [
  ...['+469001234567', '+469391234567', '+469441234567', '+4782012345', '+4590123456', '+35860012345'],
  ...['+870772001234', '+881612345678', '+881812345678', '+882161234567', '+88213123456', '+883510012345678'],
  ...['+97912345678', '+80812345678', '+87812345678901', '+88812345678'],
  ...['+12464251234', '+18762345678', '+18092345678', '+3712012345678', '+37256712345', '+2202345678', '+23221234567'],
  ...['+2522123456', '+53712345678', '+24101234567', '+6784321012', '+19005551234', '+15005550006', '+442079460123'],
  ...['118118', '90510', '09001234567', '0046 900 123 45 67', '0 9 0 0-123 45 67', '+46 (0)900 123 45 67'],
  ...['tel:+46-900-123-45-67', 'tel:+469001234567;ext=12', '00881612345678', '001 900 555 1234', '0939-123 45 67'],
  ...[
    'sip:+469001234567@outside.vaxel;user=phone',
    '+469001234567,,12#',
    '＋４６９００１２３４５６７',
    '\u202a+469001234567',
  ],
  ...['+46900000000', '+46900 99 99', '0900-9 999 99'],
];

/** Everybody's rights as an organisation has them that has said nothing, or what a test says. */
let general: Partial<Rights> = {};
let isOpen = true;
let atLast: CallVerdict = 'ok';
afterEach(() => {
  [general, isOpen, atLast] = [{}, true, 'ok'];
});
const everybody: ClassRight = { who: 'everybody', userIds: [], offHours: 'same', offHoursIds: [] };

function exchange(rights: Partial<Rights> = {}) {
  const made = createExchange();
  const now: Rights = { ...builtInRights('SE'), ...general, ...rights };
  const asking = (userId: UserId, number: string) => ({ userId, number, own: 'SE', isOpen });
  made.knowledge.judgeNow = () => atLast;
  made.knowledge.callVerdictOf = (_, userId, number) => verdictOfCall(now, asking(userId, number));
  made.knowledge.outsideLimitsOf = () => now;
  made.knowledge.verdictsOf = (_, userId, numbers) =>
    Object.fromEntries(numbers.map((number) => [number, verdictOf(now, asking(userId, number))]));
  const outside = () => made.dialled().flatMap(({ target }) => target.number ?? []);
  return { ...made, outside };
}
type Exchange = ReturnType<typeof exchange>;

const id = (n: number) => `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}` as CallId;
const refused = { code: 'call.barred' };
/** Some are no numbers at all, and announced as that. */
const isRefused = {
  code: expect.stringMatching(/^call\.(barred|countryNotAllowed|classNotAllowed|notNow|unknownNumber)$/),
};

/** Anna talks to Björn, on a call with this id. */
async function talks({ service, arrive, settle, switch: recording, dialled }: Exchange): Promise<CallId> {
  arrive('a', anna, bjorn.extension, { callId: id(1) });
  await settle();
  const [rung] = dialled();
  recording.raise({ type: 'legAnswered', leg: rung?.leg ?? ('' as LegId) });
  recording.raise({ type: 'legAnswered', leg: 'a' as LegId });
  await settle();
  expect(service.callsOf(anna.userId)).toMatchObject([{ state: 'active' }]);
  return id(1);
}

async function started(rights?: Partial<Rights>): Promise<Exchange> {
  const made = exchange(rights);
  await made.service.start();
  made.online(anna);
  made.online(bjorn);
  made.switch.take();
  return made;
}

/** Every way by which a number outside may come to be dialled; each gives what was dialled. */
const ways: Readonly<Record<string, (number: string) => Promise<readonly string[]>>> = {
  async 'a window or desk phone (INVITE)'(number) {
    const made = await started();
    made.arrive('a', anna, number);
    await made.settle();
    return made.outside();
  },
  async 'a window that lets another device ring first'(number) {
    const made = await started();
    const from = { kind: 'device', deviceId: deviceOf(anna) } as const;
    const command = { name: 'call.place', callId: id(1), from, number, show: null } as const;
    const done = made.service.execute(asPrincipal(anna), command);
    await done.catch((error: unknown) => expect([number, error]).toMatchObject([number, isRefused]));
    await made.settle();
    for (const { leg } of made.dialled()) made.switch.raise({ type: 'legAnswered', leg });
    await made.settle();
    return made.outside();
  },
  async 'a transfer'(number) {
    const made = await started();
    const callId = await talks(made);
    const done = made.service.execute(asPrincipal(anna), { name: 'call.transfer', callId, number });
    await done.catch((error: unknown) => expect([number, error]).toMatchObject([number, isRefused]));
    await made.settle();
    return made.outside();
  },
  async 'a transfer that a phone asks for (REFER)'(number) {
    const made = await started();
    await talks(made);
    made.switch.raise({ type: 'transferAsked', leg: 'a' as LegId, to: { kind: 'number', dialled: number } });
    await made.settle();
    return made.outside();
  },
  async 'somebody who is added to a call'(number) {
    const made = await started();
    const callId = await talks(made);
    const done = made.service.execute(asPrincipal(anna), { name: 'call.add', callId, number });
    await done.catch((error: unknown) => expect([number, error]).toMatchObject([number, isRefused]));
    await made.settle();
    return made.outside();
  },
  async 'a second call, to be connected with the first'(number) {
    const made = await started();
    await talks(made);
    made.arrive('b', anna, number, { callId: id(2) });
    await made.settle();
    await made.service
      .execute(asPrincipal(anna), { name: 'call.connect', callId: id(1), withCallId: id(2) })
      .catch(() => undefined);
    await made.settle();
    return made.outside();
  },
};

/** What a rule leads to is in E.164, as it is kept. */
const byRule: Readonly<Record<string, Rule['actions']>> = {
  'a forward': [{ do: 'forward', forS: 20, target: { kind: 'number', number: '' } }],
  'a number that rings too': [{ do: 'ringAlso', forS: 20, target: { kind: 'number', number: '' } }],
};
for (const [name, actions] of Object.entries(byRule))
  Object.assign(ways, {
    async [name](number: string) {
      const made = await started();
      const when = { activities: [], lines: [], callers: [], times: [], calledNumbers: [] };
      const led = actions.map((action) =>
        'target' in action ? { ...action, target: { kind: 'number' as const, number } } : action,
      );
      made.knowledge.rulesOf = () => [{ id: id(9), name, on: true, when, actions: led }] as Rule[];
      made.arrive('a', { number: outsider }, anna.numbers[0] ?? '');
      await made.settle();
      return made.outside();
    },
  });

describe.each(Object.entries(ways))('%s', (_, way) => {
  test(`leads to none of ${forbidden.length} forbidden numbers, and to one that is allowed`, async () => {
    expect(await way(allowed)).toEqual([allowed]);
    for (const number of forbidden) expect([number, await way(number)]).toEqual([number, []]);
  });
});

/** One of each, in E.164 or as the network knows it. */
const ofClass: Record<CallClass, string> = {
  national: '+46851990001',
  mobile: allowed,
  shared: '+46771123456',
  international: '+4722123456',
  premium: '+469001234567',
  short: '118118',
  personal: '+46751234567',
  satellite: '+881612345678',
};

describe.each(Object.entries(ways))('%s, where everybody may call everything but one class', (_, way) => {
  test.each(callClasses)('leads to no number that is %s', async (name) => {
    const all = Object.fromEntries(callClasses.map((each) => [each, everybody])) as ClassRights;
    general = { classes: { ...all, [name]: { ...everybody, who: 'nobody' } } };
    expect(await way(ofClass[name])).toEqual([]);
    // Closed for the night, and nobody may then.
    general = { classes: { ...all, [name]: { ...everybody, offHours: 'nobody' } } };
    isOpen = false;
    expect(await way(ofClass[name])).toEqual([]);
  });
});

describe.each(Object.entries(ways))('%s, when what was allowed is so no longer as it is dialled', (_, way) => {
  test('leads nowhere', async () => {
    atLast = 'notNow';
    expect(await way(allowed)).toEqual([]);
  });
});

test('the own mobile is no way round: neither moved to, nor called from, where it may not be called', async () => {
  const made = await started({ barred: [anna.mobile ?? ''] });
  const callId = await talks(made);
  const to = { kind: 'mobile' } as const;
  const place = { name: 'call.place', callId: id(2), from: to, number: bjorn.extension, show: null } as const;
  for (const command of [{ name: 'call.move', callId, to } as const, place])
    await expect(made.service.execute(asPrincipal(anna), command)).rejects.toMatchObject(refused);
  await made.settle();
  expect(made.outside()).toEqual([]);
});

test('who calls hears at once that the number is barred, and the call list says so', async () => {
  const made = await started();
  made.arrive('a', anna, '0900-123 45 67');
  await made.settle();
  expect(made.history(anna)).toMatchObject([{ outcome: 'failed', endReason: 'classNotAllowed' }]);
  expect(made.switch.take()).toContainEqual(['hangUp', 'a', 'classNotAllowed']);
});

test('an extension that nobody has is announced as that, and is no number of the network', async () => {
  const made = await started();
  made.arrive('a', anna, '1999');
  await made.settle();
  expect(made.switch.take()).toContainEqual(['play', 'a', ['not-in-use-sv', 'not-in-use-en'], expect.any(String)]);
});

test.each([
  ['nobody may call outside', { callers: 'nobody' as const }],
  ['only others may', { callers: 'chosen' as const, callerIds: [bjorn.userId] }],
  ['the number is barred by how it begins', { barred: ['+4670'] }],
  ['calls to Sweden are not allowed', { callCountries: ['NO'] }],
])('where %s an emergency number goes all the same, and no other', async (_, rights) => {
  const made = await started(rights);
  made.arrive('a', anna, '070-123 45 67');
  made.arrive('b', anna, '112');
  await made.settle();
  expect(made.outside()).toEqual(['112']);
});

test('who has as many calls outside as may be gets no more, but help', async () => {
  const made = await started();
  for (let n = 0; n < mostOutsideAtOnce; n += 1) made.arrive(`a${n}`, anna, `07012345${10 + n}`);
  await made.settle();
  expect(made.outside()).toHaveLength(mostOutsideAtOnce);
  made.arrive('more', anna, '0701234599');
  made.arrive('help', anna, '112');
  await made.settle();
  expect(made.outside()).toEqual(['112']);
  expect(made.history(anna)).toMatchObject([{ endReason: 'tooManyOutside' }]);
  // A colleague has calls of the colleague's own.
  made.arrive('colleague', bjorn, '0701234599');
  await made.settle();
  expect(made.outside()).toEqual(['+46701234599']);
});

describe('the answer depends on the number, and not on how it is written', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 9 });
  const national = fc.oneof(
    digits.map((rest) => `4${rest.slice(1)}`),
    ...['900', '939', '944', '70', '8', '77', '10'].map((begins) => digits.map((rest) => `${begins}${rest}`)),
  );
  const notations: ((national: string) => string)[] = [
    (number) => `+46${number}`,
    (number) => `0046${number}`,
    (number) => `0${number}`,
    (number) => `+46 (0)${number}`,
    (number) => `00 46 ${number.match(/.{1,3}/g)?.join(' ')}`,
    (number) => `0${number.match(/.{1,2}/g)?.join('-')}`,
    (number) => `tel:+46-${number}`,
    (number) => `tel:+46${number};ext=12;isub=1`,
    (number) => `sip:+46${number}@elsewhere.example;user=phone`,
    (number) => `\u202a(0${number})\u202c`,
    (number) => `+46${number},,1#`,
  ];

  test('of one’s own organisation’s country', async () => {
    const made = await started();
    let [no, yes] = [0, 0];
    await fc.assert(
      fc.asyncProperty(national, async (number) => {
        const all = await Promise.all(
          notations.map(async (write) => {
            const { destination } = await made.service.destinations.dialled(anna, write(number));
            return destination.kind === 'outside' && destination.verdict === 'ok' ? destination.number : 'refused';
          }),
        );
        if (all[0] === 'refused') no += 1;
        else yes += 1;
        expect([...new Set(all)]).toHaveLength(1);
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(no, yes)).toBeGreaterThan(100);
  });
});

test('premium of the own country is called where the organisation allows it, of other countries never', () => {
  const premium = { ...builtInRights('SE'), classes: classRights({ premium: everybody, short: everybody }) };
  const of = (number: string) => verdictOfCall(premium, { userId: 'anna' as UserId, number, own: 'SE', isOpen: true });
  expect(['+469001234567', '118118', '90510'].map(of)).toEqual(['ok', 'ok', 'ok']);
  expect(['+4782012345', '+19005551234', '+97912345678'].map(of)).toEqual(Array(3).fill('numberNotAllowed'));
  expect(of('+881612345678')).toBe('classNotAllowed');
  expect([fjallbo, '', '+', '*21*0701234567#'].map(of)).toEqual(Array(4).fill('numberNotAllowed'));
});

test.each(['1177', '11414', '116117', '0771-123 456', '020-123 456', '010-123 45 67', '08-519 900 00'])(
  'everyday numbers are called: %s',
  async (number) => {
    const made = await started();
    made.arrive('a', anna, number);
    await made.settle();
    expect(made.outside()).toHaveLength(1);
  },
);
