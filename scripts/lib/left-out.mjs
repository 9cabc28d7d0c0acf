/**
 * What packages bring and the server never asks for, left out of its bundle by this plugin of esbuild: Node reads and
 * compiles the whole of it at each start. See docs/adr/0015-packages-in-the-bundle.md.
 */
export const leftOut = {
  name: 'left out',
  setup(build) {
    // Our messages are our own; zod itself begins with the English ones.
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js';`,
    }));
    // East Asian character sets: bodies are Unicode, forms may be Latin 1 too; whatever else is refused before.
    build.onLoad({ filter: /[\\/]iconv-lite[\\/]encodings[\\/]tables[\\/]\w+\.json$/ }, () => ({
      contents: '[]',
      loader: 'json',
    }));
  },
};
