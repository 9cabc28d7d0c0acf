import type { CallView } from '../../src/contract/calls/call-view';
import { groupId } from '../fakes/answer-group-samples';
import { aCall, aGuest, aLocalCall as local, bjorn, callId, cecilia, deviceId, nobody } from '../fakes/samples';
import type { LocalCall } from '../softphone/softphone-state';
import { callCard, callCards } from './call-card';
import type { CallCard } from './call-card';

const here = { deviceId: deviceId(1) };
const shown = (view: Partial<CallView>, mine?: LocalCall): CallCard =>
  callCard({ view: aCall(view), goneAtMs: null }, mine, here) as CallCard;
const up = { state: 'active', deviceId: deviceId(1), invitedAs: callId(1), answeredAtMs: 5_000 } as const;

describe('an incoming call', () => {
  it('can be answered here once the invitation is here', () => {
    expect(shown({})).toMatchObject({ state: 'ringing', answer: 'unavailable', canDecline: true, canHangUp: false });
    expect(shown({}, local())).toMatchObject({ answer: 'ready', status: { key: 'call.ringing' } });
    expect(shown({}, local({ answering: true }))).toMatchObject({
      answer: 'pending',
      status: { key: 'call.answering' },
    });
  });

  it('that nobody took is a missed call, without advice but with a way to call back', () => {
    expect(shown({ state: 'ended', endReason: 'cancelled' })).toMatchObject({
      status: { key: 'reason.missed.title' },
      advice: null,
      callAgain: { number: '1002' },
    });
  });

  it('from nobody known cannot be called back', () => {
    expect(shown({ state: 'ended', endReason: 'hungUp', other: nobody, answeredAtMs: 5 })).toMatchObject({
      name: null,
      number: null,
      callAgain: null,
    });
  });

  it('says why answering failed and can still be answered', () => {
    expect(shown({}, local({ problem: 'microphone.denied' }))).toMatchObject({
      answer: 'ready',
      advice: { key: 'problem.microphone.denied.advice' },
      needsMicrophone: true,
    });
  });

  it('that this window took back says what stood in the way; one that I cancelled, or missed, does not', () => {
    const cancelled = { direction: 'out', state: 'ended', endReason: 'cancelled' } as const;
    const title = (change: object, problem: 'microphone.denied' | null): string =>
      shown({ ...cancelled, ...change }, local({ state: 'ended', problem })).status.key;
    expect(title({}, 'microphone.denied')).toBe('problem.microphone.denied.title');
    expect(title({}, null)).toBe('reason.cancelled.title');
    expect(title({ direction: 'in' }, 'microphone.denied')).toBe('reason.missed.title');
  });

  it('says who handed it over', () => {
    expect(shown({ transferredBy: bjorn })).toMatchObject({
      transferredBy: { key: 'call.transferredBy', values: { who: 'Björn Åkesson' } },
    });
  });

  it.each([
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['unreachable', 'unreachable'],
    ['noAnswer', 'noAnswer'],
    ['failed', 'unreachable'],
    ['cancelled', 'cancelled'],
    ['lost', 'noAnswer'],
  ] as const)('that is back from a transfer says why: %s', (reason, text) => {
    expect(shown({ returned: { from: cecilia, reason } }, local()).returned).toEqual({
      key: `call.returned.${text}`,
      values: { who: 'Cecilia Ek' },
    });
  });
});

