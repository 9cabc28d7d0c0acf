import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import { Product } from '../integration/product';
import { startAppQueues } from './app-queue.part';
import { atMost, quantile, ratioAtMost, report, type Figure } from './figure';
import { measureQueues, type BenchQueue, type QueueTimes } from './queue-rounds.part';

/**
 * B14: callers wait for an answer group with one agent, who hangs up, or ends a pause, and is free. From then until the
 * phone rings for whoever came first, and from the agent's answer until caller and agent have each other's tone; the
 * whole product, over SIP. Against Asterisk's `app_queue` with the same phones, in turns: with its usual time between
 * two offers, and with its shortest.
 */
const rounds = Number(process.argv[2] ?? 20);
const supportNumber = '+46851920001';
const retrySeconds = [5, 1];

async function ourQueue(product: Product): Promise<BenchQueue> {
  const [anna, eva] = await product.people('anna', 'eva');
  const agent = await anna.phone();
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const support = groups.find(({ number }) => number === supportNumber);
  if (!support) throw new Error('the demo has no Support');
  const { id, ...settings } = support;
  const stay = { noneLoggedIn: null, allPaused: null, noneReachable: null };
  const exits = { ...settings.exits, emptyOnEntry: stay, emptyWhileWaiting: stay };
  await eva.api('PUT', `/administration/answer-groups/${id}`, { ...settings, exits });
  await anna.realtime.command({ name: 'answerGroup.logIn' });
  return {
    name: 'Växel',
    number: supportNumber,
    agent,
    callers: [await product.outside('+46701234000'), await product.outside('+46701234001')],
    async pause() {
      await anna.realtime.command({ name: 'answerGroup.pause', reason: 'Lunch' });
    },
    async resume() {
      await anna.realtime.command({ name: 'answerGroup.resume' });
    },
  };
}

const product = await Product.start();
const asterisk = await startAppQueues(retrySeconds);
const queues = [await ourQueue(product), ...asterisk.queues];
const [ours, ...peers] = await measureQueues(queues, rounds);
await Promise.all([product.close(), asterisk.stop()]);
for (const [at, { name }] of queues.entries())
  process.stderr.write(`${name} ${JSON.stringify([ours, ...peers][at])}\n`);

const whole = (values: readonly number[], part: number): number => Math.round(quantile(values, part));

/** The middle one and the 95th of a hundred, against each of the peers; the goal is on the middle one. */
const figures = (what: string, of: keyof QueueTimes, goal: (value: number, peer: number) => Figure['goal']): Figure[] =>
  peers.flatMap((peer, at) =>
    [0.5, 0.95].map((part): Figure => {
      const [value, against] = [whole(ours?.[of] ?? [], part), whole(peer[of], part)];
      const reached = part === 0.5 ? goal(value, against) : undefined;
      return {
        ...{ id: 'B14', what: `answer group: ${what}, ${part === 0.5 ? 'the middle one' : 'p95'}`, value, unit: 'ms' },
        peer: { what: queues[at + 1]?.name ?? '', value: against },
        ...(reached === undefined ? {} : { goal: reached }),
      };
    }),
  );

const half = (value: number, peer: number) => ratioAtMost(value, peer, 0.5);
report([
  ...figures('agent hangs up → first caller rings', 'freeMs', half),
  ...figures('agent ends a pause → first caller rings', 'resumedMs', half),
  ...figures('answer → both hear', 'heardMs', (value) => atMost(value, 500, 'ms')),
]);
