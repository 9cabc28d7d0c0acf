import type { Clock } from '../clock';
import type { Host } from './host';

/** Far less than a token of a host is good for. */
const sharedForMs = 2_000;

/**
 * A page that opens asks for a token in several places within a moment, and each asking goes through the host: one is
 * for all of them. What a host did not give is asked for again by the next.
 */
export function sharedToken(getToken: Host['getToken'], clock: Clock): Host['getToken'] {
  let asked: { readonly atMs: number; readonly token: Promise<string> } | null = null;
  return () => {
    if (asked !== null && Math.abs(clock.nowMs() - asked.atMs) < sharedForMs) return asked.token;
    const mine = { atMs: clock.nowMs(), token: getToken() };
    asked = mine;
    mine.token.catch(() => {
      if (asked === mine) asked = null;
    });
    return mine.token;
  };
}
