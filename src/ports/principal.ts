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

/** Whose a verified token is, whether or not anybody here is linked to it. */
export interface Account {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name: string | null;
  /** Addresses that the tenant vouches for, lower case. */
  readonly mailAddresses: readonly string[];
  readonly roles: readonly Role[];
}

/**
 * The account of a token that came from an address, for those who are not linked yet.
 * @throws VaxelError auth.invalid | auth.expired | auth.otherOrganisation | request.tooMany | server.unavailable
 */
export type IdentifyFrom = (token: string, address: string) => Promise<Account>;

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