describe('a call that is up', () => {
  it('counts from the answer and can be muted, held, handed over, moved and ended', () => {
    expect(shown(up, local({ state: 'established' }))).toMatchObject({
      state: 'active',
      timerFromMs: 5_000,
      canTalk: true,
      hold: 'hold',
      canHangUp: true,
      canTransfer: true,
      canMove: true,
      take: null,
      muted: false,
    });
  });

  it('shows the microphone as this window has it, before the server agrees', () => {
    expect(shown(up, local({ state: 'established', muted: true }))).toMatchObject({
      muted: true,
      status: { key: 'call.muted' },
    });
  });

  it('tells who holds it', () => {
    expect(shown(up, local({ state: 'established', muted: true }))).toMatchObject({ muted: true, canKey: true });
    expect(shown({ ...up, otherAway: true }, local({ state: 'established' }))).toMatchObject({
      otherAway: true,
      status: { key: 'call.otherAway' },
    });
    expect(shown({ ...up, state: 'anchored' }, local({ state: 'established' }))).toMatchObject({
      status: { key: 'call.anchored' },
      advice: null,
      canMove: false,
    });
    expect(shown({ ...up, state: 'anchored', noAudio: true }, local({ state: 'established' }))).toMatchObject({
      status: { key: 'call.noAudio' },
      advice: { key: 'call.noAudioAdvice' },
      canMove: true,
      take: 'return',
      canHangUp: true,
    });
    expect(shown({ ...up, heldByOther: true }, local({ state: 'established' }))).toMatchObject({
      canTalk: true,
      canKey: false,
    });
    expect(shown({ ...up, state: 'held', heldByMe: true }, local({ state: 'established' }))).toMatchObject({
      hold: 'resume',
      canTalk: false,
      canKey: false,
      status: { key: 'call.heldByMe' },
    });
    expect(shown({ ...up, heldByOther: true }, local({ state: 'established' }))).toMatchObject({
      hold: 'hold',
      status: { key: 'call.heldByOther' },
    });
  });

  it('is here also before the server says whose device it is', () => {
    expect(shown({ ...up, deviceId: null }, local({ state: 'established' })).state).toBe('active');
  });

  it('says that the other side lost its connection, and until when the call is kept', () => {
    expect(shown({ ...up, otherAway: true, anchoredUntilMs: 9 }, local({ state: 'established' }))).toMatchObject({
      state: 'active',
      status: { key: 'call.otherAway' },
      keptUntilMs: 9,
    });
  });

  it('says where it is moving, and cannot be moved twice', () => {
    expect(shown({ ...up, movingTo: 'Desk phone' }, local({ state: 'established' }))).toMatchObject({
      state: 'active',
      movingTo: 'Desk phone',
      canMove: false,
      canTalk: true,
    });
  });

  it('is on its way back after this window was reloaded', () => {
    expect(shown(up)).toMatchObject({
      state: 'connecting',
      status: { key: 'call.reconnecting' },
      canHangUp: true,
      here: false,
    });
    const unregistered = callCard({ view: aCall(up), goneAtMs: null }, undefined, { deviceId: null });
    expect(unregistered?.state).toBe('connecting');
  });
});

describe('a call of an agent in which I supervise', () => {
  const supervised = (mode: 'listen' | 'whisper' | 'talk', local_: Partial<LocalCall> = {}): CallCard =>
    shown({ ...up, supervising: { mode, groupId: groupId(1) } }, local({ state: 'established', ...local_ }));

  it('says who hears me, and is neither held nor handed on', () => {
    expect(supervised('listen')).toMatchObject({
      ...{ status: { key: 'call.supervising.listen' }, supervising: { mode: 'listen', groupId: groupId(1) } },
      ...{ canTalk: false, canKey: false, hold: null, canTransfer: false, connect: null, canHangUp: true },
    });
    expect(supervised('whisper')).toMatchObject({ status: { key: 'call.supervising.whisper' }, canTalk: true });
  });

  it('is on its way while my own phone rings for it', () => {
    expect(shown({ state: 'ringing', supervising: { mode: 'listen', groupId: groupId(1) } }, local())).toMatchObject({
      ...{ state: 'connecting', status: { key: 'call.connecting' } },
      ...{ answer: null, canDecline: false, canHangUp: true, timerFromMs: null },
    });
  });

  it('says that my microphone is off where I could be heard', () => {
    expect(supervised('talk', { muted: true }).status).toEqual({ key: 'call.muted' });
    expect(supervised('listen', { muted: true }).status.key).toBe('call.supervising.listen');
  });
});

