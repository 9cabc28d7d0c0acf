import { mailboxNumber } from '../../src/contract/devices/sip';
import type { HistoryEntry } from '../../src/contract/history/history';
import { isMissed, partyKey } from './call-list';

/** How many people each part of the day names; the whole list stands beside it. */
const most = 8;
/** Whoever has not been called back for so long is not waiting any more. */
const waitsForMs = 7 * 24 * 3_600_000;

/** Somebody, with the call that is the reason to call them. */
export interface ToCall {
  readonly entry: HistoryEntry;
  /** How often they tried since we last spoke. */
  readonly times: number;
}

export interface MyDay {
  /** Missed, and nothing has passed between us since: neither a call back nor another call that was taken. */
  readonly callBack: readonly ToCall[];
  /** Whom I last spoke with or tried to call, for calling again; none of those above. */
  readonly again: readonly ToCall[];
}

/**
 * What there is to do about my calls. Entries come newest first; who hides their number cannot be
 * called, and the own mailbox is nobody. */
export function myDay(entries: readonly HistoryEntry[], nowMs: number): MyDay {
  const settled = new Set<string>();
  const callBack = new Map<string, ToCall>();
  const again = new Map<string, ToCall>();
  for (const entry of entries) {
    if (entry.other.number === null || entry.other.number === mailboxNumber) continue;
    const party = partyKey(entry.other);
    const waiting = callBack.get(party);
    if (!isMissed(entry)) {
      settled.add(party);
      if (waiting === undefined && !again.has(party)) again.set(party, { entry, times: 1 });
    } else if (waiting !== undefined && !settled.has(party))
      callBack.set(party, { ...waiting, times: waiting.times + 1 });
    else if (!settled.has(party) && entry.startedAtMs > nowMs - waitsForMs) callBack.set(party, { entry, times: 1 });
  }
  return { callBack: [...callBack.values()].slice(0, most), again: [...again.values()].slice(0, most) };
}
