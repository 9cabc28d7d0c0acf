import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readMigrations } from '../../src/storage/migrate';

const folder = mkdtempSync(join(tmpdir(), 'vaxel-structure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** `npm run structure` over what is planted. */
function structure(): { readonly text: string; readonly status: number | null } {
  const command = join(process.cwd(), 'tests', 'architecture', 'structure.ts');
  const { stdout, status } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), command], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { text: stdout, status };
}

const functionOf = (name: string, lines: number) => `export function ${name}() {\n${'  // å\n'.repeat(lines - 2)}}\n`;

test('the structure names functions that are too long, wide lines and circles of files and folders, and fails', () => {
  plant(
    'src/a/one.ts',
    `import { two } from '../b/two';\n// ${'😀'.repeat(117)}\n// ${'å'.repeat(118)}\n${functionOf('fits', 60)}`,
  );
  plant(
    'src/b/two.ts',
    `import type { one } from '../a/one';\nexport const two = {\n  tooLong() {\n${'\n'.repeat(59)}  },\n};\n`,
  );
  plant('src/b/two.test.ts', functionOf('long', 70));
  const { text, status } = structure();
  expect(text).toContain(
    'circles of files: 1, of folders: 1\n  src/a/one.ts → src/b/two.ts → src/a/one.ts\n  src/a → src/b → src/a\n',
  );
  expect(text).toContain('functions over 60 lines: 2; without tests 1, 50.00 % of 2 named functions');
  expect(text).toContain('  61  src/b/two.ts:3 tooLong\n');
  expect(text).toContain('lines over 120 columns: 1 in 1 files\n  src/a/one.ts:3\n');
  expect(text).toMatch(/^src\/b +1 +64 +1 +70 +2 +2 +0$/m);
  expect(status).toBe(1);
});

test('nothing is wrong with a room that is well kept', () => {
  rmSync(join(folder, 'src'), { recursive: true });
  plant('src/a/one.ts', functionOf('fits', 60));
  expect(structure().status).toBe(0);
});

test('one line that is too wide is enough to fail', () => {
  plant('src/a/two.ts', `// ${'å'.repeat(118)}\n`);
  expect(structure().status).toBe(1);
});

test('migrations are numbered without gaps, and no number is there twice', async () => {
  expect((await readMigrations(join(process.cwd(), 'src/storage/migrations'))).length).toBeGreaterThan(0);
});

test('no file of the repository is large: what a program left there by chance', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  const large = files.filter((file) => existsSync(file) && statSync(file).size > 1_000_000);
  expect(files.length).toBeGreaterThan(1_000);
  expect(large).toEqual([]);
});
