import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../ports/clock';

/** Offered in this order (RFC 8760 §2.4: the preferred first). Clients that know only one take that. */
export const digestAlgorithms = ['SHA-256', 'MD5'] as const;
export type DigestAlgorithm = (typeof digestAlgorithms)[number];

export interface DigestCredentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly algorithm: DigestAlgorithm;
  readonly cnonce: string;
  readonly nonceCount: number;
}

/** Null for anything but a whole `Digest` with qop=auth; without qop there is no protection against replay. */
export function parseDigest(header: string | undefined): DigestCredentials | null {
  if (header === undefined || !/^\s*Digest\s/i.test(header)) return null;
  const fields = new Map<string, string>();
  for (const [, name, quoted, token] of header.matchAll(
    /(?<![a-z])([a-z]{1,32})\s*=\s*(?:"((?:[^"\\]|\\.){0,512})"|([^\s,"]{1,512}))/gi,
  )) {
    if (name !== undefined) fields.set(name.toLowerCase(), (quoted ?? token ?? '').replace(/\\(.)/g, '$1'));
  }
  const [username, realm, nonce, uri, response, cnonce] = [
    'username',
    'realm',
    'nonce',
    'uri',
    'response',
    'cnonce',
  ].map((name) => fields.get(name));
  const algorithm = digestAlgorithms.find((name) => name === (fields.get('algorithm') ?? 'MD5').toUpperCase());
  const nonceCount = /^[0-9a-f]{8}$/i.test(fields.get('nc') ?? '') ? Number.parseInt(fields.get('nc') ?? '', 16) : 0;
  if (
    !username ||
    !realm ||
    !nonce ||
    !uri ||
    !response ||
    !cnonce ||
    !algorithm ||
    nonceCount < 1 ||
    fields.get('qop')?.toLowerCase() !== 'auth'
  )
    return null;
  return { username, realm, nonce, uri, response, algorithm, cnonce, nonceCount };
}

/** RFC 3261 §22.4 with RFC 8760's hash functions; compares in constant time. */
export function isDigestRight(credentials: DigestCredentials, method: string, password: string): boolean {
  const hash = (text: string): string =>
    createHash(credentials.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const secret = hash(`${credentials.username}:${credentials.realm}:${password}`);
  const count = credentials.nonceCount.toString(16).padStart(8, '0');
  const expected = hash(
    `${secret}:${credentials.nonce}:${count}:${credentials.cnonce}:auth:${hash(`${method}:${credentials.uri}`)}`,
  );
  const given = Buffer.from(credentials.response.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
}

/** Value of a WWW-Authenticate header field for each algorithm. */
export function challenges(realm: string, nonce: string, stale: boolean): string[] {
  return digestAlgorithms.map(
    (algorithm) =>
      `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${stale ? ', stale=true' : ''}`,
  );
}

/**
 * Nonces that need no memory until they are used: time and randomness under an HMAC of a key that lives as long as the
 * process.
 */
export interface Nonces {
  issue(): string;
  /** `fresh`: ours and not expired. `stale`: ours but expired. `unknown`: not ours. */
  check(nonce: string): 'fresh' | 'stale' | 'unknown';
  /** Takes a nonce count once the digest was found right; false when it was used before (replay). */
  use(nonce: string, nonceCount: number): boolean;
}

export function createNonces(clock: Clock, lifetimeMs: number): Nonces {
  const key = randomBytes(32);
  const used = new Map<string, { count: number; expiresAtMs: number }>();
  const sign = (body: string): string => createHmac('sha256', key).update(body).digest('base64url').slice(0, 22);

  function issuedAtMs(nonce: string): number | null {
    const body = nonce.slice(0, 24);
    const mac = Buffer.from(nonce.slice(24));
    const expected = Buffer.from(sign(body));
    if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null;
    return Number.parseInt(body.slice(0, 12), 16);
  }

  function forgetExpired(): void {
    const nowMs = clock.nowMs();
    // Entries are in the order of first use, which is nearly that of expiry.
    for (const [nonce, entry] of used) {
      if (entry.expiresAtMs > nowMs) break;
      used.delete(nonce);
    }
  }

  return {
    issue() {
      const body = clock.nowMs().toString(16).padStart(12, '0') + randomBytes(6).toString('hex');
      return body + sign(body);
    },
    check(nonce) {
      const atMs = issuedAtMs(nonce);
      if (atMs === null) return 'unknown';
      return clock.nowMs() - atMs < lifetimeMs ? 'fresh' : 'stale';
    },
    use(nonce, nonceCount) {
      forgetExpired();
      const entry = used.get(nonce);
      if (entry !== undefined && nonceCount <= entry.count) return false;
      used.set(nonce, { count: nonceCount, expiresAtMs: entry?.expiresAtMs ?? clock.nowMs() + lifetimeMs });
      return true;
    },
  };
}
