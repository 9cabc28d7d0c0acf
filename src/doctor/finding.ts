import type { Config, ProductionConfig } from '../config';

/** What one look at one thing has found. */
export interface Finding {
  /** What was looked at, e.g. `TURN turn:turn.example.com:3478`. */
  readonly of: string;
  readonly result: 'ok' | 'warning' | 'fault';
  readonly found: string;
  /** What to do about it; null where nothing is to be done. */
  readonly todo: string | null;
}

export const ok = (of: string, found: string): Finding => ({ of, result: 'ok', found, todo: null });
export const warning = (of: string, found: string, todo: string): Finding => ({ of, result: 'warning', found, todo });
export const fault = (of: string, found: string, todo: string): Finding => ({ of, result: 'fault', found, todo });

export interface CheckContext {
  readonly config: Config;
  /** dist/server, with the migrations and sounds beside the program. */
  readonly bundleFolder: string;
  nowMs(): number;
}

export interface Check {
  readonly name: string;
  /** Nothing for what is not configured: it is not looked at, so nothing is said of it. */
  run(context: CheckContext): Promise<readonly Finding[]>;
}

/** A check of what only production has: Microsoft, and an address that the world reaches. */
export const inProduction = (
  name: string,
  run: (context: CheckContext & { readonly config: ProductionConfig }) => Promise<readonly Finding[]>,
): Check => ({
  name,
  async run(context) {
    const { config } = context;
    return config.mode === 'production' ? run({ ...context, config }) : [];
  },
});

/** What went wrong, in the words of whoever noticed it; of several that were tried the first. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
