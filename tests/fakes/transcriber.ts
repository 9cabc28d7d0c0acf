import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TranscriptionConfig } from '../../src/transcription/driver';

/** What it was asked to write down. */
export interface Asked {
  readonly language: string;
  readonly model: string | null;
  /** Of the WAV file, in milliseconds. */
  readonly ms: number;
}

export interface Transcriber {
  readonly config: TranscriptionConfig;
  readonly asked: Asked[];
  /** What it answers from now on: segments, or a status with a body. */
  answers(with_: readonly object[] | { readonly status: number; readonly body?: string; readonly to?: string }): void;
  close(): Promise<void>;
}

interface Options {
  readonly kind: TranscriptionConfig['kind'];
  readonly key?: string;
}

export const aSegment = (text: string, change: object = {}) => ({
  ...{ id: 0, seek: 0, start: 0, end: 2.5, text, tokens: [50_364, 2_425], temperature: 0 },
  ...{ avg_logprob: -0.2, compression_ratio: 1.1, no_speech_prob: 0.02 },
  ...change,
});

/**
 * Stands in for OpenAI's interface or the server of whisper.cpp: takes what they take, refuses what they refuse, and
 * says what the test wants to have been said.
 */
export async function startTranscriber({ kind, key }: Options): Promise<Transcriber> {
  const asked: Asked[] = [];
  let next: Parameters<Transcriber['answers']>[0] = [aSegment(' Ring mig.')];
  const path = { openai: '/v1/audio/transcriptions', whisper: '/inference' }[kind];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const problem = await problemOf(request, { kind, key: key ?? null, path }, asked);
    const { status, body, to } = problem ?? ('status' in next ? next : { status: 200, body: verbose(next) });
    const headers = to === undefined ? {} : { location: to };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    config: { kind, url, key: key ?? null, model: 'whisper-1' },
    asked,
    answers: (with_) => (next = with_),
    close: () => new Promise((resolve) => server.closeAllConnections() ?? server.close(() => resolve())),
  };
}

const verbose = (segments: readonly object[]): string =>
  JSON.stringify({ task: 'transcribe', language: 'swedish', duration: 2.5, text: 'not read', segments });

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly to?: string;
}

async function problemOf(
  request: IncomingMessage,
  { kind, key, path }: { readonly kind: string; readonly key: string | null; readonly path: string },
  asked: Asked[],
): Promise<Answer | null> {
  const refuse = (status: number, message: string): Answer => ({
    status,
    body: JSON.stringify({ error: { message } }),
  });
  const form = await formOf(request).catch(() => null);
  const { authorization = null } = request.headers;
  if (request.method !== 'POST' || request.url !== path) return refuse(404, 'no such path');
  if (key !== null && authorization !== `Bearer ${key}`)
    return refuse(401, `Incorrect API key: ${authorization ?? ''}`);
  if (form === null) return refuse(400, 'not multipart/form-data');
  const [file, language, model] = ['file', 'language', 'model'].map((name) => form.get(name));
  if (!(file instanceof Blob)) return refuse(400, 'no file');
  const ms = msOfWav(Buffer.from(await file.arrayBuffer()));
  if (ms === null) return refuse(400, 'no WAV file of 16 kHz');
  if (language !== 'sv' && language !== 'en') return refuse(400, 'no such language');
  if (form.get('response_format') !== 'verbose_json') return refuse(400, 'no such response_format');
  if (kind === 'openai' && model !== 'whisper-1') return refuse(404, 'no such model');
  asked.push({ language, model: typeof model === 'string' ? model : null, ms });
  return null;
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(Buffer.concat(parts), { headers }).formData();
}

/** Null when it is none of 16 kHz, mono, 16 bits. */
function msOfWav(wav: Buffer): number | null {
  const isOurs =
    wav.toString('latin1', 0, 4) === 'RIFF' &&
    wav.readUInt32LE(4) === wav.length - 8 &&
    wav.toString('latin1', 8, 16) === 'WAVEfmt ' &&
    [wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24)].join() === '1,1,16000' &&
    [wav.readUInt32LE(28), wav.readUInt16LE(32), wav.readUInt16LE(34)].join() === '32000,2,16' &&
    wav.readUInt32LE(40) === wav.length - 44;
  return isOurs ? (wav.length - 44) / 32 : null;
}
