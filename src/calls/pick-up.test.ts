import { anna, bjorn, cecilia, createExchange } from '../../tests/fakes/exchange';
import type { LegId } from '../contract/ids';

/** Somebody outside calls Björn, whose window rings; Cecilia has a desk phone, and may take it. */
async function ringing({ may = true } = {}) {
  const made = createExchange();
  made.knowledge.mayPickUp = (_, userId) => may && userId === cecilia.userId;
  await made.service.start();
  made.online(bjorn);
  made.online(cecilia, 1, 'deskPhone');
  made.switch.take();
  made.arrive('out', { number: '+46701234567' }, bjorn.numbers[0] ?? '');
  await made.settle();
  const [own] = made.dialled();
  made.switch.raise({ type: 'legRinging', leg: own?.leg as LegId });
  await made.settle();
  made.switch.take();
  return { ...made, own: own?.leg as LegId };
}

test('the key of a lamp takes the call that rings at a colleague, who reads who took it', async () => {
  const { arrive, settle, switch: recording, own, history, service } = await ringing();
  arrive('key', cecilia, `*8*${bjorn.extension}`);
  await settle();
  const done = recording.take();
  expect(done).toContainEqual(['answer', 'key']);
  expect(done).toContainEqual(['answer', 'out']);
  expect(done).toContainEqual(['hangUp', own, 'answeredElsewhere']);
  expect([recording.hears('out' as LegId), recording.hears('key' as LegId)]).toEqual(['key', 'out']);
  expect(service.viewsOf(cecilia.userId)).toMatchObject([
    { state: 'active', direction: 'in', other: { number: '+46701234567' } },
  ]);
  expect(service.viewsOf(bjorn.userId)).toEqual([]);
  expect(history(bjorn)).toMatchObject([{ direction: 'in', transfer: { to: { name: 'Cecilia Ek' }, taken: true } }]);
  // From here on it is Cecilia's.
  recording.raise({ type: 'legEnded', leg: 'key' as LegId, reason: 'hungUp' });
  await settle();
  expect(recording.take()).toContainEqual(['hangUp', 'out', 'hungUp']);
  expect(history(cecilia)).toMatchObject([{ outcome: 'answered', direction: 'in', deviceLabel: 'deskPhone' }]);
});

test.each([
  ['who may not', { may: false }, bjorn.extension, 'notAllowed'],
  ['who takes where nothing rings', {}, anna.extension, 'unreachable'],
])('%s is refused, and it rings on', async (_, options, extension, reason) => {
  const { arrive, settle, switch: recording, own, service } = await ringing(options);
  arrive('key', cecilia, `*8*${extension}`);
  await settle();
  expect(recording.take()).toEqual([['hangUp', 'key', reason]]);
  recording.raise({ type: 'legAnswered', leg: own });
  await settle();
  expect(service.viewsOf(bjorn.userId)).toMatchObject([{ state: 'active' }]);
});

test('one’s own call to a colleague is not taken, nor what is answered already, nor by two', async () => {
  const { arrive, settle, switch: recording, knowledge, online, service } = await ringing();
  knowledge.mayPickUp = () => true;
  online(anna);
  await settle();
  recording.take();
  arrive('key', cecilia, `*8*${bjorn.extension}`);
  arrive('late', anna, `*8*${bjorn.extension}`);
  await settle();
  expect(recording.take()).toContainEqual(['hangUp', 'late', 'unreachable']);
  expect(service.viewsOf(cecilia.userId)).toHaveLength(1);
  // Cecilia's own phone is called by Anna, who cannot answer for her.
  arrive('own', anna, cecilia.extension);
  await settle();
  recording.take();
  arrive('again', anna, `*8*${cecilia.extension}`);
  await settle();
  expect(recording.take()).toContainEqual(['hangUp', 'again', 'unreachable']);
});
