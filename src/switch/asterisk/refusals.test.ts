import { createFakeClock } from '../../../tests/fakes/clock';
import { aTrunk } from '../../../tests/fakes/trunks';
import type { Refusal } from '../../contract/trunks/trunks';
import { createRefusals } from './refusals';

const clock = createFakeClock();
const nothing = (): undefined => undefined;
const refused: Refusal = { reason: 'credentials', status: 403 };

function made(answers: (Refusal | null)[]) {
  const warned: object[] = [];
  const told: (Refusal | null)[] = [];
  const refusals = createRefusals({
    ask: () => Promise.resolve(answers.shift() ?? null),
    clock,
    logger: { debug: nothing, info: nothing, warn: (facts) => void warned.push(facts), error: nothing },
    onTold: (_, refusal) => void told.push(refusal),
  });
  return { refusals, warned, told, turn: () => new Promise(setImmediate) };
}

test('it is asked once a minute, logged when it is another answer, and told again from memory between', async () => {
  const { refusals, warned, told, turn } = made([refused, refused, { reason: 'failing', status: 503 }]);
  const trunk = aTrunk();
  for (const afterMs of [0, 5_000, 60_000, 60_000]) {
    clock.advance(afterMs);
    refusals.missing(trunk);
    await turn();
  }
  expect(told).toEqual([refused, refused, refused, { reason: 'failing', status: 503 }]);
  expect(warned).toEqual([
    { trunk: trunk.trunkId, ...refused },
    { trunk: trunk.trunkId, reason: 'failing', status: 503 },
  ]);
});

test('what is answered of a trunk that was changed or registered meanwhile is told of nobody', async () => {
  const { refusals, told, turn } = made([refused, refused]);
  const trunk = aTrunk();
  refusals.missing(trunk);
  refusals.registered(trunk);
  await turn();
  expect(told).toEqual([]);
  refusals.missing(trunk);
  const changed = { ...trunk, password: 'another' };
  refusals.missing(changed);
  await turn();
  expect(told).toEqual([null]);
});
