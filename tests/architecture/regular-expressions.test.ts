import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { parseSync } from '@swc/core';
import { analyse } from 'scslre';

/**
 * Every regular expression of the product is linear in the text. Those whose every part is bounded are so by that. The
 * others are looked at twice: by an analysis, which knows texts of one sign repeated, and by trying texts made of what
 * the expression itself is made of, since what it nearly matches is what it tries again and again, up to 1 MB.
 */
const root = resolve(__dirname, '../..');

interface Found {
  readonly pattern: string;
  readonly flags: string;
  readonly place: string;
}

interface SourceNode {
  readonly type?: string;
  readonly pattern?: string;
  readonly flags?: string;
  readonly callee?: { readonly value?: string };
  readonly arguments?: readonly {
    readonly expression: { readonly quasis?: readonly { readonly cooked: string }[]; readonly value?: string };
  }[];
}

function expressions(): Found[] {
  const files = ['src', 'bot', 'tabs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  const found = new Map<string, Found>();
  for (const place of files) {
    const tree: unknown = parseSync(readFileSync(join(root, place), 'utf8'), {
      syntax: 'typescript',
      tsx: place.endsWith('x'),
    });
    visit(tree, (pattern, flags) => found.set(`/${pattern}/${flags}`, { pattern, flags, place }));
  }
  return [...found.values()];
}

function visit(node: unknown, tell: (pattern: string, flags: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, pattern, flags, callee, arguments: given } = node as SourceNode;
  if (type === 'RegExpLiteral') tell(pattern ?? '', flags ?? '');
  // What is put into a template stands for a word.
  const made =
    type === 'NewExpression' && callee?.value === 'RegExp' ? given?.map(({ expression }) => expression) : undefined;
  if (made !== undefined)
    tell(
      made[0]?.quasis?.map(({ cooked }) => cooked).join('word') ?? made[0]?.value ?? 'unread+',
      made[1]?.value ?? '',
    );
  for (const child of Object.values(node)) visit(child, tell);
}

/** Beyond this a bound bounds nothing. */
const mostRepeats = 1_024;
const signs = [
  ...`a0 \n\t-."'\\<>:;,=/+*#()[]{}@_%?&é7٣\u0301\u200b☎A`,
  ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)),
];

/** Signs of the expression itself come first: what can be read in two ways is made of those. */
function signsFor({ pattern }: Found): string[] {
  return [...signs.filter((sign) => pattern.includes(sign)), ...signs.filter((sign) => !pattern.includes(sign))];
}

/** Short texts that a part of an expression matches. */
function examples(node: AST.Element | AST.Alternative, found: Found): string[] {
  switch (node.type) {
    case 'Character':
      return [String.fromCodePoint(node.value)];
    case 'CharacterSet':
    case 'CharacterClass':
      return signsFor(found)
        .filter((sign) => new RegExp(`^${node.raw}$`, found.flags.replace(/[gym]/g, '')).test(sign))
        .slice(0, 4);
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.flatMap((alternative) => examples(alternative, found));
    case 'Quantifier':
      return [
        ...(node.min === 0 ? [''] : []),
        ...examples(node.element, found).map((text) => text.repeat(Math.max(1, node.min))),
      ];
    case 'Alternative':
      return inARow(node.elements, found);
    default:
      return [''];
  }
}

/** The first examples of all elements, the second ones, and so on. */
function inARow(elements: readonly AST.Element[], found: Found): string[] {
  const each = elements.map((element) => examples(element, found));
  return [...new Set([0, 1, 2, 3].map((turn) => each.map((texts) => texts[turn % texts.length] ?? '').join('')))];
}

/** What has to stand before a part for it to be reached. */
function before(node: AST.Node, found: Found): string[] {
  const { parent } = node;
  if (parent === null || parent.type === 'RegExpLiteral') return [''];
  const here =
    parent.type === 'Alternative'
      ? inARow(parent.elements.slice(0, parent.elements.indexOf(node as AST.Element)), found)
      : [''];
  return before(parent, found).flatMap((outer) => here.map((inner) => outer + inner));
}

