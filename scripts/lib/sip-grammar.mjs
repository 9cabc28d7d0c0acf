/**
 * sip.js decodes the tables of its grammar, some 220 texts, anew for each header field that it parses: four fifths of
 * what a SIP message costs us. With this plugin of esbuild they are decoded once. See
 * docs/adr/0011-sip-grammar-at-build.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tables = 'const peg$bytecode = [';

export const quickSipGrammar = (root) => ({
  name: 'quick SIP grammar',
  setup(build) {
    // Other packages stay outside the bundle; of this one a file is changed on its way in.
    build.onResolve({ filter: /^sip\.js\// }, ({ path }) => ({ path: join(root, 'node_modules', path) }));
    build.onLoad({ filter: /sip\.js\/lib\/grammar\/pegjs\/dist\/grammar\.js$/ }, ({ path }) => {
      const parts = readFileSync(path, 'utf8').split(tables);
      if (parts.length !== 2) throw new Error(`${path} is not as we know it: its tables are not found`);
      return { contents: parts.join('const peg$bytecode = peg$parse.tables ??= ['), loader: 'js' };
    });
  },
});
