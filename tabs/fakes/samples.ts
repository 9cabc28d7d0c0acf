import { CallView, GuestView, OtherParty } from '../../src/contract/calls/call-view';
import { HistoryEntry } from '../../src/contract/history/history';
import type {
  ActivityId,
  CallId,
  ContactId,
  DeviceId,
  OrganisationId,
  RecordingId,
  UserId,
} from '../../src/contract/ids';
import { PersonActivity } from '../../src/contract/activities/activity';
import { ContactView, Me } from '../../src/contract/people/people';
import { Snapshot } from '../../src/contract/realtime';
import { defaultSettings } from '../../src/contract/settings/settings';
import { newCall } from '../softphone/softphone-state';
import type { LocalCall } from '../softphone/softphone-state';
import { checked } from './checked';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const callId = (n: number): CallId => uuid(1_000 + n) as CallId;
export const userId = (n: number): UserId => uuid(2_000 + n) as UserId;
export const recordingId = (n: number): RecordingId => uuid(6_000 + n) as RecordingId;
export const contactId = (n: number): ContactId => uuid(3_000 + n) as ContactId;
export const activityId = (n: number): ActivityId => uuid(5_000 + n) as ActivityId;
export const deviceId = (n: number): DeviceId => uuid(4_000 + n) as DeviceId;

export const bjorn: OtherParty = { name: 'Björn Åkesson', number: '1002', contactId: contactId(2), userId: userId(2) };
export const cecilia: OtherParty = { name: 'Cecilia Ek', number: '1003', contactId: contactId(3), userId: userId(3) };
export const outside: OtherParty = { name: null, number: '+46701234567', contactId: null, userId: null };
export const nobody: OtherParty = { name: null, number: null, contactId: null, userId: null };

export const me = checked(Me, {
  user: {
    id: userId(1),
    contactId: contactId(1),
    displayName: 'Anna Lind',
    extension: '1001',
    numbers: ['+46851920011', '+46851920000'],
    numberLabels: { '+46851920011': 'Kontor' },
    mailAddress: null,
    company: null,
    department: null,
    role: 'Ekonom',
    statusMessage: null,
    mobile: '+46705550101',
  },
  organisation: {
    id: uuid(9) as OrganisationId,
    name: 'Fjällbo AB',
    country: 'SE',
    language: 'sv-SE',
    timeZone: 'Europe/Stockholm',
    extensionLengths: [4],
  },
  roles: ['user'],
});

export function aCall(change: Partial<CallView> = {}): CallView {
  return checked(CallView, {
    id: callId(1),
    revision: 1,
    direction: 'in',
    state: 'ringing',
    other: bjorn,
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
    startedAtMs: 1_000,
    answeredAtMs: null,
    endReason: null,
    ...change,
  });
}

/** Cecilia takes part besides, and I have brought her. */
export const aGuest = (change: Partial<GuestView> = {}): GuestView =>
  checked(GuestView, {
    ...{ id: 'guest-1', ...cecilia, mode: 'talk', isSupervisor: false },
    ...{ state: 'talking', muted: false, mine: true, endReason: null },
    ...change,
  });

export function anEntry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  return checked(HistoryEntry, {
    callId: callId(1),
    direction: 'in',
    other: bjorn,
    outcome: 'answered',
    endReason: 'hungUp',
    through: null,
    startedAtMs: 1_000,
    answeredAtMs: 5_000,
    endedAtMs: 65_000,
    talkedUntilMs: null,
    transfer: null,
    calledNumber: null,
    deviceLabel: 'Teams',
    shownNumber: null,
    seen: false,
    ...change,
  });
}

export function aContact(change: Partial<ContactView> = {}): ContactView {
  return checked(ContactView, {
    id: contactId(2),
    userId: userId(2),
    displayName: 'Björn Åkesson',
    company: 'Fjällbo AB',
    department: null,
    role: 'Servicetekniker',
    extension: '1002',
    numbers: [{ label: 'mobile', number: '+46705550102' }],
    mailAddress: null,
    statusMessage: null,
    own: false,
    photo: null,
    line: 'idle',
    ...change,
  });
}

/** Somebody who says nothing: available. */
export function anActivity(
  change: Partial<PersonActivity['activity']> = {},
  person: Partial<Omit<PersonActivity, 'activity'>> = {},
): PersonActivity {
  return checked(PersonActivity, {
    userId: me.user.id,
    rev: 0,
    statusMessage: null,
    ...person,
    activity: {
      activityId: activityId(0),
      name: { sv: 'Tillgänglig', en: 'Available' },
      icon: 'available',
      state: 'free',
      source: 'default',
      sinceMs: null,
      untilMs: null,
      setBy: null,
      message: null,
      isSticky: false,
      covers: null,
      ...change,
    },
  });
}

export function aSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const activity = anActivity({}, { userId: change.me?.user.id ?? me.user.id });
  return checked(Snapshot, {
    me,
    settings: defaultSettings,
    calls: [],
    helpAlerts: [],
    devices: [],
    history: [],
    activity,
    voicemail: { unheard: 0 },
    ...change,
  });
}

/** A call of this window's own phone: an incoming one that rings. */
export const aLocalCall = (change: Partial<LocalCall> = {}): LocalCall => ({
  ...newCall(callId(1)),
  direction: 'in',
  state: 'ringing',
  ...change,
});
