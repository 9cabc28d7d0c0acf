import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { CDPSession, Page } from 'playwright';
import { median } from '../figure';

/** CPU time of this program and of all that it started, ms, by who used it. */
export type CpuTime = ReadonlyMap<string, number>;

/** What happened between two moments, and what it took of the machine. */
export interface Work {
  readonly tookMs: number;
  readonly cpu: CpuTime;
}

/** Parts of what the pages' main threads took. */
const [scripts, layout] = ['their scripts', 'their style and layout'];

const kinds: readonly (readonly [RegExp, string])[] = [
  [/--type=renderer/, 'pages'],
  [/--type=gpu-process/, 'drawing'],
  [/audio\.mojom/, 'sound devices'],
  [/--type=/, 'network and more'],
  [/chrom/, 'browser windows'],
  [/postgres/, 'database'],
  [/start\.mjs|server/, 'server'],
];

/** Counted by the kernel in nanoseconds; empty where it does not tell, as on macOS. */
export function cpuTime(): CpuTime {
  const sums = new Map<string, number>();
  for (const pid of descendants(process.pid)) {
    const command = read(pid, 'cmdline').replaceAll('\0', ' ');
    const kind = kinds.find(([pattern]) => pattern.test(command))?.[1] ?? 'others';
    for (const thread of threads(pid)) {
      const ran = Number(read(pid, `task/${thread}/schedstat`).split(' ')[0]) / 1e6;
      const who = kind === 'pages' ? `pages, ${thread === pid ? 'main threads' : 'other threads'}` : kind;
      sums.set(who, (sums.get(who) ?? 0) + ran);
    }
  }
  return sums;
}

/**
 * With what the pages' main threads spent on scripts, ours and those of the libraries, and on style and layout: in the
 * pages' own count of CPU time. The rest of a main thread is the browser's.
 */
export async function cpuOf(pages: readonly Page[]): Promise<CpuTime> {
  const sums = new Map(cpuTime());
  for (const page of pages) {
    for (const { name, value } of await metricsOf(page)) {
      const who = counted[name];
      if (who !== undefined) sums.set(who, (sums.get(who) ?? 0) + 1_000 * value);
    }
  }
  return sums;
}

const counted: Readonly<Record<string, string>> = {
  ScriptDuration: scripts,
  LayoutDuration: layout,
  RecalcStyleDuration: layout,
};

const sessions = new WeakMap<Page, Promise<CDPSession>>();

async function metricsOf(page: Page) {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  const devtools = await session;
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return (await devtools.send('Performance.getMetrics')).metrics;
}

export const between = (before: CpuTime, after: CpuTime): CpuTime =>
  new Map([...after].map(([who, ms]) => [who, ms - (before.get(who) ?? 0)]));

/** In words: whether the cores were enough, and who used them. */
export function cpuNotes(rounds: readonly Work[]): string[] {
  const used = (name: string) => ({ name, ms: median(rounds.map(({ cpu }) => cpu.get(name) ?? 0)) });
  const parts = [scripts, layout].map(used);
  const names = [...new Set(rounds.flatMap(({ cpu }) => [...cpu.keys()]))].filter(
    (name) => !parts.some((part) => part.name === name),
  );
  if (names.length === 0) return [];
  const tookMs = median(rounds.map((each) => each.tookMs));
  const each = names.map(used).toSorted((one, other) => other.ms - one.ms);
  const sum = each.reduce((total, { ms }) => total + ms, 0);
  const cores = availableParallelism();
  const offered = `${Math.round(tookMs)} ms on ${cores} cores, which is ${Math.round(cores * tookMs)} ms of CPU`;
  const told = (some: readonly { name: string; ms: number }[]) =>
    some
      .filter(({ ms }) => ms >= 1)
      .map(({ name, ms }) => `${name} ${Math.round(ms)}`)
      .join(', ');
  return [
    `${offered}; wanted until all was done: ${Math.round(sum)} ms`,
    `of these: ${told(each)}`,
    `of the pages' main threads: ${told(parts)}; the rest is the browser's`,
  ];
}

function descendants(pid: number): number[] {
  const children = threads(pid).flatMap((thread) =>
    read(pid, `task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function threads(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}

/** Empty for what has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
