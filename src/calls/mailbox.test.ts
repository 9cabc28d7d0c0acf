import { anna, asPrincipal, bjorn, createExchange, deviceOf } from '../../tests/fakes/exchange';
import { aMessage, type FakeMailboxes } from '../../tests/fakes/mailboxes';
import { leg } from '../../tests/fakes/talking';
import type { RecordingId, SoundId } from '../contract/ids';

const a = leg('a');
/** A Wednesday, 12:06 in Sweden, when the exchange opens. */
const nowMs = 1_795_000_000_000;
const hourMs = 3_600_000;
const first = aMessage('first', nowMs - hourMs);
const second = aMessage('second', nowMs - 26 * hourMs);
const third = aMessage('third', nowMs - 50 * hourMs);

/** Anna has dialled *98 on her phone. */
async function opened(box: Partial<FakeMailboxes> = {}) {
  const exchange = createExchange();
  Object.assign(exchange.mailbox, { unheard: [first, second], ...box });
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
type Opened = Awaited<ReturnType<typeof opened>>;

const digits = (number: string) => [...number].map((digit) => `number-${digit}-sv`);
const aboutFirst = ['from-sv', ...digits('0920123400'), 'left-today-sv', 'number-11-sv', 'number-0-sv', 'number-6-sv'];
const said = (sounds: unknown, words: string): boolean => Array.isArray(sounds) && sounds.includes(words);

/** Past what is said of the mailbox, and of whom the first message is. */
async function atMessage(box?: Partial<FakeMailboxes>): Promise<Opened> {
  const mailbox = await opened(box);
  await mailbox.soundIsOver();
  await mailbox.soundIsOver();
  return mailbox;
}

describe('listening', () => {
  test('says how many there are, then of each who has left it, when and what, the newest first', async () => {
    const { soundIsOver, marks, service, history, ...exchange } = await opened({ heard: [third] });
    const [answered, played] = exchange.switch.take();
    expect([answered, played?.[2]]).toEqual([
      ['answer', a],
      ['mailbox-2-sv', 'mailbox-saved-1-sv'],
    ]);
    expect(service.viewsOf(anna.userId)).toMatchObject([
      { state: 'active', other: { name: expect.stringMatching(/^(?:Voicemail|Röstbrevlåda)$/), number: '*98' } },
    ]);
    expect(await soundIsOver()).toEqual(aboutFirst);
    // Nobody has heard it yet.
    expect(marks()).toEqual([]);
    expect([await soundIsOver(), marks()]).toEqual([['recording/first'], ['first heard']]);
    expect(await soundIsOver()).toEqual(['mailbox-keys-sv']);
    expect(said(await soundIsOver(), 'left-yesterday-sv')).toBe(true);
    expect([await soundIsOver(), marks()]).toEqual([['recording/second'], ['second heard']]);
    await soundIsOver();
    expect(await soundIsOver()).toEqual(['mailbox-end-sv']);
    expect(await soundIsOver()).toEqual(['mailbox-menu-saved-sv', 'mailbox-menu-sv']);
    await soundIsOver();
    expect(exchange.switch.take()).toEqual([]);
    expect(service.callsOf(anna.userId)).toEqual([]);
    expect(history(anna)).toMatchObject([{ direction: 'out', outcome: 'answered' }]);
  });

  test.each([
    [
      'a colleague by extension',
      { number: '1002', spoken: '1002', isColleague: true },
      ['from-colleague-sv', ...digits('1002')],
    ],
    ['a number abroad', { number: '+4733', spoken: '+4733' }, ['from-sv', 'plus-sv', ...digits('4733')]],
    ['nobody, by no number', { number: null, spoken: null }, ['from-withheld-sv']],
    ['a caller of a group', { isForGroup: true, number: null, spoken: null }, ['for-group-sv', 'from-withheld-sv']],
    [
      'three days ago',
      { number: null, spoken: null, leftAtMs: nowMs - 72 * hourMs },
      ['from-withheld-sv', 'left-day-7-sv'],
    ],
    [
      'twelve days ago',
      { number: null, spoken: null, leftAtMs: nowMs - 288 * hourMs },
      ['from-withheld-sv', 'number-12-sv', 'days-ago-sv'],
    ],
    [
      'a hundred days ago',
      { number: null, spoken: null, leftAtMs: nowMs - 2_400 * hourMs },
      ['from-withheld-sv', 'long-ago-sv'],
    ],
  ])('says so of %s', async (_who, about, words) => {
    const { soundIsOver } = await opened({ unheard: [{ ...first, ...about }] });
    expect(((await soundIsOver()) as unknown[]).slice(0, words.length)).toEqual(words);
  });

  test('keys play again, go back and on, delete and keep, while a message is heard and after it', async () => {
    const { soundIsOver, press, marks } = await atMessage();
    expect(said(await press('1'), 'left-today-sv')).toBe(true);
    await soundIsOver();
    expect(marks()).toEqual(['first heard', 'first heard']);
    expect(await press('5')).toBeUndefined();
    expect(said(await press('6'), 'left-yesterday-sv')).toBe(true);
    expect(said(await press('4'), 'left-today-sv')).toBe(true);
    // Before the first there is none.
    expect(said(await press('4'), 'left-today-sv')).toBe(true);
    await press('#');
    await soundIsOver();
    expect([await press('9'), marks()]).toEqual([['mailbox-kept-sv'], ['second heard', 'second unheard']]);
    expect(await soundIsOver()).toEqual(['mailbox-end-sv']);
  });

  test('what is deleted is passed over, and had back by star', async () => {
    const { soundIsOver, press, marks } = await atMessage();
    expect([await press('7'), marks()]).toEqual([['mailbox-deleted-sv'], ['first heard', 'first deleted']]);
    expect(said(await soundIsOver(), 'left-yesterday-sv')).toBe(true);
    expect(said(await press('4'), 'left-yesterday-sv')).toBe(true);
    expect([await press('*'), marks()]).toEqual([['mailbox-restored-sv'], ['first restored']]);
    expect(said(await soundIsOver(), 'left-today-sv')).toBe(true);
    expect(await press('*')).toBeUndefined();
  });

  test('after the new ones those that were heard before can be heard', async () => {
    const { soundIsOver, press, marks } = await opened({ unheard: [], heard: [third] });
    expect(await soundIsOver()).toEqual(['mailbox-menu-saved-sv', 'mailbox-menu-sv']);
    expect(said(await press('1'), 'left-day-1-sv')).toBe(true);
    await soundIsOver();
    expect(marks()).toEqual(['third heard']);
    await press('7');
    expect(await soundIsOver()).toEqual(['mailbox-end-sv']);
    expect([await press('*'), marks()]).toEqual([['mailbox-restored-sv'], ['third deleted', 'third restored']]);
  });

  test('of none it says so, of many that there are more than nine; # ends the call', async () => {
    const { soundIsOver, press, plays, marks, ...exchange } = await opened({ unheard: [] });
    expect(plays()).toEqual(['mailbox-0-sv']);
    expect(await soundIsOver()).toEqual(['mailbox-menu-sv']);
    expect(await press('1')).toBeUndefined();
    await press('#');
    expect([exchange.service.callsOf(anna.userId), marks()]).toEqual([[], []]);
    const many = await opened({ unheard: Array.from({ length: 10 }, (_, at) => aMessage(`m${at}`, nowMs)) });
    expect(many.plays()).toEqual(['mailbox-more-sv']);
  });

  test('keys of the card do the same, in any window of the person', async () => {
    const { plays, service, settle } = await atMessage();
    const [call] = service.callsOf(anna.userId);
    if (call) await service.execute(asPrincipal(anna), { name: 'call.sendDigits', callId: call.id, digits: '36' });
    await settle();
    expect(said(plays(), 'left-yesterday-sv')).toBe(true);
  });
});

describe('calling back', () => {
  test('the call goes on to whoever has left the message, as if the person had dialled', async () => {
    const { service, settle, history, ...exchange } = await atMessage({
      unheard: [{ ...first, number: '1002', spoken: '1002', isColleague: true }],
    });
    exchange.switch.take();
    exchange.switch.raise({ type: 'digit', leg: a, digit: '8' });
    await settle();
    const operations = exchange.switch.take();
    const dialled = operations.find(([name]) => name === 'dial');
    expect(dialled?.[2]).toEqual({ kind: 'device', deviceId: deviceOf(bjorn) });
    expect(operations).toContainEqual(['play', a, ['ringing'], 'ringing']);
    expect(service.viewsOf(anna.userId)).toMatchObject([{ state: 'connecting', other: { name: bjorn.displayName } }]);
    expect(service.viewsOf(bjorn.userId)).toMatchObject([{ state: 'ringing', other: { name: anna.displayName } }]);
    const there = dialled?.[1] as typeof a;
    exchange.switch.raise({ type: 'legAnswered', leg: there });
    await settle();
    expect(exchange.switch.take()).toContainEqual(['hear', a, [there]]);
    exchange.switch.raise({ type: 'legEnded', leg: a, reason: 'hungUp' });
    await settle();
    expect(history(anna)).toMatchObject([
      { direction: 'out', outcome: 'answered', other: { name: bjorn.displayName } },
    ]);
    expect(history(bjorn)).toMatchObject([{ direction: 'in', outcome: 'answered' }]);
  });

  test('who does not answer has missed a call of that person', async () => {
    const { history, settle, ...exchange } = await atMessage({
      unheard: [{ ...first, number: '1002', spoken: '1002', isColleague: true }],
    });
    exchange.switch.raise({ type: 'digit', leg: a, digit: '8' });
    await settle();
    exchange.switch.raise({ type: 'legEnded', leg: a, reason: 'hungUp' });
    await settle();
    expect(history(bjorn)).toMatchObject([{ direction: 'in', outcome: 'missed' }]);
    expect(history(anna)).toMatchObject([{ direction: 'out', outcome: 'cancelled' }]);
  });

  test('a number outside is dialled by the rights of the person', async () => {
    const { settle, ...exchange } = await atMessage();
    exchange.switch.raise({ type: 'digit', leg: a, digit: '8' });
    await settle();
    expect(exchange.dialled()).toMatchObject([{ target: { kind: 'outside', number: '+46920123400' } }]);
    const other = await atMessage();
    other.knowledge.callVerdictOf = () => 'outsideNotAllowed';
    expect(await other.press('8')).toEqual(['mailbox-not-called-sv']);
    expect(await other.soundIsOver()).toEqual(['mailbox-keys-sv']);
  });

  test.each([
    ['a number that was withheld', { number: null, spoken: null }],
    ['nobody’s extension', { number: '1999', spoken: '1999', isColleague: true }],
    ['a number for help', { number: '112', spoken: '112' }],
  ])('there is no way to %s, and the mailbox goes on', async (_whom, about) => {
    const { press, soundIsOver, helpRaised } = await atMessage({ unheard: [{ ...first, ...about }] });
    expect(await press('8')).toEqual(['mailbox-not-called-sv']);
    expect(await soundIsOver()).toEqual(['mailbox-keys-sv']);
    expect(helpRaised).toEqual([]);
  });
});

describe('the own greeting', () => {
  const before = 'before' as SoundId;

  /** Speaks a greeting, and says # after it: up to the question whether it shall be kept. */
  async function spoken(mailbox: Opened, speechMs = 4_000, reason: 'stopped' | 'failed' = 'stopped') {
    await mailbox.press('2');
    mailbox.plays();
    exchangeTakes(mailbox);
    const operations = await recordingBegins(mailbox);
    const [, , recording, limits] = operations.find(([name]) => name === 'record') ?? [];
    expect(limits).toEqual({ maxMs: 59_000, silenceMs: 5_000 });
    mailbox.switch.raise({ type: 'digit', leg: a, digit: '#' });
    await mailbox.settle();
    expect(mailbox.switch.take()).toEqual([['stopRecording', a, recording]]);
    mailbox.switch.raise({
      type: 'recorded',
      leg: a,
      recording: recording as RecordingId,
      ms: 5_000,
      speechMs,
      reason,
    });
    await mailbox.settle();
    return { recording: recording as RecordingId, plays: mailbox.plays() };
  }
  const exchangeTakes = (mailbox: Opened) => void mailbox.switch.take();
  async function recordingBegins(mailbox: Opened) {
    mailbox.switch.raise({ type: 'playFinished', leg: a, id: mailbox.switch.playing(a) });
    await mailbox.settle();
    return mailbox.switch.take();
  }

  test('is heard: the standard one where there is none', async () => {
    const { press, soundIsOver } = await opened({ greeting: before });
    expect(await press('0')).toEqual(['mailbox-greeting-keys-sv']);
    expect(await press('1')).toEqual(['kept/before']);
    expect(await soundIsOver()).toEqual(['mailbox-greeting-keys-sv']);
    const other = await opened();
    await other.press('0');
    expect(await other.press('1')).toEqual(['voicemail-sv']);
  });

  test('is spoken, heard once more and kept; that can be undone', async () => {
    const mailbox = await opened({ greeting: before });
    const { press, soundIsOver } = mailbox;
    await press('0');
    const { recording, plays } = await spoken(mailbox);
    expect(plays).toEqual([`recording/${recording}`]);
    expect(mailbox.mailbox.greeting).toBe(before);
    expect(await soundIsOver()).toEqual(['mailbox-greeting-review-sv']);
    expect(await press('1')).toEqual([`recording/${recording}`]);
    expect(await press('9')).toEqual(['mailbox-greeting-set-sv']);
    expect(mailbox.mailbox.greeting).toBe(`kept-${recording}`);
    expect(await press('*')).toEqual(['mailbox-greeting-set-sv']);
    expect(mailbox.mailbox.greeting).toBe(before);
    expect(said(await press('#'), 'left-today-sv')).toBe(true);
  });

  test('is spoken anew, or dropped, and nothing has changed', async () => {
    const mailbox = await opened({ greeting: before });
    await mailbox.press('0');
    const one = await spoken(mailbox);
    const other = await spoken(mailbox);
    expect(other.plays).toEqual([`recording/${other.recording}`]);
    expect(other.recording).not.toBe(one.recording);
    expect(await mailbox.press('#')).toEqual(['mailbox-greeting-keys-sv']);
    expect(mailbox.mailbox.greeting).toBe(before);
  });

  test('is taken back for the standard one; that can be undone', async () => {
    const { press, mailbox } = await opened({ greeting: before });
    await press('0');
    expect([await press('7'), mailbox.greeting]).toEqual([['mailbox-greeting-standard-sv'], null]);
    expect([await press('*'), mailbox.greeting]).toEqual([['mailbox-greeting-set-sv'], before]);
  });

  test('without a word, or with no room on the disk, is none, and it says so', async () => {
    const mailbox = await opened();
    await mailbox.press('0');
    expect((await spoken(mailbox, 100)).plays).toEqual(['mailbox-greeting-short-sv']);
    expect((await spoken(mailbox, 0, 'failed')).plays).toEqual(['mailbox-greeting-failed-sv']);
    await spoken(mailbox);
    mailbox.mailbox.isFull = true;
    expect(await mailbox.press('9')).toEqual(['mailbox-greeting-failed-sv']);
    expect(await mailbox.soundIsOver()).toEqual(['mailbox-greeting-keys-sv']);
  });

  test('of somebody who hangs up is no message, and is not kept', async () => {
    const mailbox = await opened();
    await mailbox.press('0');
    await mailbox.press('2');
    const operations = await recordingBegins(mailbox);
    const [, , recording] = operations.find(([name]) => name === 'record') ?? [];
    mailbox.switch.raise({ type: 'legEnded', leg: a, reason: 'hungUp' });
    await mailbox.settle();
    mailbox.switch.raise({
      ...{ type: 'recorded', leg: a, recording: recording as RecordingId },
      ...{ ms: 9_000, speechMs: 8_000, reason: 'ended' },
    });
    await mailbox.settle();
    expect(mailbox.stored.flatMap(({ jobs }) => jobs.map(({ name }) => name))).not.toContain('voicemail-left');
    expect(mailbox.mailbox.greeting).toBeNull();
    expect(mailbox.service.callsOf(anna.userId)).toEqual([]);
  });
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
  const { plays } = await opened({ unheard: null });
  expect(plays()).toEqual(['not-in-use-sv', 'not-in-use-en']);
});