it('who takes part besides is shown until the call is over', () => {
  expect(shown({ ...up, guests: [aGuest()] }, local({ state: 'established' })).guests).toEqual([aGuest()]);
  expect(shown({ ...up, state: 'ended', guests: [aGuest()] }).guests).toEqual([]);
});

describe('a call on another device of mine', () => {
  const there = { ...up, deviceId: deviceId(2), deviceLabel: 'Desk phone' } as const;

  it('can be taken here, and controlled without its audio', () => {
    expect(shown(there)).toMatchObject({
      state: 'elsewhere',
      status: { key: 'call.elsewhere', values: { device: 'Desk phone' } },
      take: 'here',
      canTalk: true,
      hold: 'hold',
      canTransfer: true,
      canMove: true,
      canHangUp: true,
      canDismiss: false,
      timerFromMs: 5_000,
      here: false,
    });
  });

  it('says that it is on hold there, and is resumed there', () => {
    expect(shown({ ...there, state: 'held', heldByMe: true })).toMatchObject({
      state: 'elsewhere',
      status: { key: 'call.elsewhereHeld' },
      hold: 'resume',
      canTalk: false,
    });
  });

  it('is elsewhere on my mobile too, which is no device', () => {
    expect(shown({ ...there, deviceId: null, deviceLabel: '+46705550101' })).toMatchObject({
      state: 'elsewhere',
      take: 'here',
    });
  });

  it('on its way here shows that instead of offering it again', () => {
    expect(shown({ ...there, movingTo: 'Teams' })).toMatchObject({ state: 'elsewhere', take: null, movingTo: 'Teams' });
  });
});

describe('a call whose audio I lost', () => {
  it('waits for me with a countdown, a way back and a way out', () => {
    expect(shown({ ...up, state: 'anchored', invitedAs: null, anchoredUntilMs: 60_000 })).toMatchObject({
      state: 'anchored',
      status: { key: 'call.anchored' },
      take: 'return',
      keptUntilMs: 60_000,
      canHangUp: true,
      canTransfer: false,
      hold: null,
    });
  });
});

describe('a call that I hand over', () => {
  it('can be taken back while its target rings', () => {
    expect(shown({ ...up, state: 'connecting', transferringTo: cecilia })).toMatchObject({
      state: 'connecting',
      status: { key: 'call.transferring', values: { who: 'Cecilia Ek' } },
      canTakeBack: true,
      canHangUp: false,
      connect: null,
    });
  });

  it('says to whom it went, without a way to call again', () => {
    const gone = shown({ state: 'ended', endReason: 'transferred', answeredAtMs: 5, transferringTo: cecilia });
    expect(gone).toMatchObject({
      status: { key: 'call.transferredTo', values: { who: 'Cecilia Ek' } },
      callAgain: null,
      advice: null,
      handedOver: true,
    });
    expect(shown({ state: 'ended', endReason: 'transferred', direction: 'out' })).toMatchObject({
      status: { key: 'reason.transferred.title' },
      advice: null,
    });
  });
});

