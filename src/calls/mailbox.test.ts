import { anna, asPrincipal, bjorn, createExchange, deviceOf } from '../../tests/fakes/exchange';
import { leg } from '../../tests/fakes/talking';
import type { RecordingId } from '../contract/ids';

const [first, second] = ['first' as RecordingId, 'second' as RecordingId];
const a = leg('a');

/** Anna has dialled *98 on her phone. */
async function opened(unheard: RecordingId[] | null = [first, second]) {
  const exchange = createExchange();
  exchange.mailbox.unheard = unheard;
  await exchange.service.start();
  for (const user of [anna, bjorn]) exchange.online(user);
  exchange.arrive('a', anna, '*98');
  await exchange.settle();
  /** What is played now, in short. */
  const plays = (): unknown =>
    exchange.switch
      .take()
      .filter(([name]) => name === 'play')
      .map(([, , sounds]) => sounds)
      .at(-1);
  const soundIsOver = async () => {
    exchange.switch.raise({ type: 'playFinished', leg: a, id: exchange.switch.playing(a) });
    await exchange.settle();
    return plays();
  };
  const press = async (digit: string) => {
    exchange.switch.raise({ type: 'digit', leg: a, digit });
    await exchange.settle();
    return plays();
  };
  const marks = () => exchange.mailbox.marks.splice(0).map((each) => (each as unknown[]).slice(1).join(' '));
  return { ...exchange, soundIsOver, press, plays, marks };
}

test('says how many there are, then plays them, the newest first, and each counts as heard from then on', async () => {
  const { soundIsOver, marks, service, history, ...exchange } = await opened();
  const [answered, played] = exchange.switch.take();
  expect([answered, played?.[2]]).toEqual([['answer', a], ['mailbox-2-sv']]);
  expect(service.viewsOf(anna.userId)).toMatchObject([
    { state: 'active', other: { name: expect.stringMatching(/^(?:Voicemail|Röstbrevlåda)$/), number: '*98' } },
  ]);
  expect(await soundIsOver()).toEqual(['recording/first']);
  expect(marks()).toEqual(['first heard']);
  expect(await soundIsOver()).toEqual(['mailbox-keys-sv']);
  expect(await soundIsOver()).toEqual(['recording/second']);
  await soundIsOver();
  expect(await soundIsOver()).toEqual(['mailbox-end-sv']);
  expect(marks()).toEqual(['second heard']);
  exchange.switch.raise({ type: 'playFinished', leg: a, id: exchange.switch.playing(a) });
  await exchange.settle();
  expect(exchange.switch.take()).toContainEqual(['hangUp', a, 'hungUp']);
  expect(history(anna)).toMatchObject([{ direction: 'out', outcome: 'answered' }]);
});

test('keys play again, delete, keep and go on, while a message is heard and after it', async () => {
  const { soundIsOver, press, plays, marks } = await opened();
  plays();
  // Before there is a message, no key means anything.
  expect(await press('7')).toBeUndefined();
  await soundIsOver();
  expect(await press('1')).toEqual(['recording/first']);
  await soundIsOver();
  expect(await press('1')).toEqual(['recording/first']);
  expect(marks()).toEqual(['first heard', 'first heard', 'first heard']);
  expect(await press('5')).toBeUndefined();
  expect(await press('7')).toEqual(['mailbox-deleted-sv']);
  expect(await soundIsOver()).toEqual(['recording/second']);
  expect(marks()).toEqual(['first deleted', 'second heard']);
  await soundIsOver();
  expect(await press('9')).toEqual(['mailbox-kept-sv']);
  expect([await soundIsOver(), marks()]).toEqual([['mailbox-end-sv'], ['second unheard']]);
});

test('# goes on to the next message', async () => {
  const { soundIsOver, press } = await opened();
  await soundIsOver();
  expect(await press('#')).toEqual(['recording/second']);
  expect(await press('#')).toEqual(['mailbox-end-sv']);
});

test('keys of the card do the same, in any window of the person', async () => {
  const { soundIsOver, plays, service, settle } = await opened();
  await soundIsOver();
  const [call] = service.callsOf(anna.userId);
  if (call) await service.execute(asPrincipal(anna), { name: 'call.sendDigits', callId: call.id, digits: '#' });
  await settle();
  expect(plays()).toEqual(['recording/second']);
});

test('of none it says so and ends, of many that there are more than nine', async () => {
  const { soundIsOver, plays, marks, ...exchange } = await opened([]);
  expect(plays()).toEqual(['mailbox-0-sv']);
  await soundIsOver();
  expect([exchange.service.callsOf(anna.userId), marks()]).toEqual([[], []]);
  const many = await opened(Array.from({ length: 10 }, (_, at) => `m${at}` as RecordingId));
  expect(many.plays()).toEqual(['mailbox-more-sv']);
});

test('nobody else hears them: the call is handed to nobody, and no call to it', async () => {
  const { service, settle, ...exchange } = await opened();
  const [call] = service.callsOf(anna.userId);
  const callId = call?.id as NonNullable<typeof call>['id'];
  const refused = (command: Parameters<typeof service.execute>[1]) =>
    expect(service.execute(asPrincipal(anna), command)).rejects.toMatchObject({ code: 'call.notAllowed' });
  await refused({ name: 'call.transfer', callId, number: '1002' });
  exchange.arrive('other', anna, '1002');
  await settle();
  const rung = exchange.dialled().find(({ target }) => target.deviceId === deviceOf(bjorn));
  if (rung) exchange.switch.raise({ type: 'legAnswered', leg: rung.leg });
  await settle();
  const other = service.callsOf(anna.userId).find(({ id }) => id !== callId);
  if (!other) throw new Error('no other call');
  await refused({ name: 'call.connect', callId, withCallId: other.id });
  await refused({ name: 'call.connect', callId: other.id, withCallId: callId });
  await expect(
    service.execute(asPrincipal(anna), { name: 'call.transfer', callId: other.id, number: '*98' }),
  ).rejects.toMatchObject({ code: 'call.unknownNumber' });
});

test('where the switch plays no messages it is a number that nobody has', async () => {
  const { plays } = await opened(null);
  expect(plays()).toEqual(['not-in-use-sv', 'not-in-use-en']);
});
