import { LegId, RecordingId } from '../../contract/ids';
import type { RecordingLimits } from '../port';

/** What has to be known of a recording, also by a server that comes after the one that began it. */
export interface RecordingFacts extends RecordingLimits {
  readonly recording: RecordingId;
  readonly leg: LegId;
}

/**
 *     asked ──► begun ── told, or not live any more ──► fetched ──► told of, and removed from Asterisk
 *
 * All that has to be known of one is in its name: what a server before us has begun goes on as ours.
 */
export interface Recording extends RecordingFacts {
  isBegun: boolean;
  isStopped: boolean;
  /** A server before us has begun it. */
  readonly isFound: boolean;
}

const prefix = 'record';

/** How Asterisk knows it: its name says everything of it, and is that of the channel which listens too. */
export const nameOf = ({ recording, leg, maxMs, silenceMs }: RecordingFacts): string =>
  [prefix, recording, leg, maxMs, silenceMs ?? 0].join('_');

/** Null for what is none of ours. */
export function readName(name: string): RecordingFacts | null {
  const [is, ...parts] = name.split('_');
  const [recording, leg] = [RecordingId.safeParse(parts[0]).data, LegId.safeParse(parts[1]).data];
  const [maxMs = NaN, silenceMs = NaN] = parts.slice(2).map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : NaN));
  if (is !== prefix || recording === undefined || leg === undefined || Number.isNaN(maxMs + silenceMs)) return null;
  return { recording, leg, maxMs, silenceMs: silenceMs === 0 ? null : silenceMs };
}
