/** What one user asks for at the same time waits for itself, so that nobody takes all connections to the database. */
export interface Turns {
  /**
   * Calls `start` when it is the user's turn, at once or later; the returned function gives the turn back, also one
   * that has not come. Null when too many wait already.
   */
  enter(user: string, start: () => void): (() => void) | null;
}

export interface TurnSettings {
  /** Dealt with at the same time; a browser asks for no more than six things at once. */
  readonly atOnce?: number;
  /** Waiting for that. */
  readonly waiting?: number;
}

export function createTurns({ atOnce = 4, waiting = 60 }: TurnSettings = {}): Turns {
  const rows = new Map<string, { readonly running: Set<object>; readonly waiting: Map<object, () => void> }>();
  return {
    enter(user, start) {
      const row = rows.get(user) ?? { running: new Set(), waiting: new Map() };
      if (row.waiting.size >= waiting) return null;
      rows.set(user, row);
      const turn = {};
      row.waiting.set(turn, start);
      const goOn = (): void => {
        const [following] = row.waiting;
        if (row.running.size + row.waiting.size === 0) rows.delete(user);
        if (following === undefined || row.running.size >= atOnce) return;
        row.waiting.delete(following[0]);
        row.running.add(following[0]);
        following[1]();
      };
      goOn();
      return () => {
        row.waiting.delete(turn);
        if (row.running.delete(turn)) goOn();
      };
    },
  };
}
