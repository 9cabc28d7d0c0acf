import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { VaxelError } from '../contract/errors';
import type { Account, Principal } from '../ports/principal';

type Parsed<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface RouteInput<Body, Query, Params> {
  readonly principal: Principal;
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  readonly request: Request;
  readonly response: Response;
}

export interface RouteOptions<
  B extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  P extends z.ZodType | undefined,
> {
  readonly body?: B;
  readonly query?: Q;
  readonly params?: P;
  /** Its result is the answer, as JSON; nothing = 204. Not sent when the handler has answered itself. */
  handler(input: RouteInput<Parsed<B>, Parsed<Q>, Parsed<P>>): unknown;
}

/**
 * A route of the API: checks what comes in against the schemas of the contract before anything else sees it.
 * Errors go to the application's handler: a ZodError becomes `request.invalid`.
 */
export function route<
  B extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  P extends z.ZodType | undefined = undefined,
>(options: RouteOptions<B, Q, P>): RequestHandler {
  return checked(options, (response) => ({ principal: principalOf(response) }));
}

/** The same for who has an account and is linked to nobody yet: `response.locals.account`. */
export function routeOfAccount<
  B extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
>(options: {
  readonly body?: B;
  readonly query?: Q;
  handler(input: Omit<RouteInput<Parsed<B>, Parsed<Q>, undefined>, 'principal'> & { account: Account }): unknown;
}): RequestHandler {
  return checked<B, Q, undefined, { readonly account: Account }>(options, (response) => {
    const account = response.locals['account'] as Account | undefined;
    if (account === undefined) throw new VaxelError('auth.missing');
    return { account };
  });
}

function checked<
  B extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  P extends z.ZodType | undefined,
  Who extends object,
>(
  options: {
    readonly body?: B;
    readonly query?: Q;
    readonly params?: P;
    handler(input: Omit<RouteInput<Parsed<B>, Parsed<Q>, Parsed<P>>, 'principal'> & Who): unknown;
  },
  whoAsks: (response: Response) => Who,
): RequestHandler {
  const handler: RequestHandler = async (request, response) => {
    const result = await options.handler({
      ...whoAsks(response),
      body: options.body?.parse(request.body) as Parsed<B>,
      query: options.query?.parse(request.query) as Parsed<Q>,
      params: options.params?.parse(request.params) as Parsed<P>,
      request,
      response,
    });
    if (response.headersSent) return;
    if (result === undefined) response.status(204).end();
    else response.json(result);
  };
  const { body, query, params } = options;
  schemas.set(handler, { body, query, params });
  return handler;
}

interface RouteSchemas {
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly params: z.ZodType | undefined;
}

const schemas = new WeakMap<RequestHandler, RouteSchemas>();

/** What a route takes, for those who ask every route there is; undefined: it was not made here. */
export const schemasOf = (handler: RequestHandler): RouteSchemas | undefined => schemas.get(handler);

/** Who is asking, as the bearer middleware found out. @throws VaxelError auth.missing on a route without it */
export function principalOf(response: Response): Principal {
  const principal = response.locals['principal'] as Principal | undefined;
  if (principal === undefined) throw new VaxelError('auth.missing');
  return principal;
}

/** By which request, for the audit log: its id, as the answer's `X-Request-Id` says it, and the client's address. */
export function requestOf({ request, response }: Pick<RouteInput<unknown, unknown, unknown>, 'request' | 'response'>) {
  return { id: String(response.locals['requestId'] ?? ''), address: request.ip ?? '' };
}
