import { decodeJwt } from 'jose';
import { createBuckets } from '../limits/bucket';
import type { Buckets, Rate } from '../limits/bucket';
import type { Clock } from '../ports/clock';
import { VaxelError } from '../contract/errors';
import { addressKey } from './address';
import { TooManyRequests } from '../errors/too-many-requests';

export interface TokenGuardDeps<Who> {
  /** Of a token; what it throws says whether somebody guesses. */
  authenticate(token: string): Promise<Who>;
  /** True for a token that was found right and has not expired: it costs nothing and is nobody's guess. */
  knows(token: string): boolean;
  readonly clock: Clock;
  /** Refused tokens from one address before it is slowed. A whole company may sit behind one. */
  readonly place?: Rate;
  /** Refused tokens from one address in one person's name. */
  readonly name?: Rate;
  /**
   * Tokens from one address that let nobody in, for whatever reason: expired, of an organisation or a person that is
   * not here.
   */
  readonly vain?: Rate;
  /** Those in one person's name. */
  readonly vainName?: Rate;
  /** Unknown tokens that are still looked at where too many were refused. */
  readonly slow?: Rate;
}

/** People who have shown a right token from an address; the longest unseen is forgotten first. */
const mostPeople = 20_000;

/**
 * Slows those who guess, and nobody else. Known tokens pass, unless they let nobody in. Where too many were refused,
 * unknown tokens are looked at slowly, except those of people who have come in from there before; these only wait for
 * failures in their own name.
 * @throws what `authenticate` throws, and TooManyRequests
 */
export function createTokenGuard<Who>(deps: TokenGuardDeps<Who>): (token: string, address: string) => Promise<Who> {
  const { authenticate, knows, clock } = deps;
  const { place = { burst: 100, perSecond: 100 / 60 }, name = { burst: 20, perSecond: 20 / 60 } } = deps;
  const { vain = { burst: 3_000, perSecond: 300 }, vainName = { burst: 300, perSecond: 30 } } = deps;
  const refused = { at: createBuckets(clock, place), of: createBuckets(clock, name) };
  const inVain = { at: createBuckets(clock, vain), of: createBuckets(clock, vainName) };
  const slowLane = createBuckets(clock, deps.slow ?? { burst: 5, perSecond: 5 });
  const regulars = new Set<string>();

  function requirePatience(key: string, ...failures: readonly Buckets[]): void {
    if (failures.every((each) => each.of(key).waitMs() === 0)) return;
    const lane = slowLane.of(key);
    if (!lane.take()) throw new TooManyRequests(Math.max(1, Math.ceil(lane.waitMs() / 1000)));
  }

  function remember(person: string): void {
    regulars.delete(person);
    regulars.add(person);
    const [oldest] = regulars;
    if (regulars.size > mostPeople && oldest !== undefined) regulars.delete(oldest);
  }

  /** A database or a key server that is away is nobody's fault. */
  function countFailure({ code }: VaxelError, from: string, person: string): void {
    if (!code.startsWith('auth.')) return;
    for (const { at, of } of code === 'auth.invalid' ? [inVain, refused] : [inVain]) {
      at.of(from).take();
      of.of(person).take();
    }
  }

  return async (token, address) => {
    const from = addressKey(address);
    const account = claimedAccount(token);
    const isKnown = knows(token);
    // Who only claims to be somebody must not use up what that person may do in vain.
    const person = `${isKnown ? 'known ' : ''}${from} ${account}`;
    requirePatience(person, refused.of, inVain.of);
    if (!isKnown && !regulars.has(person)) requirePatience(from, refused.at, inVain.at);
    try {
      const principal = await authenticate(token);
      if (account !== '' && !isKnown) remember(person);
      return principal;
    } catch (error) {
      if (error instanceof VaxelError) countFailure(error, from, person);
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
