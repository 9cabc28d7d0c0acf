import { LegId, RecordingId } from '../../contract/ids';
import type { PieceName } from '../../sound/file-names';
import type { SoundSide } from '../../sound/two-sided';
import type { RecordingLimits } from '../port';

/** What has to be known of a recording, also by a server that comes after the one that began it. */
export interface RecordingFacts extends Omit<RecordingLimits, 'both'> {
  readonly recording: RecordingId;
  readonly leg: LegId;
  /** It is a piece of a recording of both sides. */
  readonly piece?: Piece;
}

/** What one side said or heard, from a time on. */
export interface Piece {
  readonly side: SoundSide;
  readonly atMs: number;
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
export const nameOf = ({ recording, leg, maxMs, silenceMs, piece }: RecordingFacts): string =>
  [prefix, recording, leg, maxMs, silenceMs ?? 0, ...(piece ? [piece.side, piece.atMs] : [])].join('_');

/** And how its file is. */
export const fileNameOf = ({ recording, piece }: RecordingFacts): RecordingId | PieceName =>
  piece ? `${recording}.${piece.side}.${piece.atMs}` : recording;

/** Null for what is none of ours. */
export function readName(name: string): RecordingFacts | null {
  const [is, ...parts] = name.split('_');
  const [recording, leg] = [RecordingId.safeParse(parts[0]).data, LegId.safeParse(parts[1]).data];
  const [maxMs, silenceMs] = [readNumber(parts[2]), readNumber(parts[3])];
  const piece = parts.length > 4 ? readPiece(parts[4], parts[5]) : undefined;
  if (is !== prefix || recording === undefined || leg === undefined || piece === null) return null;
  if (maxMs === null || silenceMs === null) return null;
  return { recording, leg, maxMs, silenceMs: silenceMs === 0 ? null : silenceMs, ...(piece && { piece }) };
}

const readNumber = (part = ''): number | null => (/^\d{1,15}$/.test(part) ? Number(part) : null);

function readPiece(side: string | undefined, at: string | undefined): Piece | null {
  const atMs = readNumber(at);
  return (side === 'said' || side === 'heard') && atMs !== null ? { side, atMs } : null;
}
