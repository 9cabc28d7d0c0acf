import type { CallId, LegId } from '../../../src/contract/ids';
import type { EndReason } from '../../../src/contract/calls/end-reason';
import type { HangUpReason } from '../../../src/switch/port';
import type { PhoneCall } from '../../fakes/sip-phone';
import type { Office } from '../switch-office';
import { ourNumbers } from '../switch-options';
import type { SuiteContext } from '../switch.suite';

const number = `${ourNumbers}011`;

interface Crossed {
  readonly dialled: LegId;
  readonly arrived: LegId;
}

interface CrossTalk extends Crossed {
  readonly a: PhoneCall;
  readonly b: PhoneCall;
  readonly legA: LegId;
  readonly legB: LegId;
}

/** A leg towards the number, and the one that arrives for it. */
async function cross(office: Office): Promise<Crossed> {
  const dialled = office.dialOutside(number);
  const { leg: arrived } = await office.next('legArrived', ({ from }) => from.kind === 'outside');
  return { dialled, arrived };
}

/** A phone at each end of a crossing, in talk: the first sends 600 Hz, the other 900 Hz. */
async function talk(office: Office, other: Office): Promise<CrossTalk> {
  const [deviceA, deviceB] = [office.enrol('1001'), other.enrol('2001')];
  const [phoneA, phoneB] = await Promise.all([office.phone(deviceA), other.phone(deviceB)]);
  const a = phoneA.dial(number, { toneHz: 600 });
  const { leg: legA } = await office.next('legArrived', ({ from }) => from.kind === 'device');
  const { dialled, arrived } = await cross(office);
  const legB = other.dial(deviceB);
  const b = await phoneB.nextCall();
  b.answer(900);
  await other.next('legAnswered', ({ leg }) => leg === legB);
  office.switch.answer(arrived);
  office.join(arrived, legB);
  await office.next('legAnswered', ({ leg }) => leg === dialled);
  office.switch.answer(legA);
  office.join(legA, dialled);
  await Promise.all([a.until('established'), b.until('established')]);
  await Promise.all([a.openMedia(), b.openMedia()]);
  return { a, b, dialled, arrived, legA, legB };
}

