import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** How the tab is put together: which room may know which, and that no file knows itself by way of others. */
const root = resolve(__dirname, '../..');
const files = readdirSync(join(root, 'tabs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^fakes\/|\.test\.tsx?$|test-setup|\.d\.ts$/.test(name))
  .map((name) => join('tabs', name));

/** What is left of an import when types are gone. */
function valueImports(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type\b)(?:[^;']*?from )?'([^']+)'/gm)].map((match) => match[1] ?? '');
}

test('what the tab runs of the contract brings no schema along: 22 kB that no first view needs', () => {
  const seen = new Set<string>();
  const visit = (file: string): readonly string[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    return valueImports(file).flatMap((name) => {
      if (!name.startsWith('.')) return name === 'zod' ? [relative(root, file)] : [];
      const path = resolve(dirname(file), name);
      return [path, `${path}.ts`, `${path}/index.ts`].filter((each) => each.endsWith('.ts') && existsSync(each)).flatMap(visit);
    });
  };
  const contract = files.flatMap((file) =>
    valueImports(join(root, file))
      .map((name) => resolve(root, dirname(file), `${name}.ts`))
      .filter((path) => path.startsWith(join(root, 'src/contract/'))),
  );
  expect(contract.length).toBeGreaterThan(5);
  expect(contract.flatMap(visit)).toEqual([]);
});
