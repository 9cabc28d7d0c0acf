import { randomInt } from 'node:crypto';
import { open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { RecordingId } from '../../contract/ids';
import { partFile, soundFile } from '../../sound/file-names';
import { createOggOpusWriter, msOf, readOggOpus } from '../../sound/ogg-opus';
import { packetSamples, samplesPerMs } from '../../sound/opus-packets';
import { createTwoSidedTrack } from '../../sound/two-sided';
import type { Piece } from './recording-names';

/** A piece that lies in the folder. */
interface PieceFile extends Piece {
  readonly recording: RecordingId;
  readonly name: string;
}

/** Packets that are put in their places before anything else gets its turn. */
const atOnce = 500;

function readPieceName(name: string): PieceFile | null {
  const [, id, side, at] = /^(.{36})\.(said|heard)\.(\d{1,15})\.ogg$/.exec(name) ?? [];
  const recording = RecordingId.safeParse(id).data;
  if (recording === undefined || (side !== 'said' && side !== 'heard')) return null;
  return { recording, side, atMs: Number(at), name };
}

/** The pieces that lie there, of a server before us too. */
export async function piecesIn(folder: string): Promise<readonly PieceFile[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => readPieceName(name) ?? []);
}

/**
 * Makes one file of the pieces of a recording, each side at its time, and leaves nothing of them. @returns how long it
 * is; null = there is no piece @throws Error of the file: the pieces stay
 */
export async function joinPieces(folder: string, recording: RecordingId, endMs: number): Promise<number | null> {
  const pieces = (await piecesIn(folder)).filter((each) => each.recording === recording);
  if (pieces.length === 0) return null;
  const part = join(folder, partFile(recording));
  const file = await open(part, 'w', 0o600);
  try {
    const ms = await fill(file, folder, pieces, endMs);
    await file.sync();
    await rename(part, join(folder, soundFile(recording)));
    await removePieces(folder, pieces);
    return ms;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** They are not to be kept. */
export async function dropPieces(folder: string, recording: RecordingId): Promise<void> {
  await removePieces(
    folder,
    (await piecesIn(folder)).filter((each) => each.recording === recording),
  );
}

const removePieces = async (folder: string, pieces: readonly PieceFile[]): Promise<void> =>
  void (await Promise.all(pieces.map(({ name }) => rm(join(folder, name), { force: true }))));

interface Placed extends Piece {
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly payload: Buffer;
}

async function fill(file: FileHandle, folder: string, pieces: readonly PieceFile[], endMs: number): Promise<number> {
  const placed = (await Promise.all(pieces.map((piece, ssrc) => packetsOf(folder, piece, ssrc)))).flat();
  placed.sort((a, b) => a.atMs - b.atMs);
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(randomInt(2 ** 32), (page) => void pages.push(page), 2);
  const track = createTwoSidedTrack(Math.min(...pieces.map(({ atMs }) => atMs)), writer.add);
  for (const [count, packet] of placed.entries()) {
    track.take(packet.side, packet, packet.atMs);
    if (count % atOnce !== 0) continue;
    await file.writeFile(Buffer.concat(pages.splice(0)));
    await setImmediate();
  }
  track.finish(Math.max(endMs, placed.at(-1)?.atMs ?? 0));
  writer.finish();
  await file.writeFile(Buffer.concat(pages));
  return msOf(writer.samples());
}

/** Each at the time at which it was over. */
async function packetsOf(folder: string, { name, side, atMs }: PieceFile, ssrc: number): Promise<readonly Placed[]> {
  let timestamp = 0;
  return readOggOpus(await readFile(join(folder, name))).map((payload, count) => {
    const began = timestamp;
    timestamp += packetSamples(payload) ?? 0;
    return {
      ...{ ssrc, side, payload, atMs: atMs + timestamp / samplesPerMs },
      ...{ sequence: count & 0xffff, timestamp: began },
    };
  });
}
