import { parseSync } from '@swc/core';

/** What `npm run structure` counts in one file. */

export const mostColumns = 120;
export const mostLines = 60;

export interface FunctionSize {
  /** The name it is declared with or given to; null = what is handed on without one, e.g. a callback. */
  readonly name: string | null;
  /** Where it begins; the first line is 1. */
  readonly line: number;
  readonly lines: number;
}

/** The lines that are longer than fits, counted in code points. The first line is 1. */
export function wideLines(text: string): { readonly line: number; readonly columns: number }[] {
  const all = text.split('\n').map((content, index) => ({ line: index + 1, columns: Array.from(content).length }));
  return all.filter(({ columns }) => columns > mostColumns);
}

interface SourceNode {
  readonly type?: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly value?: unknown;
}

const functionTypes = new Set([
  ...['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'],
  ...['ClassMethod', 'PrivateMethod', 'Constructor', 'MethodProperty', 'GetterProperty', 'SetterProperty'],
]);

/** Every function of a TypeScript source with the lines that it takes, those within it included. */
export function functionsOf(text: string, isTsx = false): FunctionSize[] {
  // The parser counts on from what it read before; the sign in front is where this text begins.
  const tree = parseSync(`;${text}`, { syntax: 'typescript', tsx: isTsx });
  const start = tree.body[0]?.span.start ?? 0;
  const bytes = Buffer.from(`;${text}`);
  const lineAt = (position: number) =>
    bytes
      .subarray(0, position - start)
      .toString('latin1')
      .split('\n').length;
  const found: FunctionSize[] = [];
  visit(tree, null, (node, name) => {
    const line = lineAt(node.span?.start ?? start);
    found.push({ name, line, lines: lineAt(node.span?.end ?? start) - line + 1 });
  });
  return found;
}

function visit(node: unknown, given: string | null, tell: (node: SourceNode, name: string | null) => void): void {
  if (typeof node !== 'object' || node === null) return;
  const { type = '' } = node as SourceNode;
  const parts = node as Readonly<Record<string, SourceNode | undefined>>;
  const own = parts['identifier'] ?? parts['key'] ?? parts['id'];
  const name = type === 'Constructor' ? 'constructor' : typeof own?.value === 'string' ? own.value : null;
  if (functionTypes.has(type)) tell(node as SourceNode, name ?? given);
  const isGiven = type === 'VariableDeclarator' || type === 'KeyValueProperty' || type === 'ClassProperty';
  for (const child of Object.values(node)) visit(child, isGiven ? name : null, tell);
}
