import { randomUUID } from 'node:crypto';
import { samplesOf, type Fill } from './samples';
import type { TableRoute } from './route-table';
import { askedWith } from './rows';

/** One request, or one command. */
export interface Case {
  readonly path: string;
  readonly body: unknown;
}

/** What is known of an organisation: one id of each kind, and words and numbers that tell of its people. */
export interface Known {
  readonly ids: ReadonlyMap<string, string>;
  readonly texts: readonly string[];
}

/** The kind of thing that an id is of, by its name and what stands before it in the path; null = it may be anything. */
function kindOf(name: string, path: string, kinds: Iterable<string>): string | null {
  const word = name.split('.').at(-1) ?? '';
  const before = new RegExp(`/([\\w-]+)/:${word}(?=/|$)`).exec(path)?.[1] ?? '';
  const wanted = [word, before].map(plain).filter((each) => each !== '');
  return [...kinds].find((kind) => wanted.includes(plain(kind))) ?? null;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace(/^app/, '')
    .replace(/ids?$/, '')
    .replace(/s$/, '');

/** The id that an organisation has of such a kind, else one that nobody has. */
export const idOf = ({ ids }: Pick<Known, 'ids'>, name: string, path: string): string =>
  ids.get(kindOf(name, path, ids.keys()) ?? '') ?? randomUUID();

/** A name of an id in what a schema takes, filled with which kind's. */
interface Choice {
  readonly name: string;
  readonly kind: string;
}

/**
 * What is asked with the other organisation's ids: each place for an id with theirs, the others with one's own; all
 * with theirs; and each text with what tells of their people.
 */
export function casesOf(route: TableRoute, own: Known, theirs: Known): Case[] {
  const key = `${route.method} ${route.path}`;
  const names = new Set<string>();
  const noted = (name: string): string => {
    names.add(name);
    return randomUUID();
  };
  const nobodys = requests(route, { id: noted, text: () => undefined }, askedWith[key]);
  const idFor = (known: Known, name: string): string => idOf(known, name, route.path);
  const choices = [...names].flatMap((name): Choice[] => {
    const kind = kindOf(name, route.path, theirs.ids.keys());
    return (kind === null ? [...theirs.ids.keys()] : [kind]).map((each) => ({ name, kind: each }));
  });
  const fills: Fill[] = [
    ...choices.map(({ name, kind }) => ({
      id: (asked: string) => (asked === name ? (theirs.ids.get(kind) ?? '') : idFor(own, asked)),
      text: () => undefined,
    })),
    { id: (asked) => idFor(theirs, asked), text: () => undefined },
    ...theirs.texts.map((text) => ({ id: (asked: string) => idFor(own, asked), text: () => text })),
    ...theirs.texts.map((text) => ({ id: (asked: string) => idFor(theirs, asked), text: () => text })),
  ];
  const all = [...nobodys, ...fills.flatMap((fill) => requests(route, fill, askedWith[key]))];
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function requests(route: TableRoute, fill: Fill, more: (typeof askedWith)[string] = []): Case[] {
  const queries = route.query === undefined ? [{}] : samplesOf(route.query, 'query', fill);
  const bodies = route.body === undefined ? [undefined] : samplesOf(route.body, 'body', fill);
  const paths = pathsOf(route, fill);
  const [query, body] = [queries[0] ?? {}, bodies[0]];
  return [
    ...more.flatMap((each) =>
      paths.map((path) => ({ path: withQuery(path, each.query ?? query), body: each.body ?? body })),
    ),
    ...paths.flatMap((path) => bodies.map((each) => ({ path: withQuery(path, query), body: each }))),
    ...paths.flatMap((path) => queries.map((each) => ({ path: withQuery(path, each), body }))),
  ];
}

function pathsOf({ path, params }: TableRoute, fill: Fill): string[] {
  if (!path.includes(':')) return [path];
  const values = params === undefined ? [] : (samplesOf(params, 'params', fill) as Record<string, unknown>[]);
  return values.map((each) =>
    path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(String(each[name] ?? ''))),
  );
}

function withQuery(path: string, query: unknown): string {
  const entries = Object.entries(query as Record<string, unknown>).map(([key, value]) => [key, String(value)]);
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
}
