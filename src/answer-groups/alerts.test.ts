import { setImmediate as turn } from 'node:timers/promises';
import { anna, answerGroups, bjorn, entry, group, support } from '../../tests/fakes/answer-groups';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import { createFakeClock } from '../../tests/fakes/clock';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Job } from '../ports/jobs';
import { createAlerts, longWaitIn } from './alerts';
import type { GroupsNow } from './queue';

const organisationId = 'organisation' as OrganisationId;
const minuteMs = 60_000;

/** Björn supervises Support, in which nobody answers. */
function supervised(alertAfterMs: number | null = minuteMs) {
  const clock = createFakeClock(1_000_000);
  const told: Job[] = [];
  const transaction = () => ({ execute: (work: (transaction: unknown) => Promise<void>) => work(null) });
  const jobs = { enqueue: async (_: unknown, job: Job) => void told.push(job) };
  const alerts = createAlerts(
    { db: { transaction } as never, jobs, clock, logger: { warn: () => undefined } },
    organisationId,
  );
  const groups = new Map([[support, { ...aGroup, id: support, supervisors: [bjorn], alertAfterMs }]]);
  const supervise = (supervisors: readonly UserId[] | null) =>
    supervisors === null
      ? groups.delete(support)
      : groups.set(support, { ...aGroup, id: support, supervisors: [...supervisors], alertAfterMs });
  const story = answerGroups({ groups: [group(support, [anna])] });
  const now = (): GroupsNow => ({
    state: story.state,
    configured: { groups, pauseReasons: [] },
    context: {
      get nowMs() {
        return clock.nowMs();
      },
      newOfferId: () => 'offer' as never,
      below: () => 0,
    },
  });
  return {
    told,
    now,
    supervise,
    story,
    look: () => alerts.look(now()),
    async passes(ms: number): Promise<void> {
      clock.advance(ms);
      await turn();
      await turn();
    },
  };
}

test('supervisors are told when a wait passes the limit and when it is over, and seldom in between', async () => {
  const { told, story, look, passes } = supervised();
  story.enters('a');
  look();
  await passes(minuteMs - 1);
  expect(told).toEqual([]);
  await passes(1);
  expect(told).toEqual([{ name: 'long-wait', data: { organisationId, groupId: support, userId: bjorn } }]);
  story.enters('b');
  look();
  story.enters('c');
  look();
  await passes(29_999);
  expect(told).toHaveLength(1);
  await passes(1);
  expect(told).toHaveLength(2);
  for (const name of ['a', 'b', 'c']) story.give({ type: 'left', entryId: entry(name), because: 'hungUp' });
  look();
  await passes(0);
  expect(told).toHaveLength(3);
  look();
  await passes(10 * minuteMs);
  expect(told).toHaveLength(3);
});

test('a group without a limit tells nobody', async () => {
  const { told, now, story, look, passes } = supervised(null);
  story.enters('a');
  look();
  await passes(10 * minuteMs);
  expect([told, longWaitIn(now(), support)]).toEqual([[], null]);
});

test('what waits too long is told as it is', async () => {
  const { now, story, passes } = supervised();
  story.enters('a');
  story.enters('b');
  expect(longWaitIn(now(), support)).toBeNull();
  await passes(minuteMs);
  expect(longWaitIn(now(), support)).toEqual({ name: 'Support', waiting: 2, oldestEnteredAtMs: 1_000_000 });
});

test('who supervises no more is told once more, and who does now; of a group that is gone all are', async () => {
  const { told, story, supervise, look, passes } = supervised();
  story.enters('a');
  look();
  await passes(minuteMs);
  expect(told.splice(0)).toHaveLength(1);
  supervise([anna]);
  look();
  await passes(30_000);
  const about = (userId: UserId) => ({ name: 'long-wait', data: { organisationId, groupId: support, userId } });
  expect(told.splice(0)).toEqual([about(bjorn), about(anna)]);
  supervise(null);
  look();
  await passes(0);
  expect(told.splice(0)).toEqual([about(anna)]);
  look();
  await passes(10 * minuteMs);
  expect(told).toEqual([]);
});
