import type { GroupDetail } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import type { AnswerGroupId } from '../../src/contract/ids';
import type { RunningAsterisk } from '../../src/local/asterisk/asterisk-process';
import { freePorts } from '../../src/local/asterisk/ports';
import { serverOn, startAsteriskFor } from '../fakes/asterisk-switch';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';

const callersOfEach = 10;
const names = ['bjorn', 'cecilia', 'david', 'asa', 'orjan'] as const;

let asterisk: RunningAsterisk;
let product: Product;
beforeAll(async () => {
  const ports = await freePorts();
  asterisk = await startAsteriskFor(ports);
  product = await Product.start(serverOn(asterisk, ports));
});
afterAll(async () => {
  await product.close();
  await asterisk.stop();
});

/** Callers of Support wait also while nobody is logged in. */
async function letsManyWait(eva: Colleague): Promise<{ id: AnswerGroupId; extension: string }> {
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const { id, ...settings } = groups.find(({ name }) => name === 'Support') as (typeof groups)[number];
  const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };
  const exits = { ...settings.exits, emptyOnEntry: waits, emptyWhileWaiting: waits };
  const path = `/administration/answer-groups/${id}`;
  expect((await eva.api('PUT', path, { ...settings, exits, mostWaiting: 100 })).status).toBe(204);
  return { id, extension: settings.extension };
}

test('kill -9 with 50 who wait: the music goes on, they keep their places, the first is answered first', async () => {
  const [eva, ...callers] = await product.people('eva', ...names);
  const { id, extension } = await letsManyWait(eva);
  await Promise.all(callers.map((person) => person.phone()));
  const first = callers[0]?.firstPhone.dial(extension, { toneHz: 600 });
  if (!first) throw new Error('somebody calls');
  await first.until('established');
  await first.openMedia();
  await first.hearsMusic();
  const line = async (as: Colleague) => (await as.api('GET', `/answer-groups/${id}`)).json<GroupDetail>().waiting;
  await eventually('the first to wait', async () => (await line(eva)).length === 1);
  const others = callers.flatMap((person, at) =>
    Array.from({ length: callersOfEach - (at === 0 ? 1 : 0) }, () => person.firstPhone.dial(extension)),
  );
  await Promise.all(others.map((each) => each.until('established')));
  const many = callers.length * callersOfEach;
  await eventually('all to wait', async () => (await line(eva)).length === many);
  const before = await line(eva);
  const stored = async () => (await product.sql('select id from answer_group_entry')).length;
  await eventually('all to be stored', async () => (await stored()) === many);

  await product.kill();
  await first.hearsMusic();
  await product.startAgain();
  const [evaAgain, anna] = await product.people('eva', 'anna');
  await eventually('all to wait again', async () => (await line(evaAgain)).length === many);
  const placeOf = ({ entryId, enteredAtMs }: GroupDetail['waiting'][number]) => [entryId, enteredAtMs];
  expect((await line(evaAgain)).map(placeOf)).toEqual(before.map(placeOf));
  await anna.phone();
  expect(await anna.realtime.command({ name: 'answerGroup.logIn' })).toMatchObject({ ok: true });
  const rings = await anna.firstPhone.nextCall();
  rings.answer(900);
  await Promise.all([first.hearsTone(900), rings.until('established')]);
  await eventually('one fewer to wait', async () => (await line(evaAgain)).length === many - 1);
  const ended = await product.sql(`select data ->> 'outcome' as outcome from answer_group_event where event = 'over'`);
  expect(ended).toEqual([{ outcome: 'answered' }]);
  for (const call of [first, ...others]) call.hangUp();
});
