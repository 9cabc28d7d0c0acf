import { anna, asPrincipal, bjorn, createExchange, deviceOf, fjallbo } from '../../tests/fakes/exchange';
import { createFakeClock } from '../../tests/fakes/clock';
import type { CallId, LegId } from '../contract/ids';
import { countriesWithTheirOwn, emergencyMeant, emergencyNumbersOf } from '../contract/numbers/emergency-numbers';
import { createCallLimits } from '../limits/call-limits';

const site = '+46851920000';
const id = (n: number) => `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}` as CallId;
/** Sweden stands for those that have 112 alone. */
const countries = ['SE', ...countriesWithTheirOwn];
const all = countries.flatMap((country) => emergencyNumbersOf(country).map((number) => [country, number] as const));

/** Nobody may do anything, every limit is reached, and the extension is somebody's. */
async function narrow(country: string, number: string, siteNumber: string | null = site) {
  const clock = createFakeClock();
  const none = { fresh: { burst: 0, perSecond: 0.0001 }, most: 0 };
  const admitCall = createCallLimits(clock, { user: none, organisation: none });
  const made = createExchange({ country, extension: number, admitCall });
  made.knowledge.callVerdictOf = () => 'outsideNotAllowed';
  made.knowledge.judgeNow = () => 'outsideNotAllowed';
  made.knowledge.outsideLimitsOf = () => ({
    ...{ callsAtOnce: 0, abroadAnHour: 0 },
    ...{ minutesADay: 0, minutesOfPerson: 0, newADay: 0, newOfPerson: 0 },
  });
  made.knowledge.siteNumberOf = () => siteNumber;
  await made.service.start();
  made.online(anna);
  made.online(bjorn);
  made.switch.take();
  const dials = () => made.switch.take().filter(([name]) => name === 'dial');
  return { ...made, admitCall, dials };
}

const toHelp = (number: string, callerNumber: string | null = site) => [
  ['dial', expect.any(String), { kind: 'outside', number }, expect.objectContaining({ callerNumber })],
];

test('the list has the numbers of many countries, each of which has 112 too', () => {
  expect(countries.length).toBeGreaterThan(30);
  expect(all.filter(([, number]) => number === '112')).toHaveLength(countries.length);
});

describe.each(all)('in %s %s', (country, number) => {
  test('goes from a phone, with the number of the site, whoever has it as an extension', async () => {
    const { arrive, settle, dials, admitCall, helpRaised } = await narrow(country, number);
    expect(admitCall({ user: anna.extension, domain: 'fjallbo.vaxel' }, number)).not.toBeNull();
    // Somebody else's number to show is no reason to leave anybody without help.
    arrive('a', anna, number, { show: '+46700000000' });
    await settle();
    expect(dials()).toEqual(toHelp(number));
    const told = { userId: anna.userId, number, shownNumber: site, deviceLabel: 'Window 1' };
    expect(helpRaised).toMatchObject([told]);
  });

  test('goes from a window that lets another phone ring first, from the mobile, and by transfer', async () => {
    const { service, settle, dials, switch: recording, arrive, helpRaised } = await narrow(country, number);
    const from = { kind: 'device', deviceId: deviceOf(anna) } as const;
    await service.execute(asPrincipal(anna), { name: 'call.place', callId: id(1), from, number, show: '+46700000000' });
    await settle();
    const [own] = dials();
    recording.raise({ type: 'legAnswered', leg: own?.[1] as LegId });
    await settle();
    expect(dials()).toEqual(toHelp(number));
    arrive('b', bjorn, anna.extension, { callId: id(2) });
    await settle();
    recording.raise({ type: 'legAnswered', leg: dials()[0]?.[1] as LegId });
    await settle();
    await service.execute(asPrincipal(bjorn), { name: 'call.transfer', callId: id(2), number });
    await settle();
    expect(dials()).toEqual(toHelp(number));
    expect(helpRaised.map(({ userId, deviceLabel }) => [userId, deviceLabel])).toEqual([
      [anna.userId, 'Window 1'],
      [bjorn.userId, null],
    ]);
  });
});

test.each([
  ...['112', ' 1 1 2 ', 'tel:112', 'sip:112@fjallbo.vaxel;user=phone', '１１２', '\u202a112', '112,,1'],
  ...['*31#112', '#31#112', '0112', '+46112', '0046112'],
])('help is meant by %j', async (typed) => {
  const { arrive, settle, dials } = await narrow('SE', '1999');
  arrive('a', anna, typed);
  await settle();
  expect(dials()).toEqual(toHelp('112'));
});

test.each(['1120', '1112', '0701740112', '+46701740112', '08112', '*21*112#', '11 2 3', '+4611212345'])(
  'and not by %j',
  (typed) => expect(emergencyMeant(typed.replace(/\s/g, ''), 'SE')).toBeNull(),
);

test('where the site has no number, help sees one of the caller’s, also who shows none', async () => {
  const { arrive, settle, dials } = await narrow('SE', '1999', null);
  arrive('a', anna, '112', { show: 'anonymous' });
  await settle();
  expect(dials()).toEqual(toHelp('112', anna.numbers[0]));
});

test('where calls from the mobile may be, no limit stands before the mobile from which help is called', async () => {
  const made = await narrow('SE', '1999');
  made.knowledge.callVerdictOf = () => 'ok';
  const place = { name: 'call.place', callId: id(3), from: { kind: 'mobile' }, number: '112', show: null } as const;
  await made.service.execute(asPrincipal(anna), place);
  await made.settle();
  const [mobile] = made.dials();
  expect(mobile?.[2]).toEqual({ kind: 'outside', number: anna.mobile });
  made.switch.raise({ type: 'legAnswered', leg: mobile?.[1] as LegId });
  await made.settle();
  expect(made.dials()).toEqual(toHelp('112'));
});

test('who floods the switch with emergency numbers is let in ten times, and then once in two seconds', () => {
  const clock = createFakeClock();
  const none = { fresh: { burst: 0, perSecond: 0.0001 }, most: 0 };
  const admitCall = createCallLimits(clock, { user: none, organisation: none });
  const admitted = (n: number) =>
    Array.from({ length: n }, () => admitCall({ user: '1001', domain: fjallbo }, '112')).filter(
      (each) => each !== null,
    );
  expect(admitted(50)).toHaveLength(10);
  clock.advance(2_000);
  expect(admitted(50)).toHaveLength(1);
  expect(admitCall({ user: '1002', domain: fjallbo }, '112')).not.toBeNull();
  expect(admitCall({ user: '1002', domain: fjallbo }, '1002')).toBeNull();
});
