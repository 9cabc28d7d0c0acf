import type { Kysely } from 'kysely';
import type { AuditLog } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import { createAuthenticate, type Authentication } from './authenticate';
import { createFindLinkedUser, type FindLinkedUser } from './link';
import type { TokenSettings } from './settings';
import { createTenantKeys, type KeysState, type TenantKeys } from './tenant-keys';
import { createTokenValidator } from './token-validator';

export interface Identity extends Authentication {
  /** How the keys are by which a tenant's tokens are signed. */
  keysOf(tenantId: string): KeysState;
  /** Whom an account that nobody had until now belongs to, by its verified address. */
  readonly findLinked: FindLinkedUser;
}

/** Whose tokens are, by Entra's keys and by who is linked here. */
export function createIdentity(
  settings: TokenSettings,
  { db, clock, audit }: { readonly db: Kysely<Database>; readonly clock: Clock; readonly audit: AuditLog },
): Identity {
  const keys = new Map<string, TenantKeys>();
  const validate = createTokenValidator(settings, clock, ({ tenantId, jwksUri }) => {
    const ofTenant = createTenantKeys({ jwksUri, clock });
    keys.set(tenantId.toLowerCase(), ofTenant);
    return ofTenant;
  });
  const findLinked = createFindLinkedUser(db, audit);
  return {
    ...createAuthenticate({ validate, findLinkedUser: findLinked, clock }),
    findLinked,
    keysOf: (tenantId) => keys.get(tenantId)?.state() ?? { count: 0, readAtMs: null, failedAtMs: null },
  };
}
