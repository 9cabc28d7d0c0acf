import { isIPv6 } from 'node:net';
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { principalOf } from './route';
import { TooManyRequests } from './problem';

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimitSettings {
  /** Requests from one address. A whole company may sit behind one, so this stops floods only. */
  readonly address?: Limit;
  /** Refused tokens from one address; then it has to wait. */
  readonly refusedTokens?: Limit;
  /** Requests of one signed-in user. */
  readonly user?: Limit;
}

export interface RateLimits {
  /** Before authentication, by address. */
  readonly byAddress: RequestHandler;
  /** After authentication, by user. */
  readonly byUser: RequestHandler;
  /** @throws TooManyRequests when the address has shown too many refused tokens */
  requireTrusted(address: string): Promise<void>;
  /** A token from this address was refused. */
  tokenRefused(address: string): Promise<void>;
}

/** Limits in memory, one set for each server. */
export function createRateLimits(settings: RateLimitSettings = {}): RateLimits {
  const { address = { points: 3_000, seconds: 10 }, refusedTokens = { points: 100, seconds: 60 }, user = { points: 300, seconds: 10 } } = settings;
  const addresses = limiter(address);
  const refused = limiter(refusedTokens);
  const users = limiter(user);
  return {
    byAddress: async (request, _response, next) => {
      await consume(addresses, addressKey(request.ip ?? ''));
      next();
    },
    byUser: async (_request, response, next) => {
      await consume(users, principalOf(response).userId);
      next();
    },
    async requireTrusted(from) {
      const found = await refused.get(addressKey(from));
      if (found !== null && found.consumedPoints >= refusedTokens.points) throw tooMany(found);
    },
    async tokenRefused(from) {
      await refused.penalty(addressKey(from));
    },
  };
}

/** One key for a host: an IPv4 address, or the /64 network of an IPv6 address, since a host has all of those. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = address.includes('::') ? [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)] : groups(head);
  return all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

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
