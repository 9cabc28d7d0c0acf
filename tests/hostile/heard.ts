import type { Talk } from '../integration/talk';

/** How a call was heard meanwhile, both sides together. */
export interface Hearing {
  /** Packets. */
  readonly sent: number;
  readonly arrived: number;
  readonly longestGapMs: number;
  /** Of the times we listened, those at which each heard the other's tone. */
  readonly listened: number;
  readonly heard: number;
}

/** A tone that is there is found in half a second; a machine under load takes longer to listen. */
const earLimitMs = 10_000;

/** Listens to a call of `talk` from now on; the returned function stops and says what was heard. */
export function listenTo(call: Talk): () => Promise<Hearing> {
  const sides = [call.a, call.b].map(({ media }) => {
    if (media === null) throw new Error('a call without media');
    return media;
  });
  const gaps = sides.map(() => 0);
  sides.forEach((media, side) => {
    let lastMs = performance.now();
    media.onAudio = () => {
      gaps[side] = Math.max(gaps[side] ?? 0, performance.now() - lastMs);
      lastMs = performance.now();
    };
  });
  const before = sides.map((media) => media.stats());
  const ending = new AbortController();
  const counts = { listened: 0, heard: 0 };
  const ears = (async () => {
    while (!ending.signal.aborted) {
      counts.listened += 1;
      await Promise.all([call.a.hearsTone(900, earLimitMs), call.b.hearsTone(600, earLimitMs)]).then(
        () => (counts.heard += 1),
        () => undefined,
      );
    }
  })();
  return async () => {
    ending.abort();
    await ears;
    for (const media of sides) media.onAudio = null;
    const change = (what: 'sent' | 'received') =>
      sides.reduce((sum, media, side) => sum + media.stats()[what] - (before[side]?.[what] ?? 0), 0);
    return { sent: change('sent'), arrived: change('received'), longestGapMs: Math.max(...gaps), ...counts };
  };
}

/** Several of them in one. */
export function together(hearings: readonly Hearing[]): Hearing {
  const sum = (what: keyof Hearing) => hearings.reduce((total, hearing) => total + hearing[what], 0);
  const longestGapMs = Math.max(...hearings.map((hearing) => hearing.longestGapMs));
  return { sent: sum('sent'), arrived: sum('arrived'), longestGapMs, listened: sum('listened'), heard: sum('heard') };
}
