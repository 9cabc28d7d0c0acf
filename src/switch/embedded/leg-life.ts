import type { LegId } from '../../contract/ids';
import type { Logger } from '../../ports/logger';
import { allows, nextLegState, type LegInput, type LegState } from './leg-state';

/** Where one leg is in its life (leg-state.ts), and what is to be done when that ends. */
export interface LegLife {
  state(): LegState;
  /** False, with nothing changed, when the input does not fit the state. */
  enter(input: Exclude<LegInput, 'end'>): boolean;
  /** Ends the leg once, then does what was asked for, in that order; false when it had ended before. */
  end(): boolean;
  /** To be called when the leg ends; at once when it has. */
  onEnd(cleanUp: () => void): void;
}

export function createLegLife(logger: Logger, leg: LegId, initial: LegState): LegLife {
  let state = initial;
  const cleanUps: (() => void)[] = [];
  function advance(input: LegInput): boolean {
    if (!allows(state, input)) return false;
    state = nextLegState(state, input);
    return true;
  }
  return {
    state: () => state,
    enter(input) {
      if (advance(input)) return true;
      logger.debug({ leg, state, input }, 'refused: does not fit the state of the leg');
      return false;
    },
    end() {
      if (!advance('end')) return false;
      for (const cleanUp of cleanUps.splice(0)) cleanUp();
      return true;
    },
    onEnd(cleanUp) {
      if (state === 'ended') cleanUp();
      else cleanUps.push(cleanUp);
    },
  };
}
