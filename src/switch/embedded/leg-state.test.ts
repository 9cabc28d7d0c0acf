import { allows, nextLegState, type LegInput, type LegState } from './leg-state';

const inputs: readonly LegInput[] = ['ring', 'answer', 'acknowledged', 'otherRings', 'otherAnswers', 'end'];
const states: readonly LegState[] = ['arrived', 'early', 'answering', 'dialling', 'ringing', 'up', 'ended'];

describe('state of a leg', () => {
  it('leads an arrived leg by ring and answer to up', () => {
    expect((['ring', 'answer', 'acknowledged', 'end'] as const).reduce<LegState>(nextLegState, 'arrived')).toBe(
      'ended',
    );
    expect((['answer', 'acknowledged'] as const).reduce<LegState>(nextLegState, 'arrived')).toBe('up');
  });

  it('leads a dialled leg to up with or without ringing', () => {
    expect((['otherRings', 'otherAnswers'] as const).reduce<LegState>(nextLegState, 'dialling')).toBe('up');
    expect(nextLegState('dialling', 'otherAnswers')).toBe('up');
  });

  it('refuses everything after the end', () => {
    for (const input of inputs) expect(() => nextLegState('ended', input)).toThrow('does not fit');
  });

  it('can end from every state, and says beforehand what it allows', () => {
    for (const state of states) {
      expect(allows(state, 'end')).toBe(state !== 'ended');
      for (const input of inputs) {
        if (allows(state, input)) expect(states).toContain(nextLegState(state, input));
        else expect(() => nextLegState(state, input)).toThrow();
      }
    }
  });
});
