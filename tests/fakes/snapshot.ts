import { randomUUID } from 'node:crypto';
import type { CallView } from '../../src/contract/calls/call-view';
import type { HistoryEntry } from '../../src/contract/history/history';
import type { CallId, ContactId, OrganisationId, UserId } from '../../src/contract/ids';
import type { Snapshot } from '../../src/contract/realtime';
import { aCall, aSnapshot, anEntry, me, nobody } from '../../tabs/fakes/samples';

/** A snapshot with what a test does not care about filled in. */
export function makeSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  const user = { ...me.user, id: randomUUID() as UserId, contactId: randomUUID() as ContactId };
  const organisation = { ...me.organisation, id: randomUUID() as OrganisationId };
  return aSnapshot({ me: { ...me, user, organisation }, ...changes });
}

/** A call that an unknown caller rings with, and what the test says of it. */
export function makeCall(changes: Partial<CallView> = {}): CallView {
  return aCall({ id: randomUUID() as CallId, other: nobody, startedAtMs: 1, ...changes });
}

/** An unknown caller's call that was missed, and what the test says of it. */
export function makeHistoryEntry(changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return anEntry({
    callId: randomUUID() as CallId,
    other: nobody,
    outcome: 'missed',
    endReason: 'noAnswer',
    startedAtMs: 1,
    answeredAtMs: null,
    endedAtMs: 2,
    deviceLabel: null,
    ...changes,
  });
}
