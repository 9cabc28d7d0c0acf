import { randomUUID } from 'node:crypto';
import { PersonActivity } from '../../src/contract/activities/activity';
import type { Joining, NewOrganisation } from '../../src/contract/joining/joining';
import type { ActivityShortcut, ActivityView } from '../../src/contract/activities/activity';
import type { CallView, OtherParty } from '../../src/contract/calls/call-view';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { DeviceView } from '../../src/contract/devices/devices';
import type { ErrorCode } from '../../src/contract/errors';
import type { HistoryEntry } from '../../src/contract/history/history';
import type { DeskPhoneList } from '../../src/contract/devices/desk-phones';
import type { GroupDetail } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupId, CallId, DeviceId, UserId } from '../../src/contract/ids';
import type { ContactView } from '../../src/contract/people/people';
import { ServerEvent } from '../../src/contract/realtime';
import type { Command, Snapshot } from '../../src/contract/realtime';
import { Settings } from '../../src/contract/settings/settings';
import type { SettingsChange } from '../../src/contract/settings/settings';
import type { ToAnswer } from '../../src/contract/to-answer/to-answer';
import { checked } from '../../tabs/fakes/checked';
import {
  aCall,
  aContact,
  anActivity,
  anEntry,
  aSnapshot,
  bjorn as bjornOfSamples,
  callId,
} from '../../tabs/fakes/samples';
import { cecilia, contactId, me } from '../../tabs/fakes/samples';
import { noStatistics } from './scripted-answer-groups';
import type { ScriptedAnswerGroups } from './scripted-answer-groups';
import type { ScriptedCalendar } from './scripted-calendar';
import type { Invite, ScriptedPhones } from './scripted-phones';
import { nothingRecorded } from './scripted-recordings';
import type { ScriptedRecordings } from './scripted-recordings';
import { nothingLeft } from './scripted-voicemail';
import type { ScriptedVoicemail } from './scripted-voicemail';

/** Parties of a script: who they are, and no more of them than a window is told. */
export { aCall, anEntry, callId };
export const bjorn = { ...bjornOfSamples, name: 'Björn Åkesson' };
export const sofia = { ...bjorn, name: 'Sofia Lund', number: '+46701234567', contactId: contactId(20), userId: null };

const outside = { userId: null, company: null, role: null, extension: null, line: null } as const;

/** Who is in the directory, in its order. */
const directory: readonly ContactView[] = [
  aContact(),
  aContact({
    id: contactId(3),
    userId: cecilia.userId,
    displayName: 'Cecilia Ek',
    extension: '1003',
    numbers: [
      { label: 'work', number: '+46851920013' },
      { label: 'mobile', number: '+46705550103' },
    ],
  }),
  aContact({
    ...outside,
    id: contactId(20),
    displayName: sofia.name,
    numbers: [{ label: 'mobile', number: sofia.number }],
  }),
];

/** A call of the script, which tells all windows what becomes of it. */
export interface ScriptedCall {
  readonly id: CallId;
  becomes(change: Partial<CallView>): void;
  /** Ends it, and adds it to the history. */
  ends(endReason: EndReason, entry?: Partial<HistoryEntry>): void;
}

/**
 * One person and all that the server knows of her, as data. The script answers what windows ask for, writes down what
 * they ask to be done and does nothing of it: what comes of a command, the test says.
 */
export interface Script {
  readonly calendar: ScriptedCalendar;
  readonly voicemail: ScriptedVoicemail;
  readonly recordings: ScriptedRecordings;
  readonly answerGroups: ScriptedAnswerGroups;
  /** Whom the person's groups still have to call. */
  toAnswer: readonly ToAnswer[];
  snapshot(): Snapshot;
  readonly contacts: ContactView[];
  /** Ids that the test has taken away: whoever asks for them is told that there is nobody. */
  readonly gone: Set<string>;
  readonly userId: UserId;
  /** What windows have asked to be done, in order. */
  readonly commands: Command[];
  /** What the answers to them wait for. */
  answersWait: Promise<unknown>;
  /** Calls that windows have begun. */
  readonly invites: readonly Invite[];
  /** My own shortcuts of the activity; null = the organisation's. */
  shortcuts: readonly ActivityShortcut[] | null;
  /** The person's plain SIP phones, and the transports that there are for them; none = they are not served. */
  deskPhones: DeskPhoneList;
  /** Who may set my activity, and whose I may set. */
  delegates: readonly UserId[];
  mayBeSet: readonly UserId[];
  /** Why nobody gets in; null = they do. */
  refusal: ErrorCode | null;
  /** Where the account stands that is nobody here yet; null = nothing is known of it. */
  joining: Joining | null;
  /** Organisations that windows have set up. */
  readonly asked: NewOrganisation[];
  says(event: ServerEvent): void;
  activityOf(userId: UserId): PersonActivity;
  /** A person says something else than before. */
  sets(userId: UserId, activity: Partial<ActivityView>, person?: Partial<PersonActivity>): void;
  /** An answer group of the person's does otherwise than before; whoever watches it is told. */
  group(id: AnswerGroupId, change: Partial<GroupDetail>): void;
  /** A call comes: it rings in all windows. */
  rings(other: OtherParty): ScriptedCall;
  /** One that the script began with. */
  call(id: CallId): ScriptedCall;
  /** The windows' connections to the switch break. */
  cutsPhones(): void;
  /** The windows' own doings, which the server carries out by itself. */
  changeSettings(change: SettingsChange): void;
  registered(device: DeviceView): void;
  answered(id: CallId, deviceId: DeviceId): void;
}

