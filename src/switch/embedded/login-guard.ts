import { createBuckets, type Rate } from '../../limits/bucket';
import type { Clock } from '../../ports/clock';

/** Wrong passwords for one user name from one address, over all its sockets: ten at once, then one in ten minutes. */
const wrongPasswords: Rate = { burst: 10, perSecond: 1 / 600 };

/**
 * Bans a user name at an address where its password is guessed. Others behind the same address are not concerned, nor
 * is the same name elsewhere; a name that exists and one that does not are treated alike. `expiresAtMs` tells one
 * password of a name from the next, which is not banned for guesses at the old one; 0 = no such name.
 */
export interface LoginGuard {
  isBanned(address: string, username: string, expiresAtMs: number): boolean;
  failed(address: string, username: string, expiresAtMs: number): void;
}

export function createLoginGuard(clock: Clock): LoginGuard {
  const failures = createBuckets(clock, wrongPasswords);
  return {
    isBanned: (...login) => failures.of(login.join('\n')).waitMs() > 0,
    failed: (...login) => void failures.of(login.join('\n')).take(),
  };
}
