/**
 * sip.js decodes the tables of its grammar, some 220 texts, anew for each header field that it parses: four fifths of
 * what a SIP message costs us, server and tab alike. Changed on its way into both bundles, it decodes them once.
 * See docs/adr/0011-sip-grammar-at-build.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tables = 'const peg$bytecode = [';
/** The file that is changed. */
export const sipGrammar = /sip\.js\/lib\/grammar\/pegjs\/dist\/grammar\.js$/;

/** @throws Error when the tables are not there exactly once: the package is another than the one that we know */
export function decodedOnce(source, path) {
  const parts = source.split(tables);
  if (parts.length !== 2) throw new Error(`${path} is not as we know it: its tables are not found`);
  return parts.join('const peg$bytecode = peg$parse.tables ??= [');
}

/** For esbuild, which bundles the server; Vite's is in vite.config.ts. */
export const quickSipGrammar = (root) => ({
  name: 'quick SIP grammar',
  setup(build) {
    // Other packages stay outside the bundle; of this one a file is changed on its way in.
    build.onResolve({ filter: /^sip\.js\// }, ({ path }) => ({ path: join(root, 'node_modules', path) }));
    build.onLoad({ filter: sipGrammar }, ({ path }) => ({
      contents: decodedOnce(readFileSync(path, 'utf8'), path),
      loader: 'js',
    }));
  },
});
