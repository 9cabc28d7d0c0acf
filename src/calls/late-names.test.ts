import { anna, createExchange } from '../../tests/fakes/exchange';
import type { ContactId } from '../contract/ids';
import { lookupMs } from './destinations';

const norrback = { contactId: 'norrback' as ContactId, name: 'Norrbäck Bygg AB' };
const number = '+46920123400';

/** A call from outside whose number the directory knows, but only after `lateMs`. */
async function calledBy(found: () => typeof norrback | null, lateMs: number) {
  const exchange = createExchange();
  exchange.directory.contactByNumber = () =>
    new Promise((resolve, reject) => {
      exchange.clock.after(lateMs, () => {
        try {
          resolve(found());
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  await exchange.service.start();
  exchange.online(anna);
  exchange.arrive('a', { number }, '+46851920011');
  await exchange.settle();
  exchange.clock.advance(lookupMs);
  await exchange.settle();
  return exchange;
}

test('a name that the directory finds too late for the ringing comes onto the card when it is there', async () => {
  const { clock, settle, lastView, dialled } = await calledBy(() => norrback, 900);
  expect(dialled()).toHaveLength(1);
  expect(lastView(anna)).toMatchObject({ call: { state: 'ringing', other: { name: null, number } } });
  clock.advance(700);
  await settle();
  expect(lastView(anna)).toMatchObject({
    call: { state: 'ringing', other: { name: 'Norrbäck Bygg AB', contactId: 'norrback', number } },
  });
});

test('the name comes too late for the call itself: nothing happens', async () => {
  const { clock, settle, events, switch: telephony } = await calledBy(() => norrback, 900);
  telephony.raise({ type: 'legEnded', leg: 'a' as never, reason: 'cancelled' });
  await settle();
  const before = events.length;
  clock.advance(700);
  await settle();
  expect(events).toHaveLength(before);
});

const nobody = (): null => null;
const away = (): never => {
  throw new Error('away');
};

test.each([
  { what: 'knows nobody of that number', found: nobody },
  { what: 'fails, and again', found: away },
])('the directory $what: the call goes on with the number', async ({ found }) => {
  const { clock, settle, lastView } = await calledBy(found, 900);
  for (let second = 0; second < 3; second += 1) {
    clock.advance(1_000);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await settle();
  }
  expect(lastView(anna)).toMatchObject({ call: { state: 'ringing', other: { name: null, number } } });
});

test('the database is away for a moment: the name comes when it is back', async () => {
  let isAway = true;
  const { clock, settle, lastView } = await calledBy(() => (isAway ? away() : norrback), 100);
  expect(lastView(anna)).toMatchObject({ call: { state: 'ringing', other: { name: null, number } } });
  isAway = false;
  for (let second = 0; second < 2; second += 1) {
    clock.advance(1_000);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await settle();
  }
  expect(lastView(anna)).toMatchObject({ call: { state: 'ringing', other: { name: 'Norrbäck Bygg AB' } } });
});
