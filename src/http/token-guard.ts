import { decodeJwt } from 'jose';
import { createBuckets } from '../bucket';
import type { Rate } from '../bucket';
import type { Clock } from '../clock';
import { VaxelError } from '../contract/errors';
import type { Authenticate, AuthenticateFrom } from '../identity/principal';
import { addressKey } from './address';
import { TooManyRequests } from './problem';

export interface TokenGuardDeps {
  readonly authenticate: Authenticate;
  /** True for a token that was found right and has not expired: it costs nothing and is nobody's guess. */
  knows(token: string): boolean;
  readonly clock: Clock;
  /** Refused tokens from one address before it is slowed. A whole company may sit behind one. */
  readonly place?: Rate;
  /** Refused tokens from one address in one person's name. */
  readonly name?: Rate;
  /** Unknown tokens that are still looked at where too many were refused. */
  readonly slow?: Rate;
}

/** People who have shown a right token from an address; the longest unseen is forgotten first. */
const mostPeople = 20_000;

/**
 * Slows those who guess, and nobody else. Known tokens always pass. Where too many were refused, unknown tokens are looked at
 * slowly, except those of people who have come in from there before; these only wait for failures in their own name.
 * @throws what `authenticate` throws, and TooManyRequests
 */
export function createTokenGuard(deps: TokenGuardDeps): AuthenticateFrom {
  const { authenticate, knows, clock } = deps;
  const { place = { burst: 100, perSecond: 100 / 60 }, name = { burst: 20, perSecond: 20 / 60 }, slow = { burst: 5, perSecond: 5 } } = deps;
  const refusedAt = createBuckets(clock, place);
  const refusedFor = createBuckets(clock, name);
  const slowLane = createBuckets(clock, slow);
  const regulars = new Set<string>();

  function requirePatience(failures: ReturnType<typeof refusedAt.of>, key: string): void {
    if (failures.waitMs() === 0) return;
    const lane = slowLane.of(key);
    if (!lane.take()) throw new TooManyRequests(Math.max(1, Math.ceil(lane.waitMs() / 1000)));
  }

  function remember(person: string): void {
    regulars.delete(person);
    regulars.add(person);
    const [oldest] = regulars;
    if (regulars.size > mostPeople && oldest !== undefined) regulars.delete(oldest);
  }

  return async (token, address) => {
    if (knows(token)) return authenticate(token);
    const from = addressKey(address);
    const account = claimedAccount(token);
    const person = `${from} ${account}`;
    requirePatience(refusedFor.of(person), person);
    if (!regulars.has(person)) requirePatience(refusedAt.of(from), from);
    try {
      const principal = await authenticate(token);
      if (account !== '') remember(person);
      return principal;
    } catch (error) {
      if (error instanceof VaxelError && error.code === 'auth.invalid') {
        refusedFor.of(person).take();
        refusedAt.of(from).take();
      }
      throw error;
    }
  };
}

/** Whose token it says it is; nothing is believed of it but whom to slow. */
function claimedAccount(token: string): string {
  try {
    const { tid, oid } = decodeJwt(token);
    return `${String(tid).slice(0, 36)}.${String(oid).slice(0, 36)}`;
  } catch {
    return '';
  }
}
