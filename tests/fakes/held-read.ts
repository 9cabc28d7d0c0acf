import type { Kysely } from 'kysely';
import type { Database } from '../../src/ports/database';

/** A database of which the answer to the first question comes last, as it was then: once `release` is called. */
export function heldRead(db: Kysely<Database>): { readonly db: Kysely<Database>; release(): void } {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let isFirst = true;
  return {
    db: db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        const isHeld = isFirst;
        isFirst = false;
        if (isHeld) await held;
        return result;
      },
    }),
    release: () => release(),
  };
}
