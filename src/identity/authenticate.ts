import type { Clock } from '../ports/clock';
import type { Role } from '../contract/people/people';
import { Role as RoleSchema } from '../contract/people/people';
import { VaxelError } from '../contract/errors';
import type { FindLinkedUser, LinkedUser } from './link';
import type { Account, Authenticate } from '../ports/principal';
import type { ValidateToken, VerifiedToken } from './token-validator';
import { createVerifiedTokens, hasExpired, type KnownToken, type VerifiedTokens } from './verified-tokens';

export interface AuthenticateDeps {
  readonly validate: ValidateToken;
  readonly findLinkedUser: FindLinkedUser;
  readonly clock: Clock;
  /** See `VerifiedTokensDeps`. */
  readonly cacheSize?: number;
  /** How long a link is believed without asking the database, so that taking it away has effect. */
  readonly linkTrustMs?: number;
}

export interface Authentication extends Pick<VerifiedTokens, 'knows' | 'counters'> {
  readonly authenticate: Authenticate;
  /** Whose it is, linked or not. @throws as `authenticate`, but of links */
  identify(token: string): Promise<Account>;
  /** From now on no link is believed without asking the database again. */
  forgetLinks(): void;
}

/** Token → principal, remembering verified tokens until they expire. */
export function createAuthenticate({
  validate,
  findLinkedUser,
  clock,
  cacheSize = 10_000,
  linkTrustMs = 30_000,
}: AuthenticateDeps): Authentication {
  const tokens = createVerifiedTokens({ validate, clock, cacheSize });
  const linked = createLinked({ findLinkedUser, clock, linkTrustMs });
  async function verify(token: string): Promise<{ readonly known: KnownToken; readonly verified: VerifiedToken }> {
    const known = tokens.get(token);
    const verified = await known.verified;
    if (!hasExpired(verified.expiresAtMs, clock)) return { known, verified };
    tokens.forget(token);
    throw new VaxelError('auth.expired');
  }

  return {
    async identify(token) {
      const { verified } = await verify(token);
      const { tenantId, objectId, name = null, mailAddresses } = verified;
      return { tenantId, objectId, name, mailAddresses, roles: rolesOf(verified) };
    },
    async authenticate(token) {
      const { known, verified } = await verify(token);
      const { organisationId, userId } = await linked(known, verified);
      return { organisationId, userId, roles: rolesOf(verified), expiresAtMs: verified.expiresAtMs };
    },
    knows: tokens.knows,
    forgetLinks: linked.forget,
    counters: tokens.counters,
  };
}

type LinkDeps = Pick<Required<AuthenticateDeps>, 'findLinkedUser' | 'clock' | 'linkTrustMs'>;

/** Whom a verified token is linked to, asked for anew now and then, and when somebody has left. */
function createLinked({ findLinkedUser, clock, linkTrustMs }: LinkDeps) {
  let era = 0;
  const eras = new WeakMap<object, number>();
  function find(known: KnownToken, verified: VerifiedToken): Promise<LinkedUser> {
    const { link: before } = known;
    if (before !== null && clock.nowMs() < before.untilMs && eras.get(before) === era) return before.user;
    const link = { user: findLinkedUser(verified), untilMs: clock.nowMs() + linkTrustMs };
    eras.set(link, era);
    known.link = link;
    link.user.catch(() => {
      if (known.link === link) known.link = null;
    });
    return link.user;
  }
  return Object.assign(find, { forget: () => void (era += 1) });
}

/** Entra app roles by their value; everyone who is linked is a user. */
function rolesOf({ appRoles }: VerifiedToken): Role[] {
  const roles = appRoles.flatMap((role) => RoleSchema.safeParse(role.toLowerCase()).data ?? []);
  return [...new Set<Role>(['user', ...roles])];
}
