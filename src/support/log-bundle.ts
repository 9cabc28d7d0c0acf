import { z } from 'zod';
import type { Clock } from '../clock';
import { storable } from '../contract/text';
import type { Versions } from '../contract/versions';
import type { Principal } from '../identity/principal';
import type { LogRing } from '../logger';
import { redactValue } from './redact';

/** `POST /api/log-bundle`: what the window itself has logged, oldest first. */
export const LogBundleRequest = z.object({ lines: z.array(z.string().max(2_000).overwrite(storable)).max(2_000) });
export type LogBundleRequest = z.infer<typeof LogBundleRequest>;

export interface LogBundleDeps {
  readonly versions: Versions;
  /** Configuration for reading; secrets are taken out here once more. */
  readonly config: object;
  readonly ring: LogRing;
  readonly clock: Clock;
}

/** Everything that support needs to understand a problem of one user, without a secret and without anyone else's lines. */
export function createLogBundle({ versions, config, ring, clock }: LogBundleDeps) {
  return (principal: Principal, { lines }: LogBundleRequest): unknown =>
    redactValue({
      createdAt: new Date(clock.nowMs()).toISOString(),
      user: { organisationId: principal.organisationId, userId: principal.userId, roles: principal.roles },
      versions,
      config,
      server: ring.linesOf(principal.organisationId, principal.userId),
      window: lines,
    });
}
