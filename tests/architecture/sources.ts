import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The files of the repository and what they import. Paths are relative to the root, where all runners are started. */
const root = process.cwd();

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Everything in a folder and below whose name ends as asked for. */
export function filesIn(folder: string, ending: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => ending.test(file))
    .toSorted();
}

/** What stands beside the product to test it. */
export const isTest = (file: string): boolean => /^tests\/|\.test\.tsx?$|test-setup|^tabs\/fakes\//.test(file);

/** What a file imports, types and what is loaded later too, as it is written there. */
export function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** The paths of our own that a file imports, as they are written: without an ending. */
export function ownImports(file: string): string[] {
  const names = importsOf(file).filter((name) => name.startsWith('.'));
  return names.map((name) => relative(root, resolve(root, dirname(file), name)));
}

/** Which of these files imports which of them. */
export function importGraph(files: readonly string[]): Map<string, readonly string[]> {
  const known = new Set(files);
  const fileOf = (path: string) =>
    [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].filter((file) => known.has(file));
  return new Map(files.map((file) => [file, ownImports(file).flatMap(fileOf)]));
}

/** The same between the folders that `roomOf` tells. */
export function roomGraph(
  graph: ReadonlyMap<string, readonly string[]>,
  roomOf: (file: string) => string,
): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    const known = found.get(roomOf(file)) ?? new Set();
    for (const target of targets) if (roomOf(target) !== roomOf(file)) known.add(roomOf(target));
    found.set(roomOf(file), known);
  }
  return new Map([...found].map(([room, known]) => [room, [...known]]));
}
