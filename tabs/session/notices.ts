/** A short message at the edge of the screen, with at most one thing to do about it. */
export interface Notice {
  readonly id: number;
  readonly intent: 'success' | 'error' | 'info';
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly action?: { readonly key: string; readonly run: () => void };
}
