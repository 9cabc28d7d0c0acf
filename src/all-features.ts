import { createBotFeature } from '../bot/feature';
import { createActivitiesFeature } from './activities/feature';
import { createAdministrationFeature } from './administration/feature';
import { createAnswerGroupsFeature, type AnswerGroupsFeature } from './answer-groups/feature';
import { createAuditFeature } from './audit/feature';
import { createCalendarFeature, type CalendarFeature } from './calendar/feature';
import { createCallsFeature } from './calls/feature';
import type { Knowledge } from './calls/knowledge';
import type { Config } from './config';
import type { Versions } from './contract/support/versions';
import { createContactsFeature } from './contacts/feature';
import { createDevicesFeature, type DevicesFeature } from './devices/feature';
import type { Feature, Infrastructure } from './feature';
import { createHistoryFeature } from './history/feature';
import type { createIdentity } from './identity/identity';
import type { LogRing } from './ports/logger';
import type { AuthenticateFrom, IdentifyFrom } from './ports/principal';
import { createJoiningFeature } from './joining/feature';
import { readBacklog } from './jobs/backlog';
import type { AdmitCall } from './limits/call-limits';
import { createKeptSoundsFeature } from './kept-sounds/feature';
import { createLinesFeature, type LinesFeature } from './lines/feature';
import { createPersonalDataFeature } from './personal-data/feature';
import { createSoundOf } from './personal-data/sound-of';
import { createPeopleFeature, type PeopleDeps } from './people/feature';
import { createImportsFeature } from './imports/feature';
import { createRunInWorker, type WorkerOptions } from './imports/run-in-worker';
import type { Gateway } from './realtime/gateway';
import { activitiesForCalls } from './rules/activities-for-calls';
import { createRuleBook } from './rules/book';
import { createRulesFeature } from './rules/feature';
import { ownKey } from './secrets/key-file';
import { createSettingsFeature } from './settings/feature';
import { createSupportFeature } from './support/feature';
import { createToAnswerFeature } from './to-answer/feature';
import { createTranscribe } from './transcription/driver';
import { createTrunksFeature } from './trunks/feature';
import { createCallRecordingsFeature, type CallRecordingsFeature } from './call-recordings/feature';
import { createVoicemailFeature } from './voicemail/feature';
import { systemClock as clock } from './time/system-clock';
import type { Workplace } from './workplace';

/** What the server has before there are features. */
export interface MadeBefore extends Pick<PeopleDeps, 'directoryWorker'> {
  readonly importWorker: WorkerOptions;
  readonly admitCall: AdmitCall;
  readonly workplace: Workplace;
  readonly versions: Versions;
  readonly identity: Pick<ReturnType<typeof createIdentity>, 'keysOf' | 'findLinked'> & {
    readonly identifyFrom: IdentifyFrom;
    readonly authenticateFrom: AuthenticateFrom;
  };
  /** The open ones; there are none before anybody may come. */
  readonly windows: { of: Gateway['versionsOf'] };
}

