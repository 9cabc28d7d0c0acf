import type { Plugin } from 'esbuild';

export function quickSipGrammar(root: string): Plugin;
