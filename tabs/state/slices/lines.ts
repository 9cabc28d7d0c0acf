import type { UserId } from '../../../src/contract/ids';
import type { ContactView } from '../../../src/contract/people/people';
import type { LineState, PersonState } from '../../../src/contract/lines/line-state';

/** Of the people whom this window watches, as far as the server has told; null: who has left the organisation. */
export type Lines = ReadonlyMap<UserId, LineState | null>;

export function withValues(before: Lines, people: readonly PersonState[]): Lines {
  const lines = new Map(before);
  for (const { userId, line } of people) lines.set(userId, line);
  return lines;
}

/** A contact's line as it was last told; until then as the directory answered. */
export function currentLine(lines: Lines, { userId, line }: Pick<ContactView, 'userId' | 'line'>): LineState | null {
  const told = userId === null ? undefined : lines.get(userId);
  return told === undefined ? line : told;
}

/** What is not watched any more is not known any more. */
export function onlyWatched(before: Lines, watched: readonly UserId[]): Lines {
  const kept = new Set(watched);
  const lines = new Map([...before].filter(([userId]) => kept.has(userId)));
  return lines.size === before.size ? before : lines;
}
