import { anna, bjorn, call, cecilia, device, known, recording } from '../../../tests/fakes/decided-call';
import type { CallId, LegId, UserId } from '../../contract/ids';
import { talkingLeg } from './call-facts';
import { connect } from './connect';
import type { PlanStep } from './plan';
import type { RecordingWish } from './protocol';

const announce: RecordingWish = { consent: 'announce', words: 'sv' };

const ringing = (userId: UserId): PlanStep => ({
  ...{ kind: 'ringDevices', targets: [device(userId)], auto: false, forMs: 20_000, because: 'byRule' },
});

/** Anna and Björn talk. */
function talk(id?: string) {
  const made = call([ringing(bjorn)], {
    ...(id !== undefined && { id }),
  });
  made.give({ type: 'legAnswered', leg: made.leg(1) });
  made.effects.splice(0);
  return made;
}

type Made = ReturnType<typeof talk>;
const asks = (made: Made, wish = announce): void => made.give({ type: 'record', userId: anna, groupId: null, ...wish });
/** What was asked of the switch for the recording since this was last looked at. */
const asked = (made: Made) =>
  made.effects
    .splice(0)
    .flatMap((each): unknown[] =>
      each.type === 'record' || each.type === 'stopRecording'
        ? [[each.type, each.leg]]
        : each.type === 'pauseRecording'
          ? [[each.type, each.leg, each.on]]
          : each.type === 'play'
            ? [[each.type, each.leg, ...each.sounds]]
            : [],
    );
/** The words are over at whom they are for. */
function told(made: Made, leg: LegId): void {
  const play = made.now.recording;
  made.give({ type: 'playFinished', leg, id: `${play?.id}/${play?.stage}/${play?.round}` });
}
function recorded(made: Made): void {
  asks(made);
  told(made, made.leg(1));
  made.effects.splice(0);
}
const stage = (made: Made, userId = anna) => made.view(userId)?.recording;

