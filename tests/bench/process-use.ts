import { readFileSync, readdirSync } from 'node:fs';

/** Resident memory of a process and everything below it, MB (PSS: shared pages are counted once). */
export function memoryOf(pid: number): number {
  const pss = Number(/^Pss:\s+(\d+)/m.exec(ofProcess(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024;
  return childrenOf(pid).reduce((sum, child) => sum + memoryOf(child), pss);
}

const childrenOf = (pid: number): number[] =>
  ofProcess(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);

/** Empty for a process that has ended meanwhile, as those of the database do now and then. */
function ofProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** CPU time that a process has used so far, ms (Linux counts it in hundredths of a second). */
export function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

export interface CpuUse {
  readonly userMs: number;
  readonly systemMs: number;
}

/** CPU time of a process so far: of the thread that runs JavaScript, and of all others. */
export function threadsOf(pid: number): { readonly main: CpuUse; readonly others: CpuUse } {
  const uses = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const fields = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return { isMain: Number(thread) === pid, userMs: 10 * Number(fields[11]), systemMs: 10 * Number(fields[12]) };
  });
  const sum = (some: readonly CpuUse[]): CpuUse => ({
    userMs: some.reduce((total, { userMs }) => total + userMs, 0),
    systemMs: some.reduce((total, { systemMs }) => total + systemMs, 0),
  });
  return { main: sum(uses.filter(({ isMain }) => isMain)), others: sum(uses.filter(({ isMain }) => !isMain)) };
}
