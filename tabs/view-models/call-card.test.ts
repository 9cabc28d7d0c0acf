import type { CallView } from '../../src/contract/calls';
import { aCall, callId, deviceId, nobody } from '../fakes/samples';
import type { LocalCall } from '../softphone/softphone-state';
import { callCard, callCards } from './call-card';
import type { CallCard } from './call-card';
import { soundFor } from './sound';

const here = { deviceId: deviceId(1) };
const local = (change: Partial<LocalCall> = {}): LocalCall => ({ callId: callId(1), direction: 'in', state: 'ringing', hears: false, answering: false, muted: false, problem: null, refusal: null, placed: null, endedAtMs: null, ...change });
const shown = (view: Partial<CallView>, mine?: LocalCall): CallCard => callCard({ view: aCall(view), goneAtMs: null }, mine, here) as CallCard;

describe('an incoming call', () => {
  it('can be answered here once the invitation is here', () => {
    expect(shown({})).toMatchObject({ state: 'ringing', answer: 'unavailable', canDecline: true, canHangUp: false });
    expect(shown({}, local())).toMatchObject({ answer: 'ready', status: { key: 'call.ringing' } });
    expect(shown({}, local({ answering: true }))).toMatchObject({ answer: 'pending', status: { key: 'call.answering' } });
  });

  it('that another device of mine took is elsewhere, and names the device', () => {
    const card = shown({ state: 'active', deviceId: deviceId(2), deviceLabel: 'Edge', answeredAtMs: 5 });
    expect(card).toMatchObject({ state: 'elsewhere', status: { key: 'call.elsewhere', values: { device: 'Edge' } }, canHangUp: false, canDismiss: true, timerFromMs: null });
  });

  it('that nobody took is a missed call, without advice but with a way to call back', () => {
    expect(shown({ state: 'ended', endReason: 'cancelled' })).toMatchObject({ status: { key: 'reason.missed.title' }, advice: null, callAgain: { number: '1002' } });
  });

  it('from nobody known cannot be called back', () => {
    expect(shown({ state: 'ended', endReason: 'hungUp', other: nobody, answeredAtMs: 5 })).toMatchObject({ name: null, number: null, callAgain: null });
  });

  it('says why answering failed and can still be answered', () => {
    expect(shown({}, local({ problem: 'microphone.denied' }))).toMatchObject({ answer: 'ready', advice: { key: 'problem.microphone.denied.advice' } });
  });
});

describe('a call that is up', () => {
  const up = { state: 'active', deviceId: deviceId(1), answeredAtMs: 5_000 } as const;

  it('counts from the answer and can be muted, held and ended', () => {
    expect(shown(up, local({ state: 'established' }))).toMatchObject({ state: 'active', timerFromMs: 5_000, canTalk: true, hold: 'hold', canHangUp: true, muted: false });
  });

  it('shows the microphone as this window has it, before the server agrees', () => {
    expect(shown(up, local({ state: 'established', muted: true }))).toMatchObject({ muted: true, status: { key: 'call.muted' } });
  });

  it('tells who holds it', () => {
    expect(shown({ ...up, state: 'held', heldByMe: true }, local({ state: 'established' }))).toMatchObject({ hold: 'resume', canTalk: false, status: { key: 'call.heldByMe' } });
    expect(shown({ ...up, heldByOther: true }, local({ state: 'established' }))).toMatchObject({ hold: 'hold', status: { key: 'call.heldByOther' } });
  });

  it('stays here while this window has its audio, also before the server says whose device it is', () => {
    expect(shown({ ...up, deviceId: null }, local({ state: 'established' })).state).toBe('active');
  });
});

describe('an outgoing call', () => {
  const out = { direction: 'out', state: 'connecting', deviceId: deviceId(1) } as const;

  it('says when it rings at the other end', () => {
    expect(shown(out).status).toEqual({ key: 'call.calling' });
    expect(shown({ ...out, otherRings: true }).status).toEqual({ key: 'call.otherRings' });
  });

  it('that failed says what to do, one that ended well does not', () => {
    expect(shown({ ...out, state: 'ended', endReason: 'busy' })).toMatchObject({ status: { key: 'reason.busy.title' }, advice: { key: 'reason.busy.advice' } });
    expect(shown({ ...out, state: 'ended', endReason: 'hungUp' }).advice).toBeNull();
  });

  it('has a card before the server knows of it, and keeps it when it never will', () => {
    const placed = { number: '1002', name: 'Björn', atMs: 0 };
    expect(callCard(undefined, local({ direction: 'out', state: 'connecting', placed }), here)).toMatchObject({ state: 'connecting', name: 'Björn', canHangUp: true });
    expect(callCard(undefined, local({ direction: 'out', state: 'ended', placed, problem: 'notConnected' }), here)).toMatchObject({
      state: 'ended', status: { key: 'problem.notConnected.title' }, advice: { key: 'problem.notConnected.advice' }, callAgain: { number: '1002', name: 'Björn' },
    });
    expect(callCard(undefined, local({ direction: 'out', state: 'ended', placed, refusal: 'unknownNumber' }), here)).toMatchObject({ status: { key: 'reason.unknownNumber.title' } });
  });
});

describe('several calls', () => {
  const view = (n: number, change: Partial<CallView>) => [callId(n), { view: aCall({ id: callId(n), deviceId: deviceId(1), ...change }), goneAtMs: null }] as const;

  it('stand with the ringing ones on top and the ended ones last', () => {
    const held = new Map([view(1, { state: 'ended' }), view(2, { state: 'held' }), view(3, { state: 'active' }), view(4, { state: 'ringing' }), view(5, { state: 'ringing' })]);
    expect(callCards(held, new Map(), new Set(), here).map(({ id }) => id)).toEqual([4, 5, 3, 2, 1].map(callId));
  });

  it('leave out what has been put away, and a ringing session that the server never told of', () => {
    const held = new Map([view(1, { state: 'active' })]);
    expect(callCards(held, new Map([[callId(2), local({ callId: callId(2) })]]), new Set([callId(1)]), here)).toEqual([]);
  });
});

describe('what is heard', () => {
  const card = (view: Partial<CallView>, mine?: LocalCall) => [shown(view, mine)];

  it('is ringing only where the call can be answered, and not after the press', () => {
    expect(soundFor(card({}, local()), () => false)).toBe('ringing');
    expect(soundFor(card({}), () => false)).toBeNull();
    expect(soundFor(card({}, local({ answering: true })), () => false)).toBeNull();
  });

  it('is ringback only until the switch sends a tone of its own', () => {
    const out = card({ direction: 'out', state: 'connecting', otherRings: true });
    expect(soundFor(out, () => false)).toBe('ringback');
    expect(soundFor(out, () => true)).toBeNull();
    expect(soundFor(card({ direction: 'out', state: 'connecting' }), () => false)).toBeNull();
  });
});
