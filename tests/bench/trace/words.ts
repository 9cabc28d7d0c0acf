import type { Mark } from './span';

/** What a page or the server notes: a word, or `in ` or `out ` and the text of a frame. */
export interface Note {
  readonly atMs: number;
  readonly text: string;
}

/** Notes as marks, in the order of time. */
export function marksOf(notes: readonly Note[]): Mark[] {
  return notes.map(({ atMs, text }) => ({ atMs, what: named(text) })).toSorted((one, other) => one.atMs - other.atMs);
}

function named(text: string): string {
  const [, way, frame] = /^(in|out) (.*)$/s.exec(text) ?? [];
  return way === undefined || frame === undefined ? text : `${way} ${wordOf(frame)}`;
}

/** What a frame of one of our sockets is called: `INVITE`, `180 INVITE`, `command call.hangUp`, `events call`. */
function wordOf(frame: string): string {
  const status = /^SIP\/2\.0 (\d{3})/.exec(frame)?.[1];
  if (status !== undefined) return `${status} ${/^CSeq: *\d+ +(\w+)/im.exec(frame)?.[1] ?? ''}`;
  const method = /^([A-Z]+) sips?:/.exec(frame)?.[1];
  if (method !== undefined) return method;
  const type = /^\{"type":"(\w+)"/.exec(frame)?.[1] ?? 'other';
  const inner = /"(?:command|events)":\[?\{"(?:type|name)":"([\w.]+)"/.exec(frame)?.[1];
  return inner === undefined ? type : `${type} ${inner}`;
}