describe('an outgoing call', () => {
  const out = { direction: 'out', state: 'connecting', deviceId: deviceId(1) } as const;

  it('says when it rings at the other end', () => {
    expect(shown(out).status).toEqual({ key: 'call.calling' });
    expect(shown({ ...out, otherRings: true }).status).toEqual({ key: 'call.otherRings' });
  });

  it('from another device of mine says to answer there first', () => {
    expect(shown({ ...out, deviceId: null, deviceLabel: 'Desk phone' }).status).toEqual({
      key: 'call.pickUp',
      values: { device: 'Desk phone' },
    });
    expect(shown({ ...out, deviceId: null }, local({ state: 'connecting' })).status).toEqual({ key: 'call.calling' });
    expect(shown({ ...out, deviceId: deviceId(2), deviceLabel: 'Desk phone', invitedAs: callId(1) }).status).toEqual({
      key: 'call.calling',
    });
  });

  it('says what the voice says that announces its end, and can be hung up meanwhile', () => {
    expect(shown({ ...out, announced: 'unknownNumber' }, local({ state: 'connecting' }))).toMatchObject({
      state: 'connecting',
      status: { key: 'reason.unknownNumber.title' },
      advice: { key: 'reason.unknownNumber.advice' },
      canHangUp: true,
      callAgain: null,
    });
  });

  it('that failed says what to do, one that ended well does not', () => {
    expect(shown({ ...out, state: 'ended', endReason: 'busy' })).toMatchObject({
      status: { key: 'reason.busy.title' },
      advice: { key: 'reason.busy.advice' },
    });
    expect(shown({ ...out, state: 'ended', endReason: 'hungUp' }).advice).toBeNull();
  });

  it('has a card before the server knows of it, and keeps it when it never will', () => {
    const placed = { number: '1002', name: 'Björn', atMs: 0 };
    expect(callCard(undefined, local({ direction: 'out', state: 'connecting', placed }), here)).toMatchObject({
      state: 'connecting',
      name: 'Björn',
      canHangUp: true,
    });
    expect(
      callCard(undefined, local({ direction: 'out', state: 'ended', placed, problem: 'notConnected' }), here),
    ).toMatchObject({
      state: 'ended',
      status: { key: 'problem.notConnected.title' },
      advice: { key: 'problem.notConnected.advice' },
      callAgain: { number: '1002', name: 'Björn' },
    });
    expect(
      callCard(undefined, local({ direction: 'out', state: 'ended', placed, refusal: 'unknownNumber' }), here),
    ).toMatchObject({ status: { key: 'reason.unknownNumber.title' } });
  });
});

describe('a voicemail that has answered', () => {
  const answered = { ...up, direction: 'out', voicemail: true } as const;
  const mine = local({ direction: 'out', state: 'established' });

  it('says whose it is, takes keys, and is connected with nobody', () => {
    const status = { key: 'call.voicemailOf', values: { who: 'Björn Åkesson' } };
    expect(shown(answered, mine)).toMatchObject({ status, canKey: true, canTransfer: false, connect: null });
  });

  it('says also that it hears nothing', () => {
    expect(shown(answered, { ...mine, muted: true }).status.key).toBe('call.voicemailOfMuted');
  });
});

it('my own mailbox takes keys, and is neither held nor handed on', () => {
  const other = { name: 'Voicemail', number: '*98', contactId: null, userId: null };
  const mine = local({ direction: 'out', state: 'established' });
  expect(shown({ ...up, direction: 'out', other }, mine)).toMatchObject({
    ...{ canKey: true, canHangUp: true, hold: null, canTransfer: false, connect: null },
  });
});

describe('several calls', () => {
  const view = (n: number, change: Partial<CallView>) =>
    [callId(n), { view: aCall({ id: callId(n), deviceId: deviceId(1), ...change }), goneAtMs: null }] as const;

  it('stand with the ringing ones on top and the ended ones last', () => {
    const held = new Map([
      view(1, { state: 'ended' }),
      view(2, { state: 'held' }),
      view(3, { state: 'active' }),
      view(4, { state: 'ringing' }),
      view(5, { state: 'ringing' }),
      view(6, { state: 'active', deviceId: deviceId(2) }),
    ]);
    expect(callCards(held, new Map(), here).map(({ id }) => id)).toEqual([4, 5, 3, 2, 6, 1].map(callId));
  });

  it('leave out a ringing session that the server never told of', () => {
    expect(callCards(new Map(), new Map([[callId(2), local({ callId: callId(2) })]]), here)).toEqual([]);
  });

  it('that were connected keep the audio of the one that began here', () => {
    const held = new Map([view(1, { state: 'active', invitedAs: callId(2), answeredAtMs: 5 })]);
    const mine = local({
      callId: callId(2),
      state: 'established',
      muted: true,
      placed: { number: '1003', name: 'Cecilia', atMs: 0 },
    });
    expect(callCards(held, new Map([[callId(2), mine]]), here)).toEqual([
      expect.objectContaining({ id: callId(1), invitedAs: callId(2), state: 'active', muted: true, here: true }),
    ]);
  });
});
