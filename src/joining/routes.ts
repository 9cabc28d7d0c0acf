import express, { Router, type RequestHandler, type Response } from 'express';
import { VaxelError } from '../contract/errors';
import {
  JoiningQuery,
  NewOrganisation,
  type Joining,
  type LinkCode,
  type Situation,
} from '../contract/joining/joining';
import { createBuckets } from '../limits/bucket';
import { TooManyRequests } from '../errors/too-many-requests';
import { requestOf, routeOfAccount } from '../http/route';
import type { Clock } from '../ports/clock';
import type { Account, IdentifyFrom } from '../ports/principal';
import type { OrganisationId } from '../contract/ids';
import type { LinkCodes } from './link-codes';
import type { LinkRequestStore } from './link-requests';
import type { SetUp } from './set-up';
import type { Waiting } from './waiting';

export interface JoiningRoutesDeps {
  readonly identify: IdentifyFrom;
  readonly clock: Clock;
  readonly setUp: SetUp;
  readonly codes: LinkCodes;
  readonly waiting: Waiting;
  joiningOf(account: Account): Promise<Joining>;
  findLinked(account: Account): Promise<unknown>;
  organisationOf(account: Account): Promise<{ readonly id: OrganisationId } | undefined>;
  requestsOf(organisationId: OrganisationId): LinkRequestStore;
}

const answersWithinMs = 20_000;
/** Of one account, whatever it asks for. */
const asked = { burst: 60, perSecond: 2 };
/** Codes and requests of one account: a person presses once or twice. */
const made = { burst: 10, perSecond: 10 / 600 };

/** `/api/joining`: for accounts that are nobody here yet, so their token is looked at here and not as a user's. */
export function createJoiningRoutes(deps: JoiningRoutesDeps): Router {
  const { clock, codes, joiningOf } = deps;
  const makes = createBuckets(clock, made);
  const organisationFor = async (account: Account): Promise<OrganisationId> => {
    const organisation = await deps.organisationOf(account);
    if (organisation === undefined) throw new VaxelError('auth.noOrganisation');
    if ((await joiningOf(account)).situation === 'linked') throw new VaxelError('joining.linkTaken');
    requireBucket(makes, account);
    return organisation.id;
  };
  const router = Router();
  router.use('/api/joining', byAccount(deps), express.json({ limit: '16kb' }));
  router.get(
    '/api/joining',
    routeOfAccount({
      query: JoiningQuery,
      handler: ({ account, query: { known }, response }) => standing(deps, account, known, response),
    }),
  );
  router.post(
    '/api/joining/organisation',
    routeOfAccount({
      body: NewOrganisation,
      async handler({ account, body, request, response }) {
        requireBucket(makes, account);
        await deps.setUp(account, body, requestOf({ request, response }));
        response.status(201);
        return joiningOf(account);
      },
    }),
  );
  router.post(
    '/api/joining/code',
    routeOfAccount({
      handler: async ({ account }): Promise<LinkCode> => codes.make(await organisationFor(account), account.objectId),
    }),
  );
  router.post(
    '/api/joining/request',
    routeOfAccount({
      async handler({ account }) {
        await deps.requestsOf(await organisationFor(account)).ask(account);
        return joiningOf(account);
      },
    }),
  );
  return router;
}

/** Requires a right token, of whomever; bodies are read after that. @throws VaxelError auth.* | request.tooMany */
function byAccount({ identify, clock }: Pick<JoiningRoutesDeps, 'identify' | 'clock'>): RequestHandler {
  const buckets = createBuckets(clock, asked);
  return async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const token = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new VaxelError('auth.missing');
    const account = await identify(token, request.ip ?? '');
    requireBucket(buckets, account);
    response.locals['account'] = account;
    next();
  };
}

/** At once where it is another than the page knows, else once it has changed. */
async function standing(
  { waiting, joiningOf, findLinked }: JoiningRoutesDeps,
  account: Account,
  known: Situation | undefined,
  response: Response,
): Promise<Joining> {
  const done = new AbortController();
  response.once('close', () => done.abort());
  // Listened for before it is read, so that nothing is missed in between.
  const changed = waiting.change([account.objectId, account.tenantId], answersWithinMs, done.signal);
  const now = await joiningOf(account);
  if (now.situation !== known) {
    done.abort();
    return now;
  }
  await changed;
  // An administrator may have entered the address meanwhile: the page goes on without a reload.
  await findLinked(account).catch(ifNobodys);
  return joiningOf(account);
}

/** @throws whatever says another thing than that the account is nobody's yet */
function ifNobodys(error: unknown): void {
  if (!(error instanceof VaxelError && error.code.startsWith('auth.'))) throw error;
}

function requireBucket(buckets: ReturnType<typeof createBuckets>, { tenantId, objectId }: Account): void {
  const bucket = buckets.of(`${tenantId} ${objectId}`);
  if (!bucket.take()) throw new TooManyRequests(Math.max(1, Math.ceil(bucket.waitMs() / 1_000)));
}
