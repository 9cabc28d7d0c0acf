import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limit } from '../ports/requests';
import { addressKey } from './address';
import { bearerTokenOf } from './bearer';
import { principalOf } from './route';
import { TooManyRequests } from '../errors/too-many-requests';

export interface RateLimitSettings {
  /** Requests without a token from one address. A whole company may sit behind one, so this stops floods only. */
  readonly address?: Limit;
  /** Requests of one signed-in user. */
  readonly user?: Limit;
}

export interface RateLimits {
  /**
   * Before authentication, by address: whoever shows the API no token. Of others the token guard and `byUser` keep
   * count.
   */
  readonly byAddress: RequestHandler;
  /** After authentication, by user. */
  readonly byUser: RequestHandler;
  /** After authentication and before the body is read, by user, with a count of its own. */
  byUserWithin(limit: Limit): RequestHandler;
}

/** Limits in memory, one set for each server. */
export function createRateLimits(settings: RateLimitSettings = {}): RateLimits {
  const { address = { points: 3_000, seconds: 10 }, user = { points: 300, seconds: 10 } } = settings;
  const addresses = limiter(address);
  const byUserWithin = (limit: Limit): RequestHandler => {
    const users = limiter(limit);
    return async (_request, response, next) => {
      await consume(users, principalOf(response).userId);
      next();
    };
  };
  return {
    byAddress: async (request, _response, next) => {
      if (!showsToken(request)) await consume(addresses, addressKey(request.ip ?? ''));
      next();
    },
    byUser: byUserWithin(user),
    byUserWithin,
  };
}

/**
 * A colleague must not pay for what strangers behind the same address do: a token is judged by what it turns out to be.
 */
const showsToken = (request: Request): boolean =>
  request.path.startsWith('/api/') && bearerTokenOf(request) !== undefined;

function limiter({ points, seconds }: Limit): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: seconds });
}

async function consume(limits: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limits.consume(key);
  } catch (error) {
    throw error instanceof RateLimiterRes ? tooMany(error) : error;
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): TooManyRequests {
  return new TooManyRequests(Math.max(1, Math.ceil(msBeforeNext / 1000)));
}
