import { once } from 'node:events';
import type { Response } from 'express';
import type { CsvReader } from '../contract/csv';
import { byteOrderMark, separatorOf } from '../contract/csv-text';
import { csvLines, inWords, type Cell } from './write-csv';

export interface CsvFile {
  /** Without ending. */
  readonly name: string;
  /** The language also decides what parts the columns. */
  readonly reader: CsvReader;
  /** `{zone}` becomes the name of the zone whose clock the times are of. */
  readonly header: readonly string[];
  readonly parts: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** A short list, which is there as a whole. */
export async function* inOne(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows;
}

/** Answers with a file to save. */
export async function sendCsv(response: Response, { name, reader, header, parts }: CsvFile): Promise<void> {
  const separator = separatorOf(reader.language);
  async function* text(): AsyncGenerator<string> {
    yield byteOrderMark + csvLines([header.map((each) => each.replace('{zone}', reader.zone))], separator);
    for await (const part of parts)
      yield csvLines(
        part.map((row) => row.map((cell) => inWords(cell, reader))),
        separator,
      );
  }
  response.attachment(`${name}.csv`).type('text/csv; charset=utf-8');
  await sendText(response, text());
}

/** Part by part as its reader takes it; gives up when the client is gone. */
export async function sendText(response: Response, parts: AsyncIterable<string>): Promise<void> {
  for await (const part of parts) {
    if (response.destroyed) return;
    if (!response.write(part)) await readOrGone(response);
  }
  response.end();
}

/** Nothing goes on listening, of a file that has thousands of parts. */
async function readOrGone(response: Response): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    waiting.abort();
  }
}
