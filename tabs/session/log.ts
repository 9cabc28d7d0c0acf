/** The tab's own recent log, for the support's log bundle. The server redacts it; no token or password may get here. */
export interface TabLog {
  add(line: string): void;
  lines(): readonly string[];
}

export function createTabLog(nowMs: () => number, longest = 500): TabLog {
  let lines: string[] = [];
  return {
    add(line) {
      lines = [...lines.slice(1 - longest), `${new Date(nowMs()).toISOString()} ${line.slice(0, 500)}`];
    },
    lines: () => lines,
  };
}
