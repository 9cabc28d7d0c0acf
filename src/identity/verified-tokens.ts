import { createHash } from 'node:crypto';
import type { Clock } from '../ports/clock';
import type { LinkedUser } from './link';
import type { ValidateToken, VerifiedToken } from './token-validator';
import { clockSkewSeconds } from './token-validator';

/** A token that was verified, or is being. */
export interface KnownToken {
  readonly verified: Promise<VerifiedToken>;
  /** Epoch milliseconds; null until it was found right. */
  expiresAtMs: number | null;
  link: { readonly user: Promise<LinkedUser>; readonly untilMs: number } | null;
}

/** Remembers tokens by their SHA-256, never the token itself. */
export interface VerifiedTokens {
  /** The token as it is remembered, or else verified now. */
  get(token: string): KnownToken;
  forget(token: string): void;
  /** True for a token that was found right and has not expired since. */
  knows(token: string): boolean;
  /** Since start; signatures are the costly part, so each token is verified once. */
  counters(): { readonly verifications: number; readonly cacheHits: number };
}

export interface VerifiedTokensDeps {
  readonly validate: ValidateToken;
  readonly clock: Clock;
  /** Most tokens kept; the longest unused goes first. */
  readonly cacheSize: number;
}

export function createVerifiedTokens({ validate, clock, cacheSize }: VerifiedTokensDeps): VerifiedTokens {
  // A Map keeps the order of insertion; an entry that is used moves to the end.
  const entries = new Map<string, KnownToken>();
  let verifications = 0;
  let cacheHits = 0;

  function find(key: string): KnownToken | undefined {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    cacheHits += 1;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  /**
   * The entry is there before the answer, so that a window's first requests share one verification; failures are
   * forgotten.
   */
  function verify(key: string, token: string): KnownToken {
    verifications += 1;
    const entry: KnownToken = { verified: validate(token), expiresAtMs: null, link: null };
    entries.set(key, entry);
    entry.verified.then(
      ({ expiresAtMs }) => {
        entry.expiresAtMs = expiresAtMs;
        // Only a right token makes another go: forged ones would empty the memory.
        const [oldest] = entries.keys();
        if (entries.size > cacheSize && oldest !== undefined) entries.delete(oldest);
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry;
  }

  return {
    get(token) {
      const key = keyOf(token);
      return find(key) ?? verify(key, token);
    },
    forget: (token) => void entries.delete(keyOf(token)),
    knows(token) {
      const expiresAtMs = entries.get(keyOf(token))?.expiresAtMs ?? null;
      return expiresAtMs !== null && !hasExpired(expiresAtMs, clock);
    },
    counters: () => ({ verifications, cacheHits }),
  };
}

/** A little late, since clocks differ. */
export const hasExpired = (expiresAtMs: number, clock: Clock): boolean =>
  clock.nowMs() >= expiresAtMs + clockSkewSeconds * 1000;

const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64');
