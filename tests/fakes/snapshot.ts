import { randomUUID } from 'node:crypto';
import { CallView } from '../../src/contract/calls/call-view';
import { HistoryEntry } from '../../src/contract/history/history';
import type { CallId, ContactId, OrganisationId, UserId } from '../../src/contract/ids';
import { Snapshot } from '../../src/contract/realtime';
import { defaultSettings } from '../../src/contract/settings/settings';

/** A snapshot with what a test does not care about filled in. */
export function makeSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return Snapshot.parse({
    me: {
      user: {
        id: randomUUID() as UserId,
        contactId: randomUUID() as ContactId,
        displayName: 'Anna Ek',
        extension: '1001',
        numbers: ['+4684000001'],
        numberLabels: { '+4684000001': 'Kontor' },
        mailAddress: null,
        mobile: null,
        company: null,
        department: null,
        role: null,
        statusMessage: null,
      },
      organisation: {
        id: randomUUID() as OrganisationId,
        name: 'Fjällbo',
        country: 'SE',
        language: 'sv',
        timeZone: 'Europe/Stockholm',
        extensionLengths: [4],
      },
      roles: ['user'],
    },
    settings: defaultSettings,
    calls: [],
    devices: [],
    history: [],
    ...changes,
  });
}

const nobody = { name: null, number: null, contactId: null, userId: null };

export function makeCall(changes: Partial<CallView> = {}): CallView {
  return CallView.parse({
    id: randomUUID() as CallId,
    revision: 1,
    direction: 'in',
    state: 'ringing',
    other: nobody,
    otherRings: false,
    through: null,
    deviceId: null,
    deviceLabel: null,
    invitedAs: null,
    muted: false,
    heldByMe: false,
    heldByOther: false,
    otherAway: false,
    noAudio: false,
    announced: null,
    transferredBy: null,
    transferringTo: null,
    returned: null,
    movingTo: null,
    anchoredUntilMs: null,
    calledNumber: null,
    ringingSinceMs: null,
    heldSinceMs: null,
    shownNumber: null,
    startedAtMs: 1,
    answeredAtMs: null,
    endReason: null,
    ...changes,
  });
}

export function makeHistoryEntry(changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return HistoryEntry.parse({
    callId: randomUUID() as CallId,
    direction: 'in',
    other: nobody,
    outcome: 'missed',
    endReason: 'noAnswer',
    through: null,
    startedAtMs: 1,
    answeredAtMs: null,
    endedAtMs: 2,
    deviceLabel: null,
    talkedUntilMs: null,
    transfer: null,
    calledNumber: null,
    shownNumber: null,
    seen: false,
    ...changes,
  });
}
