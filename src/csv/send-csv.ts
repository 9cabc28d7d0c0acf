import { once } from 'node:events';
import type { Response } from 'express';
import { byteOrderMark, csvLines, separatorOf, type Cell } from './write-csv';

export interface CsvFile {
  /** Without ending. */
  readonly name: string;
  /** Decides what parts the columns. */
  readonly language: string;
  readonly header: readonly string[];
  readonly parts: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Answers with a file to save. */
export async function sendCsv(response: Response, { name, language, header, parts }: CsvFile): Promise<void> {
  const separator = separatorOf(language);
  async function* text(): AsyncGenerator<string> {
    yield byteOrderMark + csvLines([header], separator);
    for await (const part of parts) yield csvLines(part, separator);
  }
  response.attachment(`${name}.csv`).type('text/csv; charset=utf-8');
  await sendText(response, text());
}

/** Part by part as its reader takes it; gives up when the client is gone. */
export async function sendText(response: Response, parts: AsyncIterable<string>): Promise<void> {
  for await (const part of parts) {
    if (response.destroyed) return;
    if (!response.write(part)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
