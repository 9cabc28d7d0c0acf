import { createHash } from 'node:crypto';
import type { Clock } from '../ports/clock';
import type { Role } from '../contract/people/people';
import { Role as RoleSchema } from '../contract/people/people';
import { VaxelError } from '../contract/errors';
import type { FindLinkedUser, LinkedUser } from './link';
import type { Authenticate, Principal } from '../ports/principal';
import type { ValidateToken, VerifiedToken } from './token-validator';
import { clockSkewSeconds } from './token-validator';

export interface AuthenticateDeps {
  readonly validate: ValidateToken;
  readonly findLinkedUser: FindLinkedUser;
  readonly clock: Clock;
  /** Most tokens kept; the longest unused goes first. */
  readonly cacheSize?: number;
  /** How long a link is believed without asking the database, so that taking it away has effect. */
  readonly linkTrustMs?: number;
}

export interface Authentication {
  readonly authenticate: Authenticate;
  /** True for a token that was found right and has not expired since. */
  knows(token: string): boolean;
  /** Since start; signatures are the costly part, so each token is verified once. */
  counters(): { readonly verifications: number; readonly cacheHits: number };
}

interface Entry {
  readonly verified: Promise<VerifiedToken>;
  /** Epoch milliseconds; null until it was found right. */
  expiresAtMs: number | null;
  link: { readonly user: Promise<LinkedUser>; readonly untilMs: number } | null;
}

/** Token → principal, remembering verified tokens by their SHA-256 (never the token itself) until they expire. */
export function createAuthenticate({
  validate,
  findLinkedUser,
  clock,
  cacheSize = 10_000,
  linkTrustMs = 30_000,
}: AuthenticateDeps): Authentication {
  // A Map keeps the order of insertion; an entry that is used moves to the end.
  const entries = new Map<string, Entry>();
  const linked = createLinked({ findLinkedUser, clock, linkTrustMs });
  let verifications = 0;
  let cacheHits = 0;

  async function authenticate(token: string): Promise<Principal> {
    const key = keyOf(token);
    const entry = find(key) ?? verify(key, token);
    const verified = await entry.verified;
    if (clock.nowMs() >= verified.expiresAtMs + clockSkewSeconds * 1000) {
      entries.delete(key);
      throw new VaxelError('auth.expired');
    }
    const { organisationId, userId } = await linked(entry, verified);
    return { organisationId, userId, roles: rolesOf(verified), expiresAtMs: verified.expiresAtMs };
  }

  function knows(token: string): boolean {
    const expiresAtMs = entries.get(keyOf(token))?.expiresAtMs ?? null;
    return expiresAtMs !== null && clock.nowMs() < expiresAtMs + clockSkewSeconds * 1000;
  }

  function find(key: string): Entry | undefined {
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
  function verify(key: string, token: string): Entry {
    verifications += 1;
    const entry: Entry = { verified: validate(token), expiresAtMs: null, link: null };
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

  return { authenticate, knows, counters: () => ({ verifications, cacheHits }) };
}

type LinkDeps = Pick<Required<AuthenticateDeps>, 'findLinkedUser' | 'clock' | 'linkTrustMs'>;

/** Whom a verified token is linked to, asked for anew now and then. */
function createLinked({ findLinkedUser, clock, linkTrustMs }: LinkDeps) {
  return (entry: Entry, verified: VerifiedToken): Promise<LinkedUser> => {
    if (entry.link !== null && clock.nowMs() < entry.link.untilMs) return entry.link.user;
    const link = { user: findLinkedUser(verified), untilMs: clock.nowMs() + linkTrustMs };
    entry.link = link;
    link.user.catch(() => {
      if (entry.link === link) entry.link = null;
    });
    return link.user;
  };
}

const keyOf = (token: string): string => createHash('sha256').update(token).digest('base64');

/** Entra app roles by their value; everyone who is linked is a user. */
function rolesOf({ appRoles }: VerifiedToken): Role[] {
  const roles = appRoles.flatMap((role) => RoleSchema.safeParse(role.toLowerCase()).data ?? []);
  return [...new Set<Role>(['user', ...roles])];
}
