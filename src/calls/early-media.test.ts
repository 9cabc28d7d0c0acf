import { anna, bjorn, createExchange } from '../../tests/fakes/exchange';
import { randomUUID } from 'node:crypto';
import type { LegId, OrganisationId } from '../contract/ids';

/** Anna calls outside from her window. */
async function calling() {
  const made = createExchange();
  await made.service.start();
  made.online(anna);
  made.switch.take();
  made.arrive('a', anna, '0701740601');
  await made.settle();
  const dial = made.switch.take().find(([name]) => name === 'dial');
  const raise = async (type: 'legHeard' | 'legRinging' | 'legAnswered') => {
    made.switch.raise({ type, leg: dial?.[1] as LegId });
    await made.settle();
    return made.switch.take();
  };
  return { ...made, raise, leg: dial?.[1] as LegId };
}

test('what the network says before the answer is heard, and its ringing tone in the place of ours', async () => {
  const { raise, leg } = await calling();
  expect(await raise('legHeard')).toEqual([['hear', 'a', [leg]]]);
  expect(await raise('legRinging')).toEqual([]);
  const answered = await raise('legAnswered');
  expect(answered).toContainEqual(['answer', 'a']);
  expect(answered).toContainEqual(['hear', leg, ['a']]);
});

test('a network that says nothing leaves the ringing tone to us', async () => {
  const { raise } = await calling();
  expect(await raise('legRinging')).toEqual([['ring', 'a']]);
});

test('what has fallen silent again leaves the ringing tone to us', async () => {
  const { raise, switch: recording, settle, leg } = await calling();
  await raise('legHeard');
  recording.raise({ type: 'legHeard', leg, over: true });
  await settle();
  recording.take();
  expect(await raise('legRinging')).toEqual([['ring', 'a']]);
});

test('an announcement that ends with a refusal is over with it', async () => {
  const { raise, leg, switch: recording, settle } = await calling();
  await raise('legHeard');
  recording.raise({ type: 'legEnded', leg, reason: 'unknownNumber', status: 404 });
  await settle();
  expect(recording.take()).not.toContainEqual(['hear', 'a', [leg]]);
});

test('what the network has said of a number that is nobody’s is not said again by us', async () => {
  for (const isSaid of [false, true]) {
    const { raise, leg, switch: recording, settle } = await calling();
    if (isSaid) await raise('legHeard');
    recording.raise({ type: 'legEnded', leg, reason: 'unknownNumber', status: 404 });
    await settle();
    const done = recording.take();
    expect(done.map(([name]) => name)).toContain(isSaid ? 'hangUp' : 'play');
    if (isSaid) expect(done).toContainEqual(['hangUp', 'a', 'unknownNumber']);
  }
});

test('by a trunk of one organisation nobody of another is called', async () => {
  const made = createExchange();
  await made.service.start();
  made.online(bjorn);
  made.switch.take();
  const number = bjorn.numbers[0] ?? '';
  const from = { kind: 'outside', number: '+46317000000' } as const;
  made.arrive('x', { number: null }, number, { from: { ...from, organisationIds: [randomUUID() as OrganisationId] } });
  await made.settle();
  expect(made.switch.take()).toEqual([['hangUp', 'x', 'unknownNumber']]);
  const organisationIds = [randomUUID() as OrganisationId, bjorn.organisationId];
  made.arrive('y', { number: null }, number, { from: { ...from, organisationIds } });
  await made.settle();
  expect(made.switch.take().map(([name]) => name)).toContain('dial');
});
