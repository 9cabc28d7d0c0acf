import { createHash } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createBucket, createBuckets } from '../src/limits/bucket';
import type { Clock } from '../src/ports/clock';
import { VaxelError } from '../src/contract/errors';
import { addressKey } from '../src/http/address';
import { TooManyRequests } from '../src/errors/too-many-requests';
import { toVaxelError } from '../src/errors/to-vaxel-error';
import type { Logger } from '../src/ports/logger';
import type { BotCredentials } from './credentials';

/** Refused requests from one address before unknown tokens from there are looked at once a second. */
const refusals = { burst: 20, perSecond: 1 };

/** Tokens of the channel, each good for about a day. */
const mostKnown = 100;

export interface Arrival {
  /**
   * Before the body is read: refuses what cannot be the channel's, and addresses whose tokens were refused too often.
   */
  readonly beforeBody: RequestHandler;
  /** Counts requests that were refused and are not the channel's; passes every error on. */
  readonly onError: ErrorRequestHandler;
  /** The request's token was found right: whatever others behind the address do, it passes from now on. */
  accepted(request: Request): void;
}

/**
 * What a stranger's request to the bot costs: a look at a header.
 * @throws VaxelError auth.missing | auth.invalid | request.tooMany
 */
export function createArrival({
  credentials,
  clock,
  logger,
}: {
  readonly credentials: BotCredentials;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly logger: Logger;
}): Arrival {
  const failures = createBuckets(clock, refusals);
  const lines = createBucket(clock, { burst: 1, perSecond: 1 });
  let untold = 0;
  const known = new Set<string>();
  const nameOf = (request: Request) =>
    createHash('sha256')
      .update(request.headers.authorization ?? '')
      .digest('base64');

  function refused(request: Request): void {
    failures.of(addressKey(request.ip ?? '')).take();
    untold += 1;
    if (!lines.take()) return;
    logger.warn({ refused: untold }, 'requests to the bot that are not the channel’s were refused');
    untold = 0;
  }

  return {
    onError(error: unknown, request, _response, next) {
      const isRefusal = toVaxelError(error).status < 500 && !(error instanceof TooManyRequests);
      if (isRefusal && !known.has(nameOf(request))) refused(request);
      next(error);
    },
    accepted(request) {
      const [oldest] = known.add(nameOf(request));
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    },
    beforeBody(request, _response, next) {
      if (credentials.kind === 'playground' || known.has(nameOf(request))) return next();
      const waitMs = failures.of(addressKey(request.ip ?? '')).waitMs();
      if (waitMs > 0) throw new TooManyRequests(Math.max(1, Math.ceil(waitMs / 1000)));
      requireChannel(credentials, request.headers.authorization ?? '');
      next();
    },
  };
}

/**
 * Only the channel may vouch for a request. The library takes tokens of the Bot Framework Emulator and of other bots
 * besides, for which it does not compare the service address.
 */
function requireChannel(credentials: Exclude<BotCredentials, { kind: 'playground' }>, header: string): void {
  if (header === '') throw new VaxelError('auth.missing', 'The bot speaks to the Bot Connector only.');
  const wanted = credentials.kind === 'local' ? credentials.channelIssuer : 'https://api.botframework.com';
  if (issuerOf(header) !== wanted)
    throw new VaxelError('auth.invalid', 'Not a token of the Bot Connector for this bot.');
}

/** Of a token that a key has signed, as it says. */
function issuerOf(header: string): string | undefined {
  const token = header.slice('Bearer '.length);
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return header.startsWith('Bearer ') && alg?.startsWith('RS') === true && typeof kid === 'string'
      ? decodeJwt(token).iss
      : undefined;
  } catch {
    return undefined;
  }
}
