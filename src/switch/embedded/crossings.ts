import { randomUUID } from 'node:crypto';
import type { CallId } from '../../contract/ids';
import type { Leg } from './leg';
import type { LegAudio } from './leg-audio';
import { createLocalPair, type LocalPair, type LocalPairDeps, type LocalPairIds } from './local-pair';

/** As many diversions as the telephone network allows one call (ETSI EN 300 207-1). */
const mostCrossings = 5;

export interface Crossing {
  readonly pair: LocalPair;
  /** Names the call that the arriving leg begins: what that call dials is known to have come this far. */
  readonly callId: CallId;
  /** To be called when the arrived leg ends. */
  end(): void;
}

/** Legs that leave one call and arrive as another of the same switch; what goes round and round comes to an end. */
export interface Crossings {
  /** Null when the call has come round too often already. */
  begin(deps: LocalPairDeps, ids: LocalPairIds, from: CallId): Crossing | null;
  /**
   * Ends what a leg is part of that hears another from now on, when that is a ring of pairs: calls that hear only
   * each other.
   */
  endIfEndless(leg: Leg, heard: Leg): void;
}

export function createCrossings(): Crossings {
  /** How often a call that arrived by a crossing has crossed. */
  const depths = new Map<CallId, number>();
  const otherEnds = new WeakMap<LegAudio, Leg>();

  function isEndless(start: LegAudio): boolean {
    const reached = new Set<LegAudio>();
    const ahead = [start];
    for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
      for (const source of otherEnds.get(at)?.audio.sources() ?? []) {
        if (source === start) return true;
        if (reached.has(source)) continue;
        reached.add(source);
        ahead.push(source);
      }
    }
    return false;
  }

  return {
    begin(deps, ids, from) {
      const depth = (depths.get(from) ?? 0) + 1;
      if (depth > mostCrossings) return null;
      const pair = createLocalPair(deps, ids);
      otherEnds.set(pair.dialled.audio, pair.arrived).set(pair.arrived.audio, pair.dialled);
      const callId = randomUUID() as CallId;
      depths.set(callId, depth);
      return { pair, callId, end: () => depths.delete(callId) };
    },
    endIfEndless(leg, heard) {
      // Its call is told, and ends the next leg in the ring, until it comes round.
      if (isEndless(heard.audio)) otherEnds.get(leg.audio)?.hangUp('hungUp');
    },
  };
}
