import { anna, asPrincipal, bjorn, cecilia, createExchange } from '../../tests/fakes/exchange';
import { leg } from '../../tests/fakes/talking';
import type { LegId, RecordingId } from '../contract/ids';
import { isOver } from './engine/call-facts';
import type { Call } from './engine/call';

const limits = { maxMs: 300_000, silenceMs: 8_000 };
const voicemail = { greeting: ['voicemail-sv'] as const, ...limits };

/** Anna has called Björn, whose phone rings; he has a voicemail. */
async function ringing(options: Parameters<typeof createExchange>[0] = {}) {
  const exchange = createExchange(options);
  exchange.knowledge.voicemailOf = (_organisation, userId) => (userId === bjorn.userId ? voicemail : null);
  await exchange.service.start();
  for (const user of [anna, bjorn, cecilia]) exchange.online(user);
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  const b = exchange.dialled()[0]?.leg ?? leg('none');
  const soundIsOver = async () => {
    exchange.switch.raise({ type: 'playFinished', leg: leg('a'), id: exchange.switch.playing(leg('a')) });
    await exchange.settle();
  };
  return { ...exchange, a: leg('a'), b, soundIsOver };
}

/** Björn does not answer; Anna has heard greeting and beep. */
async function recorded() {
  const told = await ringing();
  told.clock.advance(20_000);
  await told.settle();
  await told.soundIsOver();
  await told.soundIsOver();
  const operations = told.switch.take();
  const [asked] = operations.filter(([name]) => name === 'record');
  const recording = asked?.[2] as RecordingId;
  const kept = async (speechMs: number) => {
    const ended = { reason: 'silence', ms: 5_000, speechMs } as const;
    told.switch.raise({ type: 'recorded', leg: told.a, recording, ...ended });
    await told.settle();
  };
  const jobs = () => told.stored.flatMap((change) => change.jobs).map(({ name, data }) => ({ name, ...data }));
  const callId = told.service.callsOf(anna.userId)[0]?.id;
  return { ...told, operations, recording, kept, jobs, callId };
}

test('nobody answers: the caller is greeted, and recorded after the beep; the owner’s line is free', async () => {
  const told = await ringing();
  expect(told.lines.of(bjorn.userId)).toBe('ringing');
  told.clock.advance(20_000);
  await told.settle();
  expect(told.switch.take()).toEqual([
    ['hangUp', told.b, 'noAnswer'],
    ['answer', told.a],
    ['play', told.a, ['voicemail-sv'], expect.any(String)],
  ]);
  expect([told.lines.of(anna.userId), told.lines.of(bjorn.userId)]).toEqual(['inCall', 'idle']);
  expect(told.service.viewsOf(bjorn.userId)).toEqual([]);
  expect(told.lastView(bjorn)).toMatchObject({ call: { state: 'ended', endReason: 'noAnswer' } });
  expect(told.service.viewsOf(anna.userId)).toMatchObject([
    { state: 'active', voicemail: true, other: { name: bjorn.displayName } },
  ]);
  await told.soundIsOver();
  expect(told.switch.take()).toContainEqual(['play', told.a, ['beep'], expect.any(String)]);
  await told.soundIsOver();
  expect(told.switch.take()).toContainEqual(['record', told.a, expect.any(String), limits]);
});

test('a message is left: its job is stored with the call, and takes the place of that of a missed call', async () => {
  const told = await recorded();
  await told.kept(4_000);
  const { organisationId } = bjorn;
  const about = { organisationId, callId: told.callId, userId: bjorn.userId };
  expect(told.jobs()).toEqual([{ name: 'voicemail-left', ...about, recordingId: told.recording }]);
  expect(told.history(bjorn)).toMatchObject([{ outcome: 'missed', endReason: 'voicemail' }]);
  expect(told.history(anna)).toMatchObject([
    { outcome: 'noAnswer', endReason: 'voicemail', answeredAtMs: null, other: { name: bjorn.displayName } },
  ]);
  expect(told.switch.take()).toContainEqual(['hangUp', told.a, 'voicemail']);
  expect(told.service.callsOf(anna.userId)).toEqual([]);
});

test('who says less than two seconds has left none: the call was missed', async () => {
  const told = await recorded();
  await told.kept(1_999);
  expect(told.jobs()).toMatchObject([{ name: 'missed-call', userId: bjorn.userId }]);
});

