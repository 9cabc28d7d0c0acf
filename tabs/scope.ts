/** Owns what must end together: timers, listeners, sockets. Disposing twice is harmless; the newest ends first. */
export interface Scope {
  add(end: () => void): void;
  dispose(): void;
}

export function createScope(): Scope {
  let ends: (() => void)[] = [];
  let disposed = false;
  return {
    add(end) {
      if (disposed) end();
      else ends.push(end);
    },
    dispose() {
      disposed = true;
      const open = ends;
      ends = [];
      for (const end of open.reverse()) end();
    },
  };
}