describe('the recording of a call', () => {
  it('begins once both have heard words and tone, and is shown to both', () => {
    const made = talk();
    asks(made);
    const words = ['record-told-sv', 'beep'];
    expect(asked(made)).toEqual([
      ['play', made.leg(0), ...words],
      ['play', made.leg(1), ...words],
    ]);
    expect([stage(made), stage(made, bjorn)]).toEqual([
      { stage: 'telling', isMine: true },
      { stage: 'telling', isMine: false },
    ]);
    // The owner's own ear says nothing of the other's.
    told(made, made.leg(0));
    expect(asked(made)).toEqual([]);
    told(made, made.leg(1));
    expect(made.effects.at(-1)).toMatchObject({ type: 'record', leg: made.leg(0), limits: { both: true } });
    expect(stage(made, bjorn)).toEqual({ stage: 'on', isMine: false });
  });

  it('is made only where the other side presses 1, if that is asked for', () => {
    const made = talk();
    asks(made, { consent: 'askKey', words: 'en' });
    expect(asked(made)).toEqual([0, 1].map((leg) => ['play', made.leg(leg), 'record-ask-en']));
    made.give({ type: 'digit', leg: made.leg(1), digit: '1' });
    expect(asked(made)).toEqual([0, 1].map((leg) => ['play', made.leg(leg), 'beep']));
    told(made, made.leg(1));
    expect(asked(made)).toEqual([['record', made.leg(0)]]);
  });

  it.each([
    ['another key', (made: Made) => made.give({ type: 'digit', leg: made.leg(1), digit: '2' })],
    ['no key', (made: Made) => told(made, made.leg(1))],
  ])('is not made after %s, and only its owner learns of it', (_, refuses) => {
    const made = talk();
    asks(made, { consent: 'askKey', words: 'sv' });
    made.effects.splice(0);
    refuses(made);
    expect(asked(made)).toEqual([]);
    expect([stage(made), stage(made, bjorn)]).toEqual([{ stage: 'refused', isMine: true }, undefined]);
    expect(made.effects.filter(({ type }) => type === 'record')).toEqual([]);
    asks(made);
    expect(stage(made)).toMatchObject({ stage: 'telling' });
  });

  it('is silent while it is paused and while the call is parked', () => {
    const made = talk();
    recorded(made);
    const command = (name: 'call.hold' | 'call.resume') =>
      made.give({ type: 'command', userId: bjorn, command: { name, callId: made.now.id } });
    command('call.hold');
    expect(asked(made)).toEqual([['pauseRecording', made.leg(0), true]]);
    command('call.resume');
    expect(asked(made)).toEqual([['pauseRecording', made.leg(0), false]]);
    const pause = (paused: boolean) =>
      made.give({
        type: 'command',
        userId: anna,
        command: { name: 'call.pauseRecording', callId: made.now.id, paused },
      });
    pause(true);
    expect([asked(made), stage(made, bjorn)]).toEqual([
      [['pauseRecording', made.leg(0), true]],
      { stage: 'paused', isMine: false },
    ]);
    pause(false);
    expect(asked(made)).toEqual([['pauseRecording', made.leg(0), false]]);
  });

  it('is its own, and once', () => {
    const made = talk();
    recorded(made);
    const attempt = (name: 'call.stopRecording') =>
      made.attempt({ type: 'command', userId: bjorn, command: { name, callId: made.now.id } });
    expect(attempt('call.stopRecording')).toMatchObject({ refused: 'call.notAllowed' });
    expect(made.attempt({ type: 'record', userId: bjorn, groupId: null, ...announce })).toMatchObject({
      refused: 'call.notAllowed',
    });
    made.give({ type: 'command', userId: anna, command: { name: 'call.stopRecording', callId: made.now.id } });
    expect([asked(made), stage(made)]).toEqual([[['stopRecording', made.leg(0)]], undefined]);
  });

  it('ends with the call, which waits for what is kept', () => {
    const made = talk();
    recorded(made);
    made.command(bjorn, 'call.hangUp');
    expect(asked(made)).toEqual([['stopRecording', made.leg(0)]]);
    made.give({ type: 'recorded', leg: made.leg(0), recording, ms: 1_000, speechMs: 1_000, reason: 'stopped' });
    expect(made.now.recordings).toMatchObject([{ ms: 1_000, reason: 'stopped', talk: { groupId: null } }]);
  });

  it('that has failed ends nothing but itself', () => {
    const made = talk();
    recorded(made);
    made.give({ type: 'recorded', leg: made.leg(0), recording, ms: 0, speechMs: 0, reason: 'failed' });
    expect([made.now.state, stage(made), stage(made, bjorn)]).toEqual([
      'active',
      { stage: 'failed', isMine: true },
      undefined,
    ]);
  });

  it('tells who comes by a transfer before it goes on, in the same file', () => {
    const made = talk();
    recorded(made);
    made.give({
      ...{ type: 'transfer', userId: bjorn, target: known(cecilia) },
      plan: [ringing(cecilia)],
    });
    expect(asked(made)).toContainEqual(['pauseRecording', made.leg(0), true]);
    made.give({ type: 'legAnswered', leg: made.leg(2) });
    expect(asked(made)).toContainEqual(['play', made.leg(2), 'record-told-sv', 'beep']);
    told(made, made.leg(2));
    expect(asked(made)).toEqual([['pauseRecording', made.leg(0), false]]);
    expect(stage(made, cecilia)).toEqual({ stage: 'on', isMine: false });
  });

  it('waits for a transfer by its owner, goes on where that comes back, and else ends', () => {
    const transferred = () => {
      const made = talk();
      recorded(made);
      made.give({
        ...{ type: 'transfer', userId: anna, target: known(cecilia) },
        plan: [ringing(cecilia)],
      });
      expect(asked(made)).toContainEqual(['pauseRecording', made.leg(0), true]);
      return made;
    };
    const taken = transferred();
    taken.give({ type: 'legAnswered', leg: taken.leg(2) });
    expect(asked(taken)).toContainEqual(['stopRecording', taken.leg(0)]);
    expect(stage(taken, cecilia)).toBeUndefined();
  });

  it('goes on over an attended transfer by the other side', () => {
    const [kept, closed] = [talk('kept'), talk('closed')];
    recorded(closed);
    // Björn has talked with Anna in one call and with another in the other.
    const other = { ...kept.now, caller: { ...kept.now.caller, ...known(cecilia) } };
    const connected = connect(other, closed.now, bjorn, kept.context);
    if (connected.refused !== undefined) throw new Error(connected.detail);
    expect(connected.kept.call.recording).toMatchObject({ id: recording, ownerId: anna, stage: 'telling' });
    expect(connected.kept.call.recordings).toMatchObject([{ id: recording, reason: null }]);
    expect(connected.closed.effects.filter(({ type }) => type === 'stopRecording')).toEqual([]);
    expect(talkingLeg(connected.kept.call, 'callee')?.id).toBe('closed-leg-0' as LegId);
    expect(connected.closed.call.id).toBe('closed' as CallId);
  });

  describe('among several', () => {
    const adds = (made: Made, target = cecilia): void => {
      made.give({ type: 'add', userId: bjorn, target: known(target), plan: [ringing(target)] });
      made.give({ type: 'legAnswered', leg: made.leg(2) });
    };

    it('waits until who comes besides has been told, and then has all of them', () => {
      const made = talk();
      recorded(made);
      adds(made);
      const words = ['record-told-sv', 'beep'];
      const said = asked(made);
      expect(said).toContainEqual(['pauseRecording', made.leg(0), true]);
      expect(said.filter((each) => (each as string[])[0] === 'play')).toEqual(
        [0, 1, 2].map((leg) => ['play', made.leg(leg), ...words]),
      );
      expect(stage(made, cecilia)).toEqual({ stage: 'telling', isMine: false });
      // Björn knew before; nobody waits for him.
      told(made, made.leg(1));
      expect(asked(made)).toEqual([]);
      told(made, made.leg(2));
      expect(asked(made)).toEqual([['pauseRecording', made.leg(0), false]]);
      expect(stage(made, cecilia)).toEqual({ stage: 'on', isMine: false });
    });

    it('goes on where who comes besides is gone before the words are over', () => {
      const made = talk();
      recorded(made);
      adds(made);
      made.effects.splice(0);
      made.give({ type: 'removeGuest', userId: bjorn, guest: 'guest-1' });
      expect(asked(made)).toContainEqual(['pauseRecording', made.leg(0), false]);
    });

    it('is made only where each of them has pressed 1', () => {
      const made = talk();
      adds(made);
      asks(made, { consent: 'askKey', words: 'en' });
      made.effects.splice(0);
      made.give({ type: 'digit', leg: made.leg(1), digit: '1' });
      expect(asked(made)).toEqual([]);
      made.give({ type: 'digit', leg: made.leg(2), digit: '1' });
      expect(asked(made)).toEqual([0, 1, 2].map((leg) => ['play', made.leg(leg), 'beep']));
      told(made, made.leg(1));
      told(made, made.leg(2));
      expect(asked(made)).toEqual([['record', made.leg(0)]]);
    });

    it('ends where who comes besides does not agree', () => {
      const made = talk();
      asks(made, { consent: 'askKey', words: 'en' });
      made.give({ type: 'digit', leg: made.leg(1), digit: '1' });
      told(made, made.leg(1));
      adds(made);
      made.effects.splice(0);
      made.give({ type: 'digit', leg: made.leg(2), digit: '2' });
      expect(asked(made)).toEqual([['stopRecording', made.leg(0)]]);
      expect([stage(made), stage(made, cecilia)]).toEqual([{ stage: 'refused', isMine: true }, undefined]);
    });

    it('does not wait for a supervisor who only listens, of whom nothing is kept', () => {
      const made = talk();
      asks(made);
      told(made, made.leg(1));
      made.effects.splice(0);
      made.give({
        ...{ type: 'supervise', supervisor: known(cecilia), agent: bjorn, as: 'listen', tells: [] },
        step: ringing(cecilia),
      });
      made.give({ type: 'legAnswered', leg: made.leg(2) });
      expect(asked(made)).toEqual([]);
      expect(stage(made, cecilia)).toEqual({ stage: 'on', isMine: false });
      expect(made.attempt({ type: 'record', userId: cecilia, groupId: null, ...announce })).toMatchObject({
        refused: 'call.notAllowed',
      });
    });
  });
});
