import type { z } from 'zod';

/** What stands in for ids and texts where a schema asks for one; `name` is the way to it, e.g. `body.userId`. */
export interface Fill {
  id(name: string): string;
  /** Undefined: any text that the schema takes. */
  text(name: string): string | undefined;
}

type Def = { readonly type: string; readonly format?: string } & Record<string, unknown>;
type Values = readonly unknown[];

/** Of one schema; more would say nothing new. */
const mostValues = 24;
const deepest = 8;

const plainTexts = [
  'text',
  '1',
  '0',
  'sv',
  'SE',
  'Europe/Stockholm',
  '2031-03-04',
  '2031-03-04T08:00',
  '2031-03-04T08:00:00.000Z',
  '08:00',
  '+46701740699',
  'somebody@sjobris.example',
  '12345678',
  '#336699',
  'FREQ=DAILY',
  'https://sjobris.example/',
];
const numbers = [1, 0, 2, 15, 60, 1_000, 20_000, 1_930_000_000_000];

/**
 * Values that a schema takes, made from it: with everything that may be there, with what must be, and each choice of
 * what can be chosen. None: nobody knows what it takes.
 */
export function samplesOf(schema: z.ZodType, name: string, fill: Fill): Values {
  return values(schema, name, fill, 0).filter((value) => schema.safeParse(value).success);
}

function values(schema: unknown, name: string, fill: Fill, depth: number): Values {
  const { def } = schema as { readonly def: Def };
  const within = (part: unknown, more = ''): Values =>
    depth > deepest ? [] : values(part, name + more, fill, depth + 1);
  const taken = (candidates: Values): Values => candidates.filter((each) => takes(schema, each)).slice(0, 1);
  switch (def.type) {
    case 'string':
      return def.format === 'uuid' || def.format === 'guid' ? [fill.id(name)] : textOf(schema, fill.text(name));
    case 'number':
    case 'int':
      return taken(numbers);
    case 'boolean':
      return [true, false];
    case 'date':
      return taken([new Date('2031-03-04T08:00:00Z').toISOString(), new Date('2031-03-04T08:00:00Z')]);
    case 'null':
      return [null];
    case 'literal':
      return def['values'] as Values;
    case 'enum':
      return Object.values(def['entries'] as object).slice(0, 4);
    case 'object':
      return objects(def['shape'] as Readonly<Record<string, unknown>>, within);
    case 'union':
      return (def['options'] as Values).flatMap((option) => within(option)).slice(0, mostValues);
    case 'array':
      return within(def['element']).map((each) => [each]);
    case 'tuple':
      return [(def['items'] as Values).map((item) => within(item)[0])];
    case 'record':
      return within(def['valueType']).map((value) => ({ [String(within(def['keyType'])[0])]: value }));
    case 'optional':
      return [...within(def['innerType']), undefined];
    case 'nullable':
      return [...within(def['innerType']), null];
    case 'pipe':
      return within(def['in']);
    case 'lazy':
      return within((def['getter'] as () => unknown)());
    case 'transform':
    case 'unknown':
    case 'any':
      return plainTexts.slice(0, 2);
    default:
      return 'innerType' in def ? within(def['innerType']) : [];
  }
}

function textOf(schema: unknown, wanted: string | undefined): Values {
  const candidates = wanted === undefined ? plainTexts : [wanted, ...plainTexts];
  const first = candidates.find((each) => takes(schema, each));
  return first === undefined ? [] : [first];
}

const takes = (schema: unknown, value: unknown): boolean => (schema as z.ZodType).safeParse(value).success;

/** With the first value of each key, then each of the others at one key, then without what may be left out. */
function objects(
  shape: Readonly<Record<string, unknown>>,
  within: (part: unknown, more: string) => Values,
): readonly object[] {
  const parts = Object.entries(shape).map(([key, part]) => [key, within(part, `.${key}`)] as const);
  if (parts.some(([, each]) => each.length === 0)) return [];
  const first = Object.fromEntries(parts.map(([key, each]) => [key, each[0]]));
  const others = parts.flatMap(([key, each]) => each.slice(1).map((value) => ({ ...first, [key]: value })));
  const least = Object.fromEntries(
    parts.flatMap(([key, each]) => (each.includes(undefined) ? [] : [[key, each[0]] as const])),
  );
  // Of a change, each key alone is a change as well.
  const alone = Object.keys(least).length > 0 ? [] : parts.map(([key, each]) => ({ [key]: each[0] }));
  return [first, least, ...others, ...alone].slice(0, mostValues).map(withoutUndefined);
}

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
