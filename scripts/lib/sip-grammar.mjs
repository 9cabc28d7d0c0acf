/**
 * sip.js decodes the tables of its grammar, some 220 texts, anew for each header field that it parses: four fifths of
 * what a SIP message costs us, server and tab alike. With these plugins of esbuild and of Vite they are decoded once.
 * See docs/adr/0011-sip-grammar-at-build.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tables = 'const peg$bytecode = [';
const grammar = /sip\.js\/lib\/grammar\/pegjs\/dist\/grammar\.js$/;

/** @throws Error when the tables are not there exactly once: the package is another than the one that we know */
function decodedOnce(source, path) {
  const parts = source.split(tables);
  if (parts.length !== 2) throw new Error(`${path} is not as we know it: its tables are not found`);
  return parts.join('const peg$bytecode = peg$parse.tables ??= [');
}

/** For the server. */
export const quickSipGrammar = (root) => ({
  name: 'quick SIP grammar',
  setup(build) {
    // Other packages stay outside the bundle; of this one a file is changed on its way in.
    build.onResolve({ filter: /^sip\.js\// }, ({ path }) => ({ path: join(root, 'node_modules', path) }));
    build.onLoad({ filter: grammar }, ({ path }) => ({
      contents: decodedOnce(readFileSync(path, 'utf8'), path),
      loader: 'js',
    }));
  },
});

/** For the tab. */
export const quickSipGrammarInTab = {
  name: 'quick-sip-grammar',
  transform: (source, id) => (grammar.test(id) ? decodedOnce(source, id) : null),
};
