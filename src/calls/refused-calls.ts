import type { EndReason } from '../contract/calls/end-reason';
import type { NumberClass } from '../contract/rules/classes';
import type { RefusedWay } from '../contract/rules/refused-calls';
import type { OrganisationId, UserId } from '../contract/ids';
import { storable } from '../contract/text';
import { createBuckets } from '../limits/bucket';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';

/** A call outside that was not made. */
export interface Refused {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly number: string;
  readonly class: NumberClass;
  readonly reason: EndReason;
  readonly way: RefusedWay;
}

export interface KeptRefused extends Refused {
  readonly atMs: number;
}

export interface RefusedCallWriter {
  /** @throws VaxelError server.unavailable */
  add(refused: readonly KeptRefused[]): Promise<void>;
}

export interface RefusedCallsDeps {
  readonly refused: RefusedCallWriter;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * A phone that dials one number after the other fills neither the memory nor the list; nor does it hide there what it
 * dials after that: now and then one more is kept.
 */
const ofPerson = { burst: 60, perSecond: 1 / 60 };
const [mostWaiting, writeAfterMs, retryMs] = [1_000, 200, 5_000];
const longestNumber = 40;

/** Keeps which calls were refused, for administrators; no call waits for it. */
export function createRefusedCalls({ refused: writer, clock, logger }: RefusedCallsDeps) {
  let waiting: KeptRefused[] = [];
  let isDue = false;
  const rates = createBuckets(clock, ofPerson);

  async function write(): Promise<void> {
    isDue = false;
    const rows = waiting;
    waiting = [];
    try {
      if (rows.length > 0) await writer.add(rows);
    } catch (error) {
      logger.warn({ err: error }, 'refused calls could not be kept yet');
      waiting = [...rows, ...waiting].slice(0, mostWaiting);
      later(retryMs);
    }
  }

  function later(ms: number): void {
    if (isDue) return;
    isDue = true;
    clock.after(ms, () => void write());
  }

  return {
    note(call: Refused): void {
      const { organisationId, userId, reason, way } = call;
      logger.warn({ organisationId, userId, reason, way, class: call.class }, 'a call outside was refused');
      const atMs = clock.nowMs();
      if (!rates.of(userId).take() || waiting.length >= mostWaiting) return;
      waiting.push({ ...call, number: [...storable(call.number)].slice(0, longestNumber).join(''), atMs });
      later(writeAfterMs);
    },
    stop: write,
  };
}