/** All of them, in the order in which they start: each may have been handed what those before it hand in. */
export function createFeatures(
  infrastructure: Infrastructure,
  { config, ring }: { readonly config: Config; readonly ring: LogRing },
  { admitCall, workplace, versions, identity, windows, directoryWorker, importWorker }: MadeBefore,
): { readonly features: readonly Feature[]; readonly lines: LinesFeature; readonly devices: DevicesFeature } {
  const { anchorForMs, keepDays, media } = config;
  const secretKeys = config.secretKeys ?? [ownKey(config.dataFolder)];
  const lines = createLinesFeature(infrastructure);
  const devices = createDevicesFeature(infrastructure, {
    ...lines,
    media,
    keepDays: keepDays.devices,
    publicUrl: config.publicUrl,
  });
  const people = createPeopleFeature(infrastructure, {
    ...lines,
    directoryWorker,
    marksOf: (person) => contacts.marksOf(person),
    recentContacts: (person) => history.recentContacts(person),
  });
  const contacts = createContactsFeature(infrastructure, {
    ...lines,
    ...people,
    zoneOf: (...asked) => settings.zoneOf(...asked),
    isAvailable: (...person) => activities.activityOf(...person)?.activity.state === 'free',
    hasWindow: devices.hasWindow,
  });
  const history = createHistoryFeature(infrastructure, { ...people, keepDays: keepDays.history });
  const settings = createSettingsFeature(infrastructure);
  const activities = createActivitiesFeature(infrastructure, {
    ...lines,
    ...people,
    ...settings,
    keepDays: keepDays.activities,
    scheduledOf: (...asked) => calendar.scheduledOf(...asked),
    onChanged: (userId) => answerGroups.look(userId),
  });
  const calendar: CalendarFeature = createCalendarFeature(infrastructure, {
    ...{ ...lines, ...settings, ...activities },
    keepDays: keepDays.activities,
  });
  const joining = createJoiningFeature(infrastructure, {
    identify: identity.identifyFrom,
    findLinked: identity.findLinked,
    keepDays: keepDays.linkRequests,
  });
  const keptSounds = createKeptSoundsFeature(infrastructure, {
    ...{ ...lines, secretKeys, authenticate: identity.authenticateFrom },
    recordingsFolder: config.recordingsFolder,
  });
  const voicemail = createVoicemailFeature(infrastructure, {
    ...{ ...lines, ...devices, ...history, ...settings, ...activities, ...keptSounds, secretKeys },
    authenticate: identity.authenticateFrom,
    recordingsFolder: config.recordingsFolder,
    transcribe: config.transcription && createTranscribe(config.transcription),
    keptBeside: (ids) => callRecordings.keptOf(ids),
    async onGroupMessage(transaction, { organisationId, groupId, callId, from: { number }, leftAtMs }) {
      if (number === null) return;
      const left = { groupId, number, why: 'voicemail', callId, atMs: leftAtMs } as const;
      await toAnswer.addToAnswer(transaction, organisationId, left);
    },
  });
  const callRecordings: CallRecordingsFeature = createCallRecordingsFeature(infrastructure, {
    ...{ ...lines, ...history, ...settings, secretKeys, authenticate: identity.authenticateFrom },
    recordingsFolder: config.recordingsFolder,
    groupsOf: (organisationId) => answerGroups.groupsOf(organisationId),
  });
  const handedIn = { ...lines, ...devices, ...people, ...contacts, ...history, ...settings, ...calendar };
  const book = createRuleBook({ ...infrastructure, ...lines, ...settings });
  const knowledge: Knowledge = {
    ...book,
    ...contacts,
    ...activitiesForCalls(activities, clock),
    ...calendar,
    voicemailOf: voicemail.voicemailOf,
    groupVoicemailOf: voicemail.groupVoicemailOf,
    recordingOf: callRecordings.recordingOf,
    groupRecordingOf: callRecordings.groupRecordingOf,
  };
  const toAnswer = createToAnswerFeature(infrastructure, {
    ...{ ...lines, ...people, keepDays: keepDays.history },
    groupsOf: (organisationId) => answerGroups.groupsOf(organisationId),
  });
  const calls = createCallsFeature(infrastructure, {
    ...handedIn,
    async recordHistory(...stored) {
      await history.recordHistory(...stored);
      await toAnswer.noteTalks(...stored);
    },
    admitCall,
    anchorForMs,
    keepDays: keepDays.calls,
    codes: [joining.linkCodes.dialled, activities.phoneCodes, (...asked) => answerGroups.phoneCodes(...asked)],
    mailboxes: voicemail.mailboxes,
    knowledge,
    onQueueEvent: (...told) => answerGroups.onQueueEvent(...told),
    onCallsChanged: (userId) => answerGroups.look(userId),
  });
  const answerGroups: AnswerGroupsFeature = createAnswerGroupsFeature(infrastructure, {
    ...{ ...lines, ...devices, ...activities, ...calls, ...toAnswer, openNow: book.openNow },
    recount: voicemail.recount,
    keepDays: keepDays.history,
  });
  const imports = createRunInWorker(importWorker);
  const features = [
    lines,
    createAuditFeature(infrastructure, { keepDays: keepDays.audit }),
    devices,
    people,
    contacts,
    history,
    settings,
    activities,
    calendar,
    joining,
    calls,
    createRulesFeature(infrastructure, { ...lines, ...history, ...calls, ...knowledge, ...answerGroups, book }),
    createAdministrationFeature(infrastructure, { ...lines, ...calls, ...contacts }),
    createTrunksFeature(infrastructure, {
      ...{ ...lines, ...knowledge },
      secretKeys,
    }),
    keptSounds,
    voicemail,
    callRecordings,
    toAnswer,
    answerGroups,
    createImportsFeature(infrastructure, { runJob: imports, stop: () => imports.stop() }),
    createPersonalDataFeature(infrastructure, {
      ...voicemail,
      ...callRecordings,
      soundOf: createSoundOf({ messages: voicemail.soundFiles, kept: keptSounds.soundFiles }),
    }),
    createSupportFeature(infrastructure, {
      ...{ versions, config, ring, ...devices, ...calls },
      backlogOf: (organisationId) => readBacklog(infrastructure.db, organisationId),
      keysOf: identity.keysOf,
      windowsOf: (organisationId) => windows.of(organisationId),
    }),
    createBotFeature(infrastructure, {
      ...lines,
      ...calls,
      ...history,
      ...activities,
      sayToGroups: answerGroups.sayToGroups,
      findLongWait: answerGroups.findLongWait,
      loadMessage: voicemail.loadMessage,
      loadGroupCall: voicemail.loadGroupCall,
      credentials: workplace.bot,
      teamsAppId: workplace.teamsAppId,
      keepDays: keepDays.cards,
    }),
  ];
  return { features, lines, devices };
}
