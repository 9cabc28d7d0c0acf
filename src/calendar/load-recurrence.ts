import type { Boundary } from './recurrence';

export type { Boundary };
export type Recurrence = typeof import('./recurrence');

let loaded: Promise<Recurrence> | null = null;

/** The library of rules and zones, read at its first use: most starts of the server do without. */
export const loadRecurrence = (): Promise<Recurrence> => (loaded ??= import('./recurrence'));
