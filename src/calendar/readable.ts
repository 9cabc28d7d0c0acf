/**
 * What a stored row says; undefined where it cannot be read, as by a rule or a zone that this server does not know. One
 * such row is nobody else's trouble.
 */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
