import type { LegId } from '../contract/ids';
import { storeWaitMs } from './call-writer';
import { anna, bjorn, createExchange } from '../../tests/fakes/exchange';

/** Anna has called Björn, who has not answered; then the store becomes as `trouble` says. */
async function ringing(trouble: (database: ReturnType<typeof createExchange>['database']) => void) {
  const exchange = createExchange();
  await exchange.service.start();
  [anna, bjorn].forEach((user) => exchange.online(user));
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  trouble(exchange.database);
  return {
    ...exchange,
    async giveUp() {
      exchange.switch.raise({ type: 'legEnded', leg: 'a' as LegId, reason: 'cancelled' });
      await exchange.settle();
    },
    async pass(ms: number) {
      exchange.clock.advance(ms);
      await exchange.settle();
    },
    /** The entries in the list that Björn's windows were told of. */
    shown: () =>
      exchange.events
        .filter(({ userId }) => userId === bjorn.userId)
        .flatMap(({ event }) => (event.type === 'history.added' ? [event.entry.outcome] : [])),
  };
}

test('a slow store: the call ends in time, its entry in the list is shown once it is stored', async () => {
  let stored: () => void = () => undefined;
  const { giveUp, pass, shown, lastView } = await ringing((database) => {
    database.busy = new Promise((resolve) => (stored = resolve));
  });
  await giveUp();
  await pass(storeWaitMs);
  expect(lastView(bjorn)).toMatchObject({ call: { state: 'ended' } });
  await pass(60_000);
  expect(shown()).toEqual([]);
  stored();
  await pass(0);
  expect(shown()).toEqual(['missed']);
});

test('a store that is away: the entry is shown when it is back, once', async () => {
  const { giveUp, pass, shown, lastView, database, history } = await ringing((each) => (each.away = true));
  await giveUp();
  await pass(storeWaitMs);
  expect(lastView(bjorn)).toMatchObject({ call: { state: 'ended' } });
  for (let turn = 0; turn < 20; turn++) await pass(500);
  expect(shown()).toEqual([]);
  database.away = false;
  for (let turn = 0; turn < 3; turn++) await pass(500);
  expect(shown()).toEqual(['missed']);
  expect(history(bjorn)).toHaveLength(1);
});

test('an entry that cannot be stored at all is never shown, and the next call is as ever', async () => {
  const {
    giveUp,
    pass,
    shown,
    database,
    arrive,
    settle,
    switch: onSwitch,
    lastView,
  } = await ringing((each) => (each.refuses = true));
  await giveUp();
  await pass(60_000);
  expect(lastView(bjorn)).toMatchObject({ call: { state: 'ended' } });
  expect(shown()).toEqual([]);
  database.refuses = false;
  arrive('b', anna, '1002');
  await settle();
  onSwitch.raise({ type: 'legEnded', leg: 'b' as LegId, reason: 'cancelled' });
  await settle();
  expect(shown()).toEqual(['missed']);
});

test('a store as it should be: the end of the call is told first, then its entry, without a wait', async () => {
  const { giveUp, events } = await ringing(() => undefined);
  const since = events.length;
  await giveUp();
  const told = events
    .slice(since)
    .filter(({ userId }) => userId === bjorn.userId)
    .map(({ event }) => event.type);
  expect(told).toEqual(['call', 'history.added']);
});
