import type { UserId } from '../contract/ids';

/**
 * In which order each person's windows were used. A window can be used before it is a phone, and after it has stopped
 * being one.
 */
export interface WindowUse {
  used(userId: UserId, windowId: string): void;
  /** 0 = not since the server started. */
  lastUse(userId: UserId, windowId: string): number;
}

/** More windows than anybody has open; the one used longest ago is forgotten first. */
const remembered = 40;

export function createWindowUse(): WindowUse {
  const people = new Map<UserId, Map<string, number>>();
  let uses = 0;
  return {
    used(userId, windowId) {
      const windows = people.get(userId) ?? new Map<string, number>();
      people.set(userId, windows);
      // Taken out first, so that the map is in the order of use.
      windows.delete(windowId);
      windows.set(windowId, (uses += 1));
      const [oldest] = windows.keys();
      if (windows.size > remembered && oldest !== undefined) windows.delete(oldest);
    },
    lastUse: (userId, windowId) => people.get(userId)?.get(windowId) ?? 0,
  };
}