export function crossingTests({ office, anotherOffice }: SuiteContext): void {
  // No device goes away with them.
  afterEach(() => {
    for (const event of office().events) if (event.type === 'legArrived') office().switch.hangUp(event.leg, 'hungUp');
  });

  it.each([['+4684000001'], [null]])(
    'a leg towards a number of a user’s arrives from outside, with the number shown (%s)',
    async (callerNumber) => {
      const leg = office().dialOutside(number, { callerNumber, callerName: 'Anna Ek' });
      const arrived = await office().next('legArrived');
      expect(arrived).toMatchObject({ from: { kind: 'outside', number: callerNumber }, dialled: number, show: null });
      expect(arrived.replaces).toBeNull();
      expect(arrived.leg).not.toBe(leg);
    },
  );

  it('ringing and answer are told to the leg that dialled, and both can be heard', async () => {
    const { dialled, arrived } = await cross(office());
    office().switch.ring(arrived);
    await office().next('legRinging', ({ leg }) => leg === dialled);
    office().switch.answer(arrived);
    for (const type of ['legAnswered', 'legMedia'] as const) {
      await office().next(type, ({ leg }) => leg === dialled);
      await office().next(type, ({ leg }) => leg === arrived);
    }
    office().switch.hangUp(arrived, 'hungUp');
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: dialled, reason: 'hungUp' });
    expect(office().count('legEnded', arrived)).toBe(0);
  });

  it.each<[HangUpReason, EndReason]>([
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['noAnswer', 'noAnswer'],
    ['unreachable', 'unreachable'],
    ['unknownNumber', 'unknownNumber'],
    ['interrupted', 'interrupted'],
  ])('a refusal comes through with its reason (%s)', async (reason, told) => {
    const { dialled, arrived } = await cross(office());
    office().switch.hangUp(arrived, reason);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: dialled, reason: told });
  });

  it.each<HangUpReason>(['cancelled', 'noAnswer', 'hungUp', 'answeredElsewhere'])(
    'a caller who gives up has cancelled, and says no more (%s)',
    async (reason) => {
      const { dialled, arrived } = await cross(office());
      office().switch.ring(arrived);
      office().switch.hangUp(dialled, reason);
      expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: arrived, reason: 'cancelled' });
    },
  );

  it.each(['dialled first', 'arrived first'])(
    'both hang up in the same turn: nobody is told of an end that was asked for (%s)',
    async (order) => {
      const { dialled, arrived } = await cross(office());
      office().switch.answer(arrived);
      await office().next('legMedia', ({ leg }) => leg === arrived);
      const inOrder = order === 'dialled first' ? [dialled, arrived] : [arrived, dialled];
      for (const leg of inOrder) office().switch.hangUp(leg, 'hungUp');
      // What comes after it has come after the end, too.
      const next = await cross(office());
      office().switch.hangUp(next.dialled, 'cancelled');
      expect(await office().next('legEnded')).toMatchObject({ leg: next.arrived });
      expect([office().count('legEnded', dialled), office().count('legEnded', arrived)]).toEqual([0, 0]);
    },
  );

  it('an answer that crosses the end of the caller connects nobody', async () => {
    const { dialled, arrived } = await cross(office());
    office().switch.answer(arrived);
    office().switch.hangUp(dialled, 'cancelled');
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: arrived, reason: 'cancelled' });
    expect([office().count('legAnswered', dialled), office().count('legAnswered', arrived)]).toEqual([0, 0]);
  });

  it('both phones hear each other without loss, and a phone’s hang-up is the other side’s', async () => {
    const { a, b, dialled, arrived, legB } = await talk(office(), anotherOffice());
    await Promise.all([a.hearsTone(900), b.hearsTone(600)]);
    expect([a.media?.stats().lost, b.media?.stats().lost]).toEqual([0, 0]);
    b.hangUp();
    await office().next('legEnded', ({ leg }) => leg === legB);
    office().switch.hangUp(arrived, 'hungUp');
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: dialled, reason: 'hungUp' });
  });

  it('on hold the other organisation’s phone hears music, and is not heard; then both talk again', async () => {
    const { a, b, dialled, arrived } = await talk(office(), anotherOffice());
    office().switch.music(dialled, true);
    await Promise.all([b.hearsMusic(), a.hearsSilence()]);
    office().switch.music(dialled, false);
    await Promise.all([a.hearsTone(900), b.hearsTone(600)]);
    office().switch.music(arrived, true);
    await Promise.all([a.hearsMusic(), b.hearsSilence()]);
    office().switch.music(arrived, false);
    await Promise.all([a.hearsTone(900), b.hearsTone(600)]);
    expect([a.media?.stats().lost, b.media?.stats().lost]).toEqual([0, 0]);
  });

  it('digits arrive, those of a phone and those that are sent for it, also while its voice is muted', async () => {
    const { a, b, legA, dialled, arrived } = await talk(office(), anotherOffice());
    office().switch.mute(legA, true);
    await b.hearsSilence();
    await a.sendDigits('3');
    await b.hearsDigits('3');
    await office().next('digit', ({ leg, digit }) => leg === arrived && digit === '3');
    office().switch.sendDigits(dialled, '7#');
    await b.hearsDigits('37#');
    office().switch.sendDigits(arrived, '1');
    await a.hearsDigits('1');
  });

  it('a call that goes round and round is refused in the end', async () => {
    let callId: CallId | null = null;
    for (let round = 0; round < 5; round += 1) {
      office().dialOutside(number, callId === null ? {} : { callId });
      const arrived = await office().next('legArrived');
      expect(arrived.callId).not.toBe(callId);
      callId = arrived.callId as CallId | null;
    }
    const last = office().dialOutside(number, callId === null ? {} : { callId });
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: last, reason: 'unreachable' });
    // Another call is none of that.
    await cross(office());
  });

  it('two calls that hear only each other end', async () => {
    const [first, second] = [await cross(office()), await cross(office())];
    for (const { dialled, arrived } of [first, second]) {
      office().switch.answer(arrived);
      await office().next('legMedia', ({ leg }) => leg === dialled);
    }
    office().join(first.arrived, second.dialled);
    office().switch.music(first.dialled, true);
    office().join(first.dialled, second.arrived);
    const { leg, reason } = await office().next('legEnded');
    expect([leg, reason]).toEqual([first.dialled, 'hungUp']);
    // Its call ends its other leg, as calls do.
    office().switch.hangUp(second.arrived, 'hungUp');
    expect(await office().next('legEnded')).toMatchObject({ leg: second.dialled });
  });
}
