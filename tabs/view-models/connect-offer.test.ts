import type { CallView } from '../../src/contract/calls/call-view';
import { groupId } from '../fakes/answer-group-samples';
import { aCall, aGuest, callId, deviceId } from '../fakes/samples';
import { callCard } from './call-card';
import type { CallCard } from './call-card';
import { connectOffer, mergerOf, transferSubject } from './connect-offer';

const none = new Map();
function call(n: number, change: Partial<CallView>): CallCard {
  const card = callCard(
    {
      view: aCall({ id: callId(n), startedAtMs: n, answeredAtMs: n, deviceId: deviceId(1), ...change }),
      goneAtMs: null,
    },
    undefined,
    { deviceId: deviceId(1) },
  );
  if (!card) throw new Error('no card');
  return card;
}
const held = (n: number) => call(n, { state: 'held', heldByMe: true });
const active = (n: number) => call(n, { state: 'active' });
const calling = (n: number) => call(n, { direction: 'out', state: 'connecting', answeredAtMs: null, otherRings: true });

it('two calls are a pair on both cards, and the older one lives on', () => {
  const cards = [active(2), held(1)];
  const pair = { callId: callId(1), withCallId: callId(2) };
  expect(cards.map((card) => connectOffer(card, cards, none))).toEqual([
    { kind: 'pair', pair, asked: false },
    { kind: 'pair', pair, asked: false },
  ]);
});

it('a call that nobody has answered yet can be connected to, and never lives on', () => {
  const cards = [calling(1), held(2)];
  expect(connectOffer(held(2), cards, none)).toMatchObject({ pair: { callId: callId(2), withCallId: callId(1) } });
  expect(connectOffer(calling(1), [calling(1), calling(2)], none)).toBeNull();
});

it('of three calls the one that was made to ask knows its partner, the others ask which', () => {
  const cards = [active(3), held(1), held(2)];
  const consultations = new Map([[callId(3), callId(2)]]);
  expect(connectOffer(active(3), cards, consultations)).toEqual({
    kind: 'pair',
    pair: { callId: callId(2), withCallId: callId(3) },
    asked: true,
  });
  expect(connectOffer(held(1), cards, consultations)).toEqual({ kind: 'choose', others: [cards[0], cards[2]] });
});

it('a partner that has hung up meanwhile leaves the choice to the person', () => {
  const cards = [active(3), held(1), call(2, { state: 'ended', endReason: 'hungUp' }), held(4)];
  expect(connectOffer(active(3), cards, new Map([[callId(3), callId(2)]]))).toMatchObject({ kind: 'choose' });
});

it('one call, a ringing one, a lost one and one under transfer have nobody to be connected with', () => {
  for (const other of [
    call(2, { state: 'ringing' }),
    call(2, { state: 'anchored' }),
    call(2, { state: 'connecting', transferringTo: aCall().other }),
  ]) {
    expect(connectOffer(active(1), [active(1), other], none)).toBeNull();
  }
});

it('a transfer from the search field is about the call I speak in, or the only one', () => {
  expect(transferSubject([held(1), active(2)])?.id).toBe(callId(2));
  expect(transferSubject([held(1)])?.id).toBe(callId(1));
  expect(transferSubject([held(1), held(2)])).toBeNull();
  expect(transferSubject([calling(1)])).toBeNull();
});

it('two calls that are up can become one; what only rings, and a call with itself, cannot', () => {
  const pair = { callId: callId(1), withCallId: callId(2) };
  expect(mergerOf(active(2), held(1))).toEqual(pair);
  expect(mergerOf(held(1), active(2))).toEqual(pair);
  expect(mergerOf(held(1), calling(2))).toBeNull();
  expect(mergerOf(held(1), held(1))).toBeNull();
});

it('a conference lives on, whatever its age, and two of them are two', () => {
  const many = (n: number) => call(n, { state: 'active', guests: [aGuest()] });
  const left = call(2, { state: 'active', guests: [aGuest({ state: 'left', endReason: 'busy' })] });
  expect(mergerOf(held(1), many(2))).toEqual({ callId: callId(2), withCallId: callId(1) });
  expect(mergerOf(held(1), left)).toEqual({ callId: callId(1), withCallId: callId(2) });
  expect(mergerOf(many(1), many(2))).toBeNull();
  expect(connectOffer(many(1), [many(1), many(2)], none)).toBeNull();
});

it('a call in which I supervise is none of mine to connect or to merge', () => {
  const supervised = call(1, { state: 'active', supervising: { mode: 'talk', groupId: groupId(1) } });
  expect(mergerOf(supervised, held(2))).toBeNull();
  expect(connectOffer(supervised, [supervised, held(2)], none)).toBeNull();
  expect(transferSubject([supervised])).toBeNull();
});
