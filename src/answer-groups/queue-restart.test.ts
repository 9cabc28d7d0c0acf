import { anna } from '../../tests/fakes/exchange';
import { caller, support } from '../../tests/fakes/support-group';
import type { LegId } from '../contract/ids';

const settings = { wrapUpMs: 30_000 };
type Told = Awaited<ReturnType<typeof support>>;

/** Anna talks for the group. */
async function talks(): Promise<{ readonly told: Told; readonly leg: LegId }> {
  const told = await support({ settings });
  await told.logsIn(anna);
  await told.calls();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  return { told, leg: leg as LegId };
}

/** What the database has of it. */
const kept = (told: Told) => ({
  ...{ settings, entries: told.waiting(), agents: [...(told.queue.now()?.state.agents.values() ?? [])] },
  open: told.openCalls().filter(({ state }) => state !== 'ended'),
});

test('a talk that the server was killed in ends in wrap-up, as if nothing had happened', async () => {
  const { told: before, leg } = await talks();
  const told = await support({ ...kept(before), kept: [caller, leg] });
  told.online(anna);
  await told.settle();
  expect(told.doing(anna)).toBe('inCall');
  await told.ends(leg);
  expect(told.doing(anna)).toBe('wrapUp');
  told.clock.advance(30_000);
  await told.settle();
  expect(told.doing(anna)).toBe('ready');
  expect(told.events.map(({ event }) => event)).toEqual(expect.arrayContaining(['talked', 'handled']));
});

test('a talk that ended while no server was there ends in wrap-up too', async () => {
  const { told: before } = await talks();
  const told = await support({ ...kept(before), kept: [] });
  told.online(anna);
  await told.settle();
  expect(told.doing(anna)).toBe('wrapUp');
  expect(told.events.filter(({ event }) => event === 'talked')).toHaveLength(1);
});

test('who was in wrap-up is for the rest of it', async () => {
  const { told: before, leg } = await talks();
  await before.ends(leg);
  expect(before.doing(anna)).toBe('wrapUp');
  const told = await support(kept(before));
  told.online(anna);
  await told.settle();
  expect(told.doing(anna)).toBe('wrapUp');
  told.clock.advance(30_000);
  await told.settle();
  expect(told.doing(anna)).toBe('ready');
});

test('who was answered in the moment in which the server was killed has not given up', async () => {
  const told = await support({ settings });
  await told.logsIn(anna);
  await told.calls();
  const entries = told.waiting();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  const after = await support({ ...kept(told), agents: [], entries, kept: [caller, leg as LegId] });
  expect(after.waiting()).toEqual([]);
  expect(after.events.filter(({ event }) => event === 'over')).toMatchObject([{ reason: 'taken' }]);
});

test('whose agent is gone before any audio, after a restart, waits again', async () => {
  const told = await support({ settings });
  await told.logsIn(anna);
  await told.calls();
  const entries = told.waiting();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  const after = await support({ ...kept(told), agents: [], entries, kept: [caller, leg as LegId] });
  await after.ends(leg);
  expect([after.switch.hears(caller), after.waiting()]).toMatchObject([
    'music',
    [{ id: entries[0]?.id, enteredAtMs: entries[0]?.enteredAtMs }],
  ]);
});
