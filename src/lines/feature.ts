import type { Feature, Infrastructure } from '../feature';
import { followLines } from './follow-lines';
import { createLineStates, type LineStates } from './line-states';
import { createLines, type Lines } from './lines';

export interface LinesFeature extends Feature {
  readonly lines: Lines;
  readonly lineStates: LineStates;
}

/** Who can be rung, and what their lines show. */
export function createLinesFeature({ db, publisher, wakes, clock, logger }: Infrastructure): LinesFeature {
  const lines = createLines(db);
  const lineStates = createLineStates({ lines, publisher });
  return {
    lines,
    lineStates,
    topics: { people: lineStates.watched },
    start: () => followLines({ lines, wakes, clock, logger }),
  };
}
