import type { CallId } from '../contract/ids';
import { anna, asPrincipal, bjorn, createExchange } from '../../tests/fakes/exchange';
import { leg } from '../../tests/fakes/talking';

const outside = '070-765 43 21';
const [direct, board] = anna.numbers as [string, string];
const lost = '+46851920099';
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/**
 * What each way to the outside world shows of Anna, whose default is `chosen`; the database does not answer any more.
 */
async function shownOn(way: string, chosen: string | null) {
  const exchange = createExchange({ shows: chosen === null ? [] : [[anna.userId, chosen]] });
  await exchange.service.start();
  [anna, bjorn].forEach((user) => exchange.online(user));
  await exchange.settle();
  exchange.storedNumbers.of = never;
  exchange.directory.contactByNumber = never;
  exchange.store.isCallIdTaken = never;
  const callId = '00000000-0000-4000-8000-0000000000ca' as CallId;
  const execute = (command: Parameters<typeof exchange.service.execute>[1]) =>
    void exchange.service.execute(asPrincipal(anna), command);
  const ways: Record<string, () => Promise<void>> = {
    async 'a call from a desk phone'() {
      exchange.arrive('a', anna, outside);
    },
    async 'a call from the mobile'() {
      execute({ name: 'call.place', callId, from: { kind: 'mobile' }, number: outside, show: null });
    },
    async 'a transfer'() {
      const talk = await talking();
      execute({ name: 'call.transfer', callId: talk, number: outside });
    },
    async 'a transfer by the phone'() {
      await talking();
      exchange.switch.raise({ type: 'transferAsked', leg: leg('a'), to: { kind: 'number', dialled: outside } });
    },
    async 'a move to the mobile'() {
      const talk = await talking();
      execute({ name: 'call.move', callId: talk, to: { kind: 'mobile' } });
    },
  };
  async function talking(): Promise<CallId> {
    exchange.arrive('a', anna, '1002');
    await later();
    const [b] = exchange.dialled();
    exchange.switch.raise({ type: 'legAnswered', leg: b?.leg ?? leg('none') });
    await exchange.settle();
    return exchange.service.callsOf(anna.userId)[0]?.id as CallId;
  }
  async function later(): Promise<void> {
    for (let times = 0; times < 3; times += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one wait after the other runs out
      await exchange.settle();
      exchange.clock.advance(250);
    }
    await exchange.settle();
  }
  await ways[way]?.();
  await later();
  return exchange.switch.operations.flatMap(([name, , target, dialled]) =>
    name === 'dial' && (target as { kind: string }).kind === 'outside'
      ? [(dialled as { callerNumber: string | null }).callerNumber]
      : [],
  );
}

describe.each([
  'a call from a desk phone',
  'a call from the mobile',
  'a transfer',
  'a transfer by the phone',
  'a move to the mobile',
])('%s, while the database does not answer', (way) => {
  test.each([
    { what: 'anonymous', chosen: 'anonymous', shows: null },
    { what: 'another number of hers', chosen: board, shows: board },
    { what: 'not chosen', chosen: null, shows: direct },
    { what: 'a number that is not hers any more', chosen: lost, shows: direct },
  ])('default $what: shows $shows', async ({ chosen, shows }) => expect(await shownOn(way, chosen)).toEqual([shows]));
});

describe('the number to show', () => {
  const dialOutside = async (show: string | null) => {
    const exchange = createExchange();
    await exchange.service.start();
    exchange.online(anna);
    exchange.arrive('a', anna, '070-123 45 67', { show });
    await exchange.settle();
    return { exchange, dial: exchange.switch.operations.find(([name]) => name === 'dial') };
  };

  test.each([
    [null, '+46851920011'],
    ['+46851920091', '+46851920091'],
    ['anonymous', null],
  ])('%s shows %s', async (show, callerNumber) => {
    const { dial } = await dialOutside(show);
    expect(dial?.slice(2)).toMatchObject([
      { kind: 'outside', number: '+46701234567' },
      { callerName: null, callerNumber },
    ]);
  });

  test.each([bjorn.numbers[0] ?? '', '+15551234', 'Anonymous', ''])(
    "%j is refused: it is not one of the caller's",
    async (show) => {
      const { exchange, dial } = await dialOutside(show);
      expect(dial).toBeUndefined();
      expect(exchange.lastView(anna)).toMatchObject({ call: { state: 'ended', endReason: 'notAllowed' } });
    },
  );
});
