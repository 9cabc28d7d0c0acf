import type { DirectoryHost } from './host';

export interface WorkerStart {
  /** Of the database. Holds the password: never log it. */
  readonly url: string;
}

export interface Question {
  readonly id: number;
  readonly name: keyof DirectoryHost;
  readonly parameters: readonly unknown[];
}

export type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly failure: string });
