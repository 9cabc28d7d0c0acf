import type { Clock } from '../ports/clock';
import type { LogBundleRequest } from '../contract/support/log-bundle';
import type { Versions } from '../contract/support/versions';
import type { Principal } from '../ports/principal';
import type { LogRing } from '../ports/logger';
import { redactValue } from './redact';

export interface LogBundleDeps {
  readonly versions: Versions;
  /** Configuration for reading; secrets are taken out here once more. */
  readonly config: object;
  readonly ring: LogRing;
  readonly clock: Clock;
}

/** Longest time that the lines keep everything else waiting. */
const sliceMs = 5;

/**
 * Everything that support needs to understand a problem of one user, without a secret and without anyone else's lines.
 * What stands in the configuration about the organisation and its network is for administrators. Calls go on while it
 * is made.
 */
export function createLogBundle({ versions, config, ring, clock }: LogBundleDeps) {
  return async (principal: Principal, { lines }: LogBundleRequest): Promise<unknown> => ({
    createdAt: new Date(clock.nowMs()).toISOString(),
    user: { organisationId: principal.organisationId, userId: principal.userId, roles: principal.roles },
    versions,
    ...(principal.roles.includes('administrator') ? { config: redactValue(config) } : {}),
    server: await redactAll(ring.linesOf(principal.organisationId, principal.userId)),
    window: await redactAll(lines),
  });
}

async function redactAll(values: readonly unknown[]): Promise<unknown[]> {
  const redacted: unknown[] = [];
  let startMs = performance.now();
  for (const value of values) {
    redacted.push(redactValue(value));
    if (performance.now() - startMs < sliceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    startMs = performance.now();
  }
  return redacted;
}
