import { anna, asPrincipal, bjorn, cecilia, createExchange } from '../../tests/fakes/exchange';
import { leg } from '../../tests/fakes/talking';
import type { CallId } from '../contract/ids';
import { lookupMs } from './destinations';

const outside = '+46701234567';

/** Björn has blocked Anna, and the outside number. */
async function setUp() {
  const exchange = createExchange();
  exchange.groups.standingOf = (_organisation, called, { userId, number }) =>
    Promise.resolve(called === bjorn.userId && (userId === anna.userId || number === outside) ? 'blocked' : 'none');
  await exchange.service.start();
  for (const user of [anna, bjorn, cecilia]) exchange.online(user);
  await exchange.settle();
  exchange.switch.take();
  exchange.events.splice(0);
  exchange.lineChanges.splice(0);
  return exchange;
}

test.each([
  { who: 'a colleague', from: anna, other: { name: 'Anna Lind', userId: anna.userId } },
  { who: 'a number from outside', from: { number: outside }, other: { number: outside, userId: null } },
])(
  '$who who is blocked hears busy; nothing rings, no card, no line that rings, an entry says blocked',
  async (call) => {
    const { arrive, settle, switch: telephony, service, events, history, lineChanges } = await setUp();
    arrive('a', call.from, call.from === anna ? '1002' : '+46851920012');
    await settle();
    expect(telephony.take()).toEqual([['hangUp', leg('a'), 'busy']]);
    expect(service.viewsOf(bjorn.userId)).toEqual([]);
    const toBjorn = events.filter(({ userId }) => userId === bjorn.userId).map(({ event }) => event.type);
    expect(toBjorn).toEqual(['history.added']);
    expect(history(bjorn)).toMatchObject([{ direction: 'in', outcome: 'blocked', other: call.other }]);
    expect(lineChanges.filter((line) => line.startsWith('Björn'))).toEqual([]);
  },
);

test('the colleague learns no more than of anybody who is busy, and no card in the chat is left', async () => {
  const { arrive, settle, history, lastView, stored } = await setUp();
  arrive('a', anna, '1002');
  await settle();
  expect(history(anna)).toMatchObject([{ outcome: 'busy', endReason: 'busy' }]);
  expect(lastView(anna)).toMatchObject({ call: { state: 'ended', endReason: 'busy' } });
  expect(stored.flatMap(({ jobs }) => jobs)).toEqual([]);
});

test('whoever has a device of their own rung first is told at once: it does not ring in vain', async () => {
  const { service, settle, switch: telephony, history } = await setUp();
  const callId = '00000000-0000-4000-8000-0000000000aa' as CallId;
  const from = { kind: 'mobile' } as const;
  await service.execute(asPrincipal(anna), { name: 'call.place', callId, number: '1002', from, show: null });
  await settle();
  expect(telephony.take()).toEqual([]);
  expect([history(anna), history(bjorn)]).toMatchObject([[{ outcome: 'busy' }], [{ outcome: 'blocked' }]]);
});

test('a caller who is handed on to somebody who has blocked them stays where they are', async () => {
  const { arrive, settle, dialled, switch: telephony, service, history } = await setUp();
  arrive('a', { number: outside }, '+46851920013');
  await settle();
  const [rung] = dialled();
  if (rung) telephony.raise({ type: 'legAnswered', leg: rung.leg });
  await settle();
  const [{ id } = { id: null }] = service.viewsOf(cecilia.userId);
  const transfer = { name: 'call.transfer', callId: id as CallId, number: '1002' } as const;
  await expect(service.execute(asPrincipal(cecilia), transfer)).rejects.toMatchObject({
    code: 'call.targetUnreachable',
  });
  expect(service.viewsOf(cecilia.userId)).toMatchObject([{ state: 'active' }]);
  expect([history(bjorn), service.viewsOf(bjorn.userId)]).toEqual([[], []]);
});

test('groups that give no answer in time keep no call waiting: it rings', async () => {
  const { arrive, settle, dialled, groups, clock } = await setUp();
  groups.standingOf = () => new Promise(() => undefined);
  arrive('a', anna, '1002');
  await settle();
  expect(dialled()).toEqual([]);
  clock.advance(lookupMs);
  await settle();
  expect(dialled()).toHaveLength(1);
});

test('a number that is withheld is asked about nowhere', async () => {
  const { arrive, settle, dialled, groups } = await setUp();
  groups.standingOf = jest.fn();
  arrive('a', { number: null }, '+46851920012');
  await settle();
  expect(dialled()).toHaveLength(1);
  expect(groups.standingOf).not.toHaveBeenCalled();
});

test('who is one of my own contacts has that name for me alone, also after I have handed the call on', async () => {
  const { arrive, settle, dialled, directory, switch: telephony, service, history } = await setUp();
  directory.contactByNumber = (_organisation, _number, viewer) =>
    Promise.resolve(
      viewer === cecilia.userId ? { contactId: null, name: 'Mormor', knownOnlyTo: cecilia.userId } : null,
    );
  arrive('a', { number: '+46709999999' }, '+46851920013');
  await settle();
  const [rung] = dialled();
  if (rung) telephony.raise({ type: 'legAnswered', leg: rung.leg });
  await settle();
  const [view] = service.viewsOf(cecilia.userId);
  expect(view?.other).toMatchObject({ name: 'Mormor', number: '+46709999999' });
  await service.execute(asPrincipal(cecilia), { name: 'call.transfer', callId: view?.id as CallId, number: '1001' });
  await settle();
  expect(service.viewsOf(anna.userId)).toMatchObject([
    { other: { name: null, contactId: null, number: '+46709999999' } },
  ]);
  const dial = telephony.take().find(([name]) => name === 'dial');
  expect(JSON.stringify(dial)).not.toContain('Mormor');
  telephony.raise({ type: 'legEnded', leg: leg('a'), reason: 'cancelled' });
  await settle();
  expect([...history(anna), ...history(cecilia)].map(({ other }) => other.name)).toEqual([null, 'Mormor']);
});