function pumpsOf(found: Found): string[] {
  const { pattern, flags } = found;
  const pumps = new Set<string>();
  visitRegExpAST(new RegExpParser().parsePattern(pattern, 0, pattern.length, flags.includes('u')), {
    onQuantifierEnter(quantifier) {
      if (quantifier.max <= mostRepeats) return;
      const repeated = [...new Set(['', ...examples(quantifier.element, found)])];
      for (const reached of new Set(before(quantifier, found)))
        for (const text of repeated) pumps.add(reached + text).add(text + reached);
      for (const text of repeated) for (const other of repeated) pumps.add(text + other);
    },
  });
  pumps.delete('');
  return [...pumps];
}

/** Quadratic work on so much text takes the better part of a second. */
const longPower = 15;
const longestPower = 20;
/** Shorter times are noise. */
const worthTellingMs = 25;
/** Four times the text, since caches alone make a step of 3 for twice the text: 4 is linear, 16 is quadratic. */
const stepPowers = 2;
const mostGrowth = 8;

/** The processor's time, which a busy machine does not lengthen. */
function timeMs(expression: RegExp, text: string): number {
  const start = process.cpuUsage();
  text.replace(expression, '');
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

interface Growth {
  readonly lastMs: number;
  /** Where four times the text took more than some four times the time. */
  readonly fault: string | null;
}

function growthOf(expression: RegExp, pump: string, from: number, to: number): Growth {
  const textOf = (power: number) => `${pump.repeat(Math.ceil(2 ** power / pump.length))}\u0000`;
  const times = new Map<number, number>();
  for (let power = from; power <= to; power += 1) {
    let spentMs = timeMs(expression, textOf(power));
    let beforeMs = times.get(power - stepPowers) ?? Infinity;
    const isTooMuch = () => spentMs > worthTellingMs && spentMs > mostGrowth * beforeMs;
    // What really grows does so each time.
    for (let again = 0; again < 6 && isTooMuch(); again += 1) {
      beforeMs = Math.max(beforeMs, timeMs(expression, textOf(power - stepPowers)));
      spentMs = Math.min(spentMs, timeMs(expression, textOf(power)));
    }
    const grew = `${beforeMs.toFixed(1)} → ${spentMs.toFixed(1)} ms`;
    const fault = `four times the text took ${grew}: ${JSON.stringify(pump)} repeated`;
    if (isTooMuch()) return { lastMs: spentMs, fault };
    times.set(power, spentMs);
  }
  return { lastMs: times.get(to) ?? 0, fault: null };
}

/** All texts up to the length at which quadratic work shows; the two that took longest go on to 1 MB. */
function faultOf(found: Found): string | null {
  const report = analyse({ source: found.pattern, flags: found.flags }).reports[0];
  if (report !== undefined) return `${report.type} in /${found.pattern}/`;
  const expression = new RegExp(found.pattern, found.flags.includes('g') ? found.flags : `${found.flags}g`);
  const tried: { readonly pump: string; readonly lastMs: number }[] = [];
  for (const pump of pumpsOf(found)) {
    const { lastMs, fault } = growthOf(expression, pump, longPower - 3, longPower);
    if (fault !== null) return fault;
    tried.push({ pump, lastMs });
  }
  for (const { pump } of tried.toSorted((one, other) => other.lastMs - one.lastMs).slice(0, 2)) {
    const { fault } = growthOf(expression, pump, longPower, longestPower);
    if (fault !== null) return fault;
  }
  return null;
}

const all = expressions();

test('the expressions were found', () => expect(all.length).toBeGreaterThan(100));

test.each([/\b([\w-]*secret):/, /[\w.]+@x/, /,+$/, /<at>.*?<\/at>/, /"(?:[^"\\]|\\.)*"/, /,[^x]*y/])(
  '%s is found not to be linear',
  ({ source, flags }) => {
    expect(faultOf({ pattern: source, flags, place: '' })).not.toBeNull();
  },
);

test('all are linear', () => {
  const faults = all.flatMap((found) => {
    const fault = faultOf(found);
    return fault === null ? [] : [`${found.place}: ${fault}`];
  });
  expect(faults).toEqual([]);
}, 120_000);
