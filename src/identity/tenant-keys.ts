import type { FlattenedJWSInput, JWSHeaderParameters, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';
import type { Clock } from '../ports/clock';
import { VaxelError } from '../contract/errors';

export interface TenantKeysOptions {
  readonly jwksUri: string;
  readonly clock: Clock;
  /** After a failed fetch, how long no other is tried. */
  readonly failurePauseMs?: number;
  /** How long keys are still trusted when they cannot be fetched anew. */
  readonly longestStaleMs?: number;
  readonly cacheMaxAgeMs?: number;
  readonly cooldownMs?: number;
}

/** How the keys are; `failedAtMs` null = they could be read when they were needed last. */
export interface KeysState {
  readonly count: number;
  readonly readAtMs: number | null;
  readonly failedAtMs: number | null;
}

export type TenantKeys = JWTVerifyGetKey & { state(): KeysState };

/**
 * The signing keys of one tenant: fetched when first needed, kept 10 minutes, fetched early for an unknown key id at
 * most once in 30 s. When the key server does not answer, known keys serve on for a day, and it is asked at most every
 * 5 s.
 * The token says only which key id it means; its `jku`, `x5u` and `jwk` are never looked at.
 * @throws VaxelError server.unavailable when the keys cannot be had
 */
export function createTenantKeys(options: TenantKeysOptions): TenantKeys {
  const {
    jwksUri,
    clock,
    failurePauseMs = 5_000,
    longestStaleMs = 86_400_000,
    cacheMaxAgeMs = 600_000,
    cooldownMs = 30_000,
  } = options;
  /** Made with the first token: it has Node load its HTTP client, for which no start has to wait. */
  let made: ReturnType<typeof createRemoteJWKSet> | null = null;
  const keys = () =>
    (made ??= createRemoteJWKSet(new URL(jwksUri), {
      timeoutDuration: 3_000,
      cacheMaxAge: cacheMaxAgeMs,
      cooldownDuration: cooldownMs,
    }));
  let failedAtMs = -Infinity;
  let fetchedAtMs = -Infinity;

  const keyOf: JWTVerifyGetKey = async (header: JWSHeaderParameters, token: FlattenedJWSInput) => {
    const remote = keys();
    const needsFetch = !remote.fresh;
    if (needsFetch && clock.nowMs() < failedAtMs + failurePauseMs) return stale(header, token);
    try {
      const key = await remote(header, token);
      if (needsFetch) fetchedAtMs = clock.nowMs();
      return key;
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      failedAtMs = clock.nowMs();
      return stale(header, token);
    }
  };
  const momentOf = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);
  return Object.assign(keyOf, {
    state: () => ({
      count: made?.jwks()?.keys.length ?? 0,
      readAtMs: momentOf(fetchedAtMs),
      failedAtMs: failedAtMs > fetchedAtMs ? momentOf(failedAtMs) : null,
    }),
  });

  async function stale(header: JWSHeaderParameters, token: FlattenedJWSInput) {
    const known = keys().jwks();
    const unavailable = new VaxelError(
      'server.unavailable',
      'The sign-in keys of Microsoft Entra ID cannot be fetched.',
    );
    if (known === undefined || clock.nowMs() > fetchedAtMs + longestStaleMs) throw unavailable;
    try {
      return await createLocalJWKSet(known)(header, token);
    } catch {
      throw unavailable; // A key id that is not among the old ones may be a new one.
    }
  }
}

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