test('after a hang-up the call is nobody’s, and is kept until the recording is', async () => {
  const told = await recorded();
  told.switch.raise({ type: 'legEnded', leg: told.a, reason: 'hungUp' });
  await told.settle();
  expect(told.switch.take()).toContainEqual(['stopRecording', told.a, told.recording]);
  expect([told.service.callsOf(anna.userId), told.service.viewsOf(anna.userId)]).toEqual([[], []]);
  expect([told.lines.of(anna.userId), told.jobs()]).toEqual(['idle', []]);
  const shown = told.events.length;
  await told.kept(3_000);
  expect(told.jobs()).toMatchObject([{ name: 'voicemail-left', recordingId: told.recording }]);
  expect(told.events).toHaveLength(shown);
  const writes = told.stored.length;
  await told.kept(3_000);
  expect(told.stored).toHaveLength(writes);
});

test('who takes another call while leaving a message is parked there, and heard in one call only', async () => {
  const told = await recorded();
  told.arrive('c', cecilia, '1001');
  await told.settle();
  const ring = told.dialled()[0]?.leg ?? leg('none');
  told.switch.raise({ type: 'legAnswered', leg: ring });
  await told.settle();
  expect(told.service.viewsOf(anna.userId)).toMatchObject([{ state: 'held', voicemail: true }, { state: 'active' }]);
});

test('who has another call may want to hand it on: whom they call then has no voicemail', async () => {
  const told = await ringing();
  told.switch.raise({ type: 'legAnswered', leg: told.b });
  await told.settle();
  told.knowledge.voicemailOf = () => voicemail;
  told.arrive('a2', anna, '1003');
  await told.settle();
  told.clock.advance(20_000);
  await told.settle();
  expect(told.history(cecilia)).toMatchObject([{ outcome: 'missed', endReason: 'noAnswer' }]);
});

test('a key ends the greeting, pressed in the caller’s window', async () => {
  const told = await ringing();
  told.clock.advance(20_000);
  await told.settle();
  const callId = told.service.callsOf(anna.userId)[0]?.id;
  if (callId) await told.service.execute(asPrincipal(anna), { name: 'call.sendDigits', callId, digits: '#' });
  await told.settle();
  expect(told.switch.take()).toContainEqual(['play', told.a, ['beep'], expect.any(String)]);
});

const newest = (stored: readonly { readonly call: Call }[]): Call[] => [
  ...new Map(stored.map(({ call }) => [call.id, call])).values(),
];

/** Another process, as the one before left the database. */
async function after(stored: readonly { readonly call: Call }[], standing: readonly LegId[]) {
  const exchange = createExchange({ open: newest(stored).filter((call) => !isOver(call)) });
  for (const each of standing) exchange.switch.legsThere.add(each);
  await exchange.service.start();
  await exchange.settle();
  return { ...exchange, jobs: () => exchange.stored.flatMap(({ jobs }) => jobs) };
}

test('a server that went away while it recorded: the message is made of what there is', async () => {
  const told = await recorded();
  const crashed = await after(told.stored, []);
  expect(crashed.history(bjorn)).toMatchObject([{ outcome: 'missed', endReason: 'interrupted' }]);
  expect(crashed.jobs()).toMatchObject([{ name: 'voicemail-left', data: { recordingId: told.recording } }]);
  expect(newest(crashed.stored).every(isOver)).toBe(true);

  await told.service.stop();
  const stopped = await after(told.stored, []);
  expect(stopped.jobs()).toMatchObject([{ name: 'voicemail-left', data: { recordingId: told.recording } }]);
});

test('a switch that keeps its legs goes on recording, and tells of it whoever came after us', async () => {
  const { stored, a, recording } = await recorded();
  const { switch: telephony, settle, jobs, service } = await after(stored, [a]);
  expect(telephony.take()).toEqual(
    expect.arrayContaining([
      ['takeUp', a],
      ['record', a, recording, limits],
    ]),
  );
  expect(service.viewsOf(anna.userId)).toMatchObject([{ state: 'active', voicemail: true }]);
  telephony.raise({ type: 'recorded', leg: a, recording, ms: 9_000, speechMs: 8_000, reason: 'maximum' });
  await settle();
  expect(jobs()).toMatchObject([{ name: 'voicemail-left' }]);
});
