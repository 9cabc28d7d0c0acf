import type { TrunkId } from '../../contract/ids';
import type { Refusal } from '../../contract/trunks/trunks';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { Trunk } from '../port';

export interface RefusalsOptions {
  /** Null: nothing is refused. */
  readonly ask: (trunk: Trunk, signal: AbortSignal) => Promise<Refusal | null>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onTold: (trunk: Trunk, refusal: Refusal | null) => void;
}

/** Why operators do not register trunks: asked by ourselves, and not often, since each time is another attempt. */
export interface Refusals {
  /** It is not registered. */
  missing(trunk: Trunk): void;
  registered(trunk: Trunk): void;
  stop(): void;
}

const againMs = 60_000;

export function createRefusals({ ask, clock, logger, onTold }: RefusalsOptions): Refusals {
  const asked = new Map<TrunkId, { readonly trunk: Trunk; readonly atMs: number; refusal: Refusal | null }>();
  const stopping = new AbortController();

  function told(trunk: Trunk, refusal: Refusal | null): void {
    const entry = asked.get(trunk.trunkId);
    // It was changed, taken away or registered meanwhile.
    if (entry?.trunk !== trunk || stopping.signal.aborted) return;
    const isNew = refusal?.reason !== entry.refusal?.reason || refusal?.status !== entry.refusal?.status;
    entry.refusal = refusal;
    if (refusal !== null && isNew)
      logger.warn({ trunk: trunk.trunkId, ...refusal }, 'an operator does not register a trunk');
    onTold(trunk, refusal);
  }

  return {
    missing(trunk) {
      const before = asked.get(trunk.trunkId);
      const nowMs = clock.nowMs();
      const refusal = before?.trunk === trunk ? before.refusal : null;
      if (before?.trunk === trunk && nowMs - before.atMs < againMs) {
        // Asterisk was away, and what was known of it was forgotten.
        if (refusal !== null) onTold(trunk, refusal);
        return;
      }
      asked.set(trunk.trunkId, { trunk, atMs: nowMs, refusal });
      ask(trunk, stopping.signal).then(
        (answer) => told(trunk, answer),
        (error: unknown) => {
          const facts = { trunk: trunk.trunkId, error: error instanceof Error ? error.message : 'failed' };
          logger.warn(facts, 'an operator could not be asked why it does not register a trunk');
        },
      );
    },
    registered(trunk) {
      if (asked.get(trunk.trunkId)?.refusal != null)
        logger.info({ trunk: trunk.trunkId }, 'a trunk is registered again');
      asked.delete(trunk.trunkId);
    },
    stop: () => stopping.abort(),
  };
}
