import type { RequestHandler, Router } from 'express';
import type { z } from 'zod';
import { schemasOf } from '../../../src/http/route';

/** One route as express has it. */
export interface TableRoute {
  readonly method: string;
  /** As the router was told, e.g. `/history/:callId`. */
  readonly path: string;
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly params: z.ZodType | undefined;
}

interface Layer {
  readonly handle: RequestHandler & { readonly stack?: readonly Layer[] };
  readonly rawPath: unknown;
  readonly route?: {
    readonly path: unknown;
    readonly stack: readonly { readonly method?: string; readonly handle: RequestHandler }[];
  };
}

/** Every route of these routers, those of routers within them too. @throws TypeError for one whose path is no text */
export function routesOf(routers: readonly Router[]): TableRoute[] {
  return routers.flatMap((router) => ofLayers(router.stack as unknown as readonly Layer[], ''));
}

function ofLayers(layers: readonly Layer[], before: string): TableRoute[] {
  return layers.flatMap(({ route, handle, rawPath }) => {
    if (route !== undefined) return ofRoute(route, before);
    return handle.stack === undefined ? [] : ofLayers(handle.stack, before + (rawPath === '/' ? '' : text(rawPath)));
  });
}

function ofRoute({ path, stack }: NonNullable<Layer['route']>, before: string): TableRoute[] {
  const methods = new Set(stack.map(({ method }) => (method ?? 'all').toUpperCase()));
  const schemas = stack.map(({ handle }) => schemasOf(handle)).find((each) => each !== undefined);
  const { body, query, params } = schemas ?? {};
  return [...methods].map((method) => ({ method, path: before + text(path), body, query, params }));
}

function text(path: unknown): string {
  if (typeof path !== 'string') throw new TypeError(`the path of a route is a text, not ${String(path)}`);
  return path;
}
