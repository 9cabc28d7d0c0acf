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
  const word = wordOf(name);
  const before = new RegExp(`/([\\w-]+)/:${word}(?=/|$)`).exec(path)?.[1] ?? '';
  const wanted = [word, before].map(plain).filter((each) => each !== '');
  return [...kinds].find((kind) => wanted.includes(plain(kind))) ?? null;
}

const wordOf = (name: string): string => name.split('.').at(-1) ?? '';

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

/** A name of an id in what a schema takes, filled with theirs. */
interface Choice {
  readonly name: string;
  readonly id: string;
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
  const kinds = [...theirs.ids.keys()];
  const known = [...names].flatMap((name): Choice[] => {
    const kind = kindOf(name, route.path, kinds);
    return kind === null ? [] : [{ name, id: theirs.ids.get(kind) ?? '' }];
  });
  const isKnown = (name: string): boolean => known.some((each) => each.name === name);
  // With an id of every table, wherever something of this name is asked for.
  const unknownWords = new Set([...names].flatMap((name) => (isKnown(name) ? [] : [wordOf(name)])));
  const unknown = [...unknownWords].flatMap((name) => [...theirs.ids.values()].map((id): Choice => ({ name, id })));
  const chosen = ({ name, id }: Choice): Case[] => {
    const isAsked = (asked: string): boolean => asked === name || wordOf(asked) === name;
    const fill: Fill = { id: (asked) => (isAsked(asked) ? id : idFor(own, asked)), text: () => undefined };
    return requests(route, fill, askedWith[key]);
  };
  const said = (text: string, known: Known): Case[] =>
    requests(route, { id: (asked) => idFor(known, asked), text: () => text }, askedWith[key]);
  const all = [
    ...nobodys,
    ...known.flatMap((choice) => sayingAnew(chosen(choice), choice.id, true)),
    // What else is asked with it says nothing new.
    ...unknown.flatMap((choice) => sayingAnew(chosen(choice), choice.id, true).slice(0, 1)),
    ...requests(route, { id: (asked) => idFor(theirs, asked), text: () => undefined }, askedWith[key]),
    ...theirs.texts.flatMap((text) => [own, theirs].flatMap((each) => sayingAnew(said(text, each), text, false))),
  ];
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/**
 * Those that say it where none before has.
 * @param beside what stands beside it says what it is for
 */
function sayingAnew(cases: readonly Case[], said: string, beside: boolean): Case[] {
  const seen = new Set<string>();
  return cases.filter(({ path, body }) => {
    const inPath = path.includes(encodeURIComponent(said)) ? [path] : [];
    const news = [...inPath, ...placesOf(body, said, beside, '')].filter((place) => !seen.has(place));
    for (const place of news) seen.add(place);
    return news.length > 0;
  });
}

function placesOf(value: unknown, said: string, beside: boolean, at: string): string[] {
  if (typeof value === 'string') return value.includes(said) ? [at] : [];
  if (Array.isArray(value)) return value.flatMap((each) => placesOf(each, said, beside, at));
  if (typeof value !== 'object' || value === null) return [];
  const parts = Object.entries(value);
  const plain = beside ? JSON.stringify(parts.filter(([, each]) => typeof each !== 'object')) : '';
  return parts.flatMap(([key, each]) =>
    placesOf(each, said, beside, typeof each === 'string' ? `${at}.${key} ${plain}` : `${at}.${key}`),
  );
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
