import type { UserId } from '../../../src/contract/ids';
import type { LineState, PersonState } from '../../../src/contract/lines/line-state';

/** Of the people whom this window watches, as far as the server has told. */
export type Lines = ReadonlyMap<UserId, LineState>;

export function withValues(before: Lines, people: readonly PersonState[]): Lines {
  const lines = new Map(before);
  for (const { userId, line } of people) lines.set(userId, line);
  return lines;
}

/** What is not watched any more is not known any more. */
export function onlyWatched(before: Lines, watched: readonly UserId[]): Lines {
  const kept = new Set(watched);
  const lines = new Map([...before].filter(([userId]) => kept.has(userId)));
  return lines.size === before.size ? before : lines;
}
