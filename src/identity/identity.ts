import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import { createAuthenticate, type Authentication } from './authenticate';
import { createFindLinkedUser } from './link';
import type { TokenSettings } from './settings';
import { createTenantKeys, type KeysState, type TenantKeys } from './tenant-keys';
import { createTokenValidator } from './token-validator';

export interface Identity extends Authentication {
  /** How the keys are by which a tenant's tokens are signed. */
  keysOf(tenantId: string): KeysState;
}

/** Whose tokens are, by Entra's keys and by who is linked here. */
export function createIdentity(settings: TokenSettings, db: Kysely<Database>, clock: Clock): Identity {
  const keys = new Map<string, TenantKeys>();
  const validate = createTokenValidator(settings, clock, ({ tenantId, jwksUri }) => {
    const ofTenant = createTenantKeys({ jwksUri, clock });
    keys.set(tenantId.toLowerCase(), ofTenant);
    return ofTenant;
  });
  return {
    ...createAuthenticate({ validate, findLinkedUser: createFindLinkedUser(db), clock }),
    keysOf: (tenantId) => keys.get(tenantId)?.state() ?? { count: 0, readAtMs: null, failedAtMs: null },
  };
}
