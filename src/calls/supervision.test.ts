import { anna, bjorn, cecilia, createExchange, deviceOf, fjallbo } from '../../tests/fakes/exchange';
import type { AnswerGroupId, LegId, OfferId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';

const groupId = '00000000-0000-4000-8000-000000000a01' as AnswerGroupId;
const group = { groupId, organisationId: fjallbo, name: 'Support', extension: '1901', number: null };

/** Anna has called Support, which has given the call to Björn; Cecilia supervises. */
async function served() {
  const exchange = createExchange({ group });
  const { service, settle } = exchange;
  await service.start();
  for (const user of [anna, bjorn, cecilia]) exchange.online(user);
  const answers = async (leg: LegId | undefined): Promise<void> => {
    if (leg === undefined) throw new Error('nobody was dialled');
    for (const type of ['legAnswered', 'legMedia'] as const) exchange.switch.raise({ type, leg });
    await settle();
  };
  exchange.arrive('a', anna, '1901');
  await settle();
  const [waiting] = service.waiting.of(fjallbo);
  if (!waiting) throw new Error('nobody waits');
  service.waiting.offer(waiting.callId, 'offer' as OfferId, [bjorn.userId], group);
  await settle();
  await answers(exchange.dialled()[0]?.leg);
  return {
    ...exchange,
    /** She listens, on her device; what of it was played to whom. */
    async listens(isTold: boolean) {
      const of = { agent: bjorn.userId, groupId, isTold };
      await service.supervisions.supervise(cecilia.userId, of, 'listen', null);
      await settle();
      const [dial] = exchange.switch.take().filter(([name]) => name === 'dial');
      expect(dial).toMatchObject(['dial', expect.anything(), { deviceId: deviceOf(cecilia) }, { autoAnswer: true }]);
      await answers(dial?.[1] as LegId);
      return exchange.switch.take().filter(([name]) => name === 'play');
    },
    view: (user: LineUser) => service.viewsOf(user.userId).find(({ id }) => id === waiting.callId),
  };
}

test('a supervisor’s card says for which group, and the agent’s who does what', async () => {
  const told = await served();
  await told.listens(true);
  expect(told.view(cecilia)).toMatchObject({
    ...{ state: 'active', other: { name: 'Björn Åkesson' }, supervising: { mode: 'listen', groupId } },
    guests: [{ id: 'caller', name: 'Anna Lind', isSupervisor: false }],
  });
  expect(told.view(bjorn)?.guests).toMatchObject([{ name: 'Cecilia Ek', mode: 'listen', isSupervisor: true }]);
  expect(told.view(anna)?.guests).toBeUndefined();
  const of = { agent: bjorn.userId, groupId, isTold: true };
  await told.service.supervisions.supervise(cecilia.userId, of, 'takeOver', null);
  expect(told.view(cecilia)).toMatchObject({ state: 'active', other: { name: 'Anna Lind' } });
  expect(told.view(cecilia)?.supervising).toBeUndefined();
});

test('the caller is told, where the group says so', async () => {
  const [told, untold] = [await served(), await served()];
  expect(await told.listens(true)).toMatchObject([['play', 'a', ['supervised-sv'], expect.anything()]]);
  expect(await untold.listens(false)).toEqual([]);
});
