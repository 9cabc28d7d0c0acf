import { VaxelError } from '../../contract/errors';

/**
 * The life of one leg.
 *
 *     INVITE comes in                     dial
 *           │                              │
 *           ▼         ring                 ▼        180/183
 *        arrived ──────────► early      dialling ──────────► ringing
 *           │  answer          │ answer    │ 2xx                │ 2xx
 *           └──────► answering ◄┘          └────────► up ◄──────┘
 *                        │ ACK                        ▲
 *                        └────────────────────────────┘
 *
 *     every state ── end ──► ended (nothing leaves it)
 */
export type LegState = 'arrived' | 'early' | 'answering' | 'dialling' | 'ringing' | 'up' | 'ended';
export type LegInput = 'ring' | 'answer' | 'acknowledged' | 'otherRings' | 'otherAnswers' | 'end';

const transitions: Readonly<Record<LegState, Partial<Record<LegInput, LegState>>>> = {
  arrived: { ring: 'early', answer: 'answering', end: 'ended' },
  early: { answer: 'answering', end: 'ended' },
  answering: { acknowledged: 'up', end: 'ended' },
  dialling: { otherRings: 'ringing', otherAnswers: 'up', end: 'ended' },
  ringing: { otherAnswers: 'up', end: 'ended' },
  up: { end: 'ended' },
  ended: {},
};

/** @throws VaxelError call.notAllowed when the input does not fit the state, which then stays */
export function nextLegState(state: LegState, input: LegInput): LegState {
  const next = transitions[state][input];
  if (next === undefined) throw new VaxelError('call.notAllowed', `${input} does not fit a leg that is ${state}`);
  return next;
}

export function allows(state: LegState, input: LegInput): boolean {
  return transitions[state][input] !== undefined;
}
