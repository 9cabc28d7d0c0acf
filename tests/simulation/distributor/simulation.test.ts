import { simulate } from './simulate';

const steps = 400;
const rounds = 500;

/** All of this really happens in the stories: without it they would prove little. */
const wanted = [
  'offer',
  'announce',
  'improved',
  'timeSaid',
  'callBack',
  'late',
  'refused',
  'restarted',
  'entered',
  'missed',
  'declined',
  'handled',
  ...['answered', 'abandoned', 'overflowed', 'callback', 'closed'].map((each) => `over ${each}`),
  ...['full', 'timeout', 'closed', 'noneLoggedIn', 'allPaused', 'noneReachable', 'pulled', 'groupGone'].map(
    (each) => `leave ${each}`,
  ),
  ...['noAnswer', 'answeredElsewhere', 'callerGone', 'notEligible', 'timeout'].map((each) => `withdraw ${each}`),
  ...['abandoned', 'timeout', 'callbackFailed', 'closed'].map((each) => `unhandled ${each}`),
  ...['pausedNotAnswering', 'pause', 'resume', 'logIn', 'logOut'].map((each) => `notice ${each}`),
  ...['move', 'setPriority', 'pull', 'dropCallback', 'pause'].map((each) => `audit ${each}`),
  ...['loggedOut', 'inCall', 'reserved', 'wrapUp', 'paused', 'unreachable'].map((each) => `skipped ${each}`),
  ...['tier', 'skill', 'declined', 'sticky', 'tried', 'turn'].map((each) => `skipped ${each}`),
];

test(`${rounds * steps} random steps of callers, agents and supervisors break no invariant`, () => {
  const firstSeed = Number(process.env['VAXEL_SEED'] ?? Date.now() % 1_000_000);
  const sum: Record<string, number> = {};
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++)
    for (const [what, count] of Object.entries(simulate(seed, steps).counts)) sum[what] = (sum[what] ?? 0) + count;
  process.stdout.write(
    `distributor: seeds ${firstSeed} to ${firstSeed + rounds - 1}, ${rounds * steps} steps: ${Object.entries(sum)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}\n`,
  );
  expect(wanted.filter((what) => (sum[what] ?? 0) <= 10)).toEqual([]);
});

test('a seed replays exactly', () => {
  expect(simulate(7, steps)).toEqual(simulate(7, steps));
});
