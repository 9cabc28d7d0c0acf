import type { Plugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';

export function quickSipGrammar(root: string): Plugin;
export const quickSipGrammarInTab: VitePlugin;
