import type { Finding } from './finding';

/** What `--json` prints: for a monitor, or a ticket. */
export function asJson(findings: readonly Finding[]): string {
  return JSON.stringify({ ok: !hasFault(findings), findings }, null, 2);
}

/** A line for each finding, and below it what to do. */
export function asText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ of }) => of.length));
  const lines = findings.map(({ of, result, found, todo }) => {
    const line = `${result.padEnd(7)}  ${of.padEnd(width)}  ${found}`;
    return todo === null ? line : `${line}\n${' '.repeat(9)}→ ${todo}`;
  });
  const count = (wanted: Finding['result']) => findings.filter(({ result }) => result === wanted).length;
  return `${lines.join('\n')}\n\n${count('ok')} ok, ${count('warning')} warnings, ${count('fault')} faults`;
}

export const hasFault = (findings: readonly Finding[]): boolean => findings.some(({ result }) => result === 'fault');
