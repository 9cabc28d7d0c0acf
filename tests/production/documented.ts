import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of the shell that docs/operations.md has below this comment: what is tested is what is written there. */
export function documented(comment: string): string {
  const text = readFileSync(join(process.cwd(), 'docs', 'operations.md'), 'utf8');
  const blocks = [...text.matchAll(/```sh\n# ([^\n]+)\n([\s\S]*?)```/g)];
  const found = blocks.find(([, title]) => title === comment);
  if (found?.[2] === undefined) throw new Error(`docs/operations.md has no commands "# ${comment}"`);
  return found[2];
}
