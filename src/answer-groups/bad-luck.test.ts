import { anna, cecilia, deviceOf } from '../../tests/fakes/exchange';
import { caller, groupId, support } from '../../tests/fakes/support-group';
import type { LegId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';

type Told = Awaited<ReturnType<typeof support>>;

/** The tab is gone: its device is not heard of, and what rang there has ended. */
async function dies(told: Told, user: LineUser, leg?: LegId): Promise<void> {
  told.switch.raise({ type: 'deviceUnreachable', deviceId: deviceOf(user) });
  if (leg !== undefined) told.switch.raise({ type: 'legEnded', leg, reason: 'unreachable' });
  await told.settle();
}

const hangsUp = { type: 'legEnded', leg: caller, reason: 'hungUp' } as const;
const overs = (told: Told) => told.events.filter(({ event }) => event === 'over');

describe('a caller hangs up in the same tick as an agent answers', () => {
  async function rung() {
    const told = await support();
    await told.calls();
    // Long enough to be somebody who has waited.
    told.clock.advance(10_000);
    await told.logsIn(anna);
    await told.logsIn(cecilia);
    const [leg, other] = told.rings();
    if (!leg || !other) throw new Error('two should ring');
    return { told, leg, other };
  }

  test.each([
    ['the answer comes first', ['answers', 'hangsUp']],
    ['the end comes first', ['hangsUp', 'answers']],
    ['answer and audio come first', ['answers', 'isHeard', 'hangsUp']],
    ['the end comes between answer and audio', ['answers', 'hangsUp', 'isHeard']],
  ])('%s', async (_name, happens) => {
    const { told, leg, other } = await rung();
    for (const each of happens) {
      if (each === 'hangsUp') told.switch.raise(hangsUp);
      else told.switch.raise({ type: each === 'answers' ? 'legAnswered' : 'legMedia', leg });
    }
    await told.settle();
    for (const each of [leg, other])
      if (told.switch.operations.some(([name, of]) => name === 'hangUp' && of === each))
        told.switch.raise({ type: 'legEnded', leg: each, reason: 'hungUp' });
    await told.settle();
    expect(told.openCalls().map(({ state }) => state)).toEqual(['ended']);
    expect([told.doing(anna), told.doing(cecilia), told.waiting()]).toEqual(['ready', 'ready', []]);
    expect(overs(told)).toHaveLength(1);
    expect(told.events.map(({ event }) => event)).not.toContain('missed');
    // Both take the next one.
    await told.calls('next' as LegId);
    expect(told.rings()).toHaveLength(2);
  });
});

test('an agent’s tab dies while it rings: no miss, the caller keeps the place, the next agent rings', async () => {
  const told = await support({ settings: { strategy: 'linear', missesToPause: 1 } });
  await told.logsIn(anna);
  await told.logsIn(cecilia);
  await told.calls();
  const [leg] = told.rings();
  await dies(told, anna, leg);
  expect([told.doing(anna), told.doing(cecilia), told.waiting().length]).toEqual(['unreachable', 'reserved', 1]);
  expect(told.events.map(({ event }) => event)).not.toContain('missed');
  const [next] = told.rings();
  await told.raises('legAnswered', next);
  expect(told.switch.hears(caller)).toBe(next);
  told.online(anna);
  await told.settle();
  expect(told.doing(anna)).toBe('ready');
});

test('an agent’s tab dies in wrap-up: it goes on, nobody is asked, and the agent comes back ready', async () => {
  const told = await support({ settings: { wrapUpMs: 30_000 } });
  await told.logsIn(anna);
  await told.calls();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  await told.ends(leg);
  expect(told.doing(anna)).toBe('wrapUp');
  await dies(told, anna);
  expect(told.doing(anna)).toBe('wrapUp');
  await told.calls('later' as LegId);
  told.clock.advance(30_000);
  await told.settle();
  expect([told.doing(anna), told.waiting().length, told.rings()]).toEqual(['unreachable', 1, []]);
  expect(told.events).toContainEqual(expect.objectContaining({ event: 'handled', groupId, wrapUpMs: 30_000 }));
  told.online(anna);
  await told.settle();
  expect([told.doing(anna), told.rings().length]).toEqual(['reserved', 1]);
});
