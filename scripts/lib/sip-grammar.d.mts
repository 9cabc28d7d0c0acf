import type { Plugin } from 'esbuild';

export const sipGrammar: RegExp;
export function decodedOnce(source: string, path: string): string;
export function quickSipGrammar(root: string): Plugin;
