/** A text and where the caret stands in it. */
export interface Edited {
  readonly text: string;
  readonly caret: number;
}

/** What is selected; start = end where nothing is. */
export interface Selection {
  readonly start: number;
  readonly end: number;
}

/** Puts a piece where the caret stands, in place of what is selected. */
export function inserted(text: string, { start, end }: Selection, piece: string): Edited {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length };
}

/** Takes away what is selected, else the sign before the caret. */
export function erased(text: string, { start, end }: Selection): Edited {
  const from = start === end ? Math.max(0, start - 1) : start;
  return { text: text.slice(0, from) + text.slice(end), caret: from };
}
