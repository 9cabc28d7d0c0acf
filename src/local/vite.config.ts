import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the pages of the local workplace into dist/local; they are no part of the production bundle. */
export default defineConfig({
  root: here('pages'),
  base: '/local/',
  build: {
    outDir: here('../../dist/local'),
    emptyOutDir: true,
    target: 'es2022',
    // Loaded from this machine only: one large file costs nothing.
    chunkSizeWarningLimit: 2_000,
    rollupOptions: {
      // Fluent marks its files for React server components; that mark means nothing in a bundle.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
      input: [
        here('pages/index.html'),
        here('pages/teams.html'),
        here('pages/outside.html'),
        here('pages/desk-phone.html'),
      ],
    },
  },
});
