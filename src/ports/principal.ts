import type { OrganisationId, UserId } from '../contract/ids';
import type { Role } from '../contract/people/people';

/**
 * Who a verified token belongs to, after linking. The key of a person is tid + oid; names and addresses never
 * authorise.
 */
export interface Principal {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly roles: readonly Role[];
  /** When the token ends, epoch milliseconds. */
  readonly expiresAtMs: number;
}

/**
 * Turns a bearer token into a principal.
 * @throws VaxelError auth.invalid | auth.expired | auth.otherOrganisation | auth.noOrganisation | auth.notLinked |
 * server.unavailable
 */
export type Authenticate = (token: string) => Promise<Principal>;

/**
 * The same for a token that came from an address, where those who guess are slowed.
 * @throws as `Authenticate`, and VaxelError request.tooMany
 */
export type AuthenticateFrom = (token: string, address: string) => Promise<Principal>;
