import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { minify } from 'terser';
import { defineConfig } from 'vite';
import type { Plugin, Rolldown } from 'vite';
import { decodedOnce, sipGrammar } from './scripts/lib/sip-grammar.mjs';

const read = (path: string): { version: string } =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string };
const version = (name: string): string => read(`./node_modules/${name}/package.json`).version;

/** Changes one file of a package on its way in. A package that has moved it ends the build: nobody would notice. */
function changed(name: string, file: RegExp, change: (source: string, id: string) => string): Plugin {
  let met = false;
  return {
    name,
    transform(source, id) {
      if (!file.test(id)) return null;
      met = true;
      return change(source, id);
    },
    buildEnd(error) {
      if (error === undefined && !met) this.error(`no file ${String(file)} among what is bundled`);
    },
  };
}

/**
 * Fluent's table of tokens says of nearly each that it is the variable of its name: only the others are written out, 2
 * kB less.
 */
const leanTokens = changed('lean-tokens', /\/@fluentui\/tokens\/lib\/tokens\.js$/, () => {
  const { tokens } = createRequire(import.meta.url)('@fluentui/tokens') as { tokens: Record<string, string> };
  const others = Object.fromEntries(Object.entries(tokens).filter(([name, value]) => value !== `var(--${name})`));
  return (
    `export const tokens = new Proxy(${JSON.stringify(others)}, { get: (others, name) => others[name] ?? ` +
    `\`var(--\${String(name)})\` });`
  );
});

/**
 * Our languages are written from left to right: styles are not turned around for the others, which takes 2 kB and, for
 * each rule of ours, time before the first view.
 */
const leftToRight = changed(
  'left-to-right',
  /\/rtl-css-js\/dist\/esm\/core\.js$/,
  () => 'export const convertProperty = (key, value) => ({ key, value }); export const convert = (styles) => styles;',
);

const quickSipGrammar = changed('quick-sip-grammar', sipGrammar, decodedOnce);

const beforeFirstView = ({ isEntry, facadeModuleId }: Rolldown.OutputChunk): boolean =>
  isEntry || facadeModuleId?.endsWith('/hosts/teams.ts') === true;

/**
 * What comes before the first view is made smaller once more: 1 % less than after the bundler's own minifier. For what
 * is loaded later it is not worth the seconds of building.
 */
const smallerStart: Plugin = {
  name: 'smaller-start',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !beforeFirstView(chunk)) continue;
        const { code } = await minify(chunk.code, { module: true, ecma: 2020, compress: { passes: 3 } });
        chunk.code = code ?? chunk.code;
      }
    },
  },
};

export default defineConfig({
  plugins: [leanTokens, leftToRight, quickSipGrammar, smallerStart],
  root: 'tabs',
  base: '/tab/',
  define: {
    __VAXEL_VERSION__: JSON.stringify(read('./package.json').version),
    __VAXEL_PARTS__: JSON.stringify(
      Object.fromEntries(
        ['react', '@fluentui/react-components', '@microsoft/teams-js', '@azure/msal-browser', 'sip.js'].map((name) => [
          name,
          version(name),
        ]),
      ),
    ),
  },
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    // Inlined files would need data: in the Content-Security-Policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What may be loaded before the first view is bounded by scripts/bundle-budget.mjs.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // What every page loads is one file (cut up after who else uses what, it weighs 8 kB more), what comes after the
      // first view is another; the spinner of a page that cannot reach the server waits for neither.
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'spinner', test: /\/tabs\/ui\/spinner\.ts$/, priority: 1 },
            { name: 'later', test: /\/tabs\/.*\/later\.ts$/ },
          ],
        },
      },
      // Fluent marks its files for React Server Components, which do not concern a page in the browser.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
