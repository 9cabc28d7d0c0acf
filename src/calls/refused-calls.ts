import type { EndReason } from '../contract/calls/end-reason';
import type { NumberClass } from '../contract/rules/classes';
import type { RefusedWay } from '../contract/rules/refused-calls';
import type { OrganisationId, UserId } from '../contract/ids';
import { storable } from '../contract/text';
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

/** A phone that dials one number after the other fills neither the memory nor the list. */
const [mostWaiting, mostOfPersonAnHour] = [1_000, 60];
const [writeAfterMs, retryMs, hourMs, mostPeople] = [200, 5_000, 3_600_000, 10_000];
const longestNumber = 40;

/** Keeps which calls were refused, for administrators; no call waits for it. */
export function createRefusedCalls({ refused: writer, clock, logger }: RefusedCallsDeps) {
  let waiting: KeptRefused[] = [];
  let isDue = false;
  const ofHour = new Map<UserId, { readonly sinceMs: number; count: number }>();

  function isTooMany(userId: UserId, nowMs: number): boolean {
    const known = ofHour.get(userId);
    if (known && nowMs - known.sinceMs < hourMs) return (known.count += 1) > mostOfPersonAnHour;
    if (ofHour.size >= mostPeople) ofHour.clear();
    ofHour.set(userId, { sinceMs: nowMs, count: 1 });
    return false;
  }

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
      if (isTooMany(userId, atMs) || waiting.length >= mostWaiting) return;
      waiting.push({ ...call, number: [...storable(call.number)].slice(0, longestNumber).join(''), atMs });
      later(writeAfterMs);
    },
    stop: write,
  };
}