export interface ScriptOptions {
  readonly phones: Pick<ScriptedPhones, 'ring' | 'end' | 'cut' | 'invites'>;
  /** To all windows of the person. */
  publish(userId: UserId, event: ServerEvent): void;
  /** Those who watch the person are told anew. */
  changed(userId: UserId): void;
  /** The same of an answer group. */
  groupChanged(id: AnswerGroupId): void;
  readonly start?: Partial<Snapshot>;
}

export function createScript({ phones, publish, changed, groupChanged, start = {} }: ScriptOptions): Script {
  const userId = randomUUID() as UserId;
  const person = start.me ?? me;
  let snapshot = aSnapshot({ ...start, me: { ...person, user: { ...person.user, id: userId } } });
  const activities = new Map([[userId, { ...snapshot.activity, userId }]]);
  const answerGroups: ScriptedAnswerGroups = { groups: [], pauseReasons: [], openings: {}, rev: 0, ...noStatistics };
  const calls = new Map<CallId, CallView>(snapshot.calls.map((call) => [call.id, call]));

  function says(event: ServerEvent): void {
    publish(userId, checked(ServerEvent, event));
  }

  function tell(view: CallView): void {
    calls.set(view.id, view);
    snapshot = { ...snapshot, calls: [...calls.values()].filter(({ state }) => state !== 'ended') };
    says({ type: 'call', call: view });
  }

  function become(id: CallId, change: Partial<CallView>): CallView {
    const now = calls.get(id);
    if (!now) throw new Error(`the script knows no call ${id}`);
    const next = { ...now, ...change, revision: now.revision + 1 };
    tell(next);
    return next;
  }

  const callOf = (id: CallId): ScriptedCall => ({
    id,
    becomes: (change) => void become(id, change),
    ends(endReason, entry = {}) {
      const { direction, other, startedAtMs, answeredAtMs } = become(id, { state: 'ended', endReason });
      phones.end(id);
      const outcome = answeredAtMs !== null ? 'answered' : direction === 'in' ? 'missed' : 'cancelled';
      const times = { startedAtMs, answeredAtMs, endedAtMs: Date.now() };
      const added = anEntry({ callId: id, direction, other, outcome, endReason, ...times, ...entry });
      snapshot = { ...snapshot, history: [added, ...snapshot.history] };
      says({ type: 'history.added', entry: added });
    },
  });

  const activityOf = (who: UserId): PersonActivity => activities.get(who) ?? anActivity({}, { userId: who });

  return {
    calendar: { occurrences: [], roles: [], holds: null, asked: [] },
    voicemail: nothingLeft(),
    recordings: nothingRecorded(),
    answerGroups,
    toAnswer: [],
    snapshot: () => snapshot,
    contacts: [...directory],
    gone: new Set(),
    userId,
    commands: [],
    answersWait: Promise.resolve(),
    invites: phones.invites,
    shortcuts: null,
    deskPhones: { transports: [], phones: [] },
    delegates: [],
    mayBeSet: [],
    refusal: null,
    joining: null,
    asked: [],
    says,
    activityOf,
    sets(who, activity, person = {}) {
      const before = activityOf(who);
      const next = { ...before, rev: before.rev + 1, ...person, activity: { ...before.activity, ...activity } };
      activities.set(who, checked(PersonActivity, next));
      if (who === userId) snapshot = { ...snapshot, activity: next };
      changed(who);
    },
    group(id, change) {
      answerGroups.groups = answerGroups.groups.map((each) => (each.id === id ? { ...each, ...change } : each));
      answerGroups.rev += 1;
      groupChanged(id);
    },
    rings(other) {
      const id = randomUUID() as CallId;
      tell(aCall({ id, other, startedAtMs: Date.now(), ringingSinceMs: Date.now() }));
      phones.ring(id);
      return callOf(id);
    },
    call: callOf,
    cutsPhones: phones.cut,
    changeSettings(change) {
      snapshot = { ...snapshot, settings: Settings.parse({ ...snapshot.settings, ...change }) };
      says({ type: 'settings', settings: snapshot.settings });
    },
    registered(device) {
      snapshot = { ...snapshot, devices: [...snapshot.devices.filter(({ id }) => id !== device.id), device] };
      says({ type: 'devices', devices: snapshot.devices });
    },
    answered(id, deviceId) {
      const { label = null } = snapshot.devices.find((device) => device.id === deviceId) ?? {};
      const here: Partial<CallView> = { deviceId, deviceLabel: label, invitedAs: id };
      become(id, { ...here, state: 'active', answeredAtMs: Date.now(), ringingSinceMs: null });
    },
  };
}
