import { z } from 'zod';
import type { Knowledge } from '../calls/knowledge';
import { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { wallIn } from '../contract/moments';
import type { Feature, Infrastructure } from '../feature';
import type { HistoryFeature } from '../history/feature';
import { createMp4Sounds } from '../kept-sounds/mp4-sounds';
import { createSoundAddresses, type Listener } from '../kept-sounds/sound-address';
import { createSoundFiles } from '../kept-sounds/sound-files';
import { createSoundRoutes } from '../kept-sounds/sound-routes';
import type { LinesFeature } from '../lines/feature';
import type { AuthenticateFrom, Principal } from '../ports/principal';
import type { SettingsFeature } from '../settings/feature';
import type { SoundWork } from '../kept-sounds/sound-work';
import { createPolicies, readPolicy, usualPolicy } from './policies';
import { createRoutes } from './routes';
import { createRecordings, keptOf, purgeRecordings, type Recordings } from './store';
import { createTakeRecording } from './take-recording';

export interface CallRecordingsFeature extends Feature, Pick<Knowledge, 'recordingOf' | 'groupRecordingOf'> {
  /** Of these files, those that are somebody's recording. */
  keptOf(ids: readonly RecordingId[]): Promise<ReadonlySet<RecordingId>>;
  /** Recordings are gone from the database: so are their files. */
  recordingsForgotten(ids: readonly RecordingId[]): Promise<void>;
}

export interface CallRecordingsDeps
  extends Pick<LinesFeature, 'lines'>, Pick<HistoryFeature, 'historyOf'>, Pick<SettingsFeature, 'zoneOf'> {
  readonly authenticate: AuthenticateFrom;
  /** Of the server: what sound addresses are signed with, the newest first. */
  readonly secretKeys: readonly string[];
  /** Where the switch puts what it records. */
  readonly recordingsFolder: string;
  readonly soundWork: Pick<SoundWork, 'toMp4'>;
  /** The answer groups of the organisation. In memory. */
  groupsOf(organisationId: OrganisationId): ReadonlyMap<AnswerGroupId, { readonly supervisors: readonly UserId[] }>;
}

const soundPath = '/call-recording-sound';

const aboutRecording = z.object({
  organisationId: OrganisationId,
  userId: UserId,
  callId: CallId,
  recordingId: RecordingId,
  groupId: AnswerGroupId.nullable(),
});

const supervisedBy = (userId: UserId, groups: ReturnType<CallRecordingsDeps['groupsOf']>): readonly AnswerGroupId[] =>
  [...groups].flatMap(([id, { supervisors }]) => (supervisors.includes(userId) ? [id] : []));

/** Calls of which both sides are recorded: who may, how the other side is told, who listens, and for how long. */
export function createCallRecordingsFeature(
  infrastructure: Infrastructure,
  deps: CallRecordingsDeps,
): CallRecordingsFeature {
  const { db, clock, switch: telephony } = infrastructure;
  const { lines } = deps;
  const policies = createPolicies(infrastructure);
  const files = createSoundFiles<RecordingId>(deps.recordingsFolder);
  const addresses = createSoundAddresses(deps.secretKeys, clock, soundPath);

  function wishOf(organisationId: OrganisationId): ReturnType<Knowledge['recordingOf']> {
    const consent = telephony.capabilities.recording ? policies.consentOf(organisationId) : null;
    const isEnglish = lines.organisation(organisationId)?.language.startsWith('en') === true;
    return consent && { consent, words: isEnglish ? 'en' : 'sv' };
  }

  async function recordingsFor({ organisationId, userId }: Listener, isForAll: boolean): Promise<Recordings> {
    const { ownAccess } = await readPolicy(db, organisationId);
    const groups = supervisedBy(userId, deps.groupsOf(organisationId));
    return createRecordings(db, { organisationId, userId, isForAll, isForOwn: ownAccess, groups });
  }

  return {
    recordingOf: wishOf,
    groupRecordingOf: (organisationId, groupId) =>
      policies.records(organisationId, groupId) ? wishOf(organisationId) : null,
    keptOf: (ids) => keptOf(db, ids),
    recordingsForgotten: async (ids) => void (await Promise.allSettled(ids.map((id) => files.remove(id)))),
    router: createRoutes({
      ...{ ...infrastructure, addresses, policies },
      recordingsOf: (principal) => recordingsFor(principal, principal.roles.includes('administrator')),
      groupsOf: ({ organisationId }) => new Set(deps.groupsOf(organisationId).keys()),
    }),
    publicRouter: createSoundRoutes<RecordingId>({
      ...{ addresses, authenticate: deps.authenticate, path: soundPath, folder: deps.recordingsFolder },
      ...{ mp4: createMp4Sounds(files, deps.soundWork), isNoted: true },
      async nameFor({ organisationId, userId, ...listener }: Listener & Partial<Principal>, id) {
        // An address was made for somebody who may listen; a token says what its person may.
        const isForAll = listener.roles === undefined || listener.roles.includes('administrator');
        const { startedAtMs } = await (await recordingsFor({ organisationId, userId }, isForAll)).find(id);
        const wall = wallIn(await deps.zoneOf(organisationId, userId), startedAtMs);
        return `call-${wall.slice(0, 16).replace(':', '')}`;
      },
      isUser: (organisationId, userId) => lines.user(userId)?.organisationId === organisationId,
    }),
    jobs: {
      'call-recorded': {
        schema: aboutRecording,
        subject: ({ recordingId }) => `call recording ${recordingId}`,
        work: createTakeRecording({
          ...{ db, clock, files, publisher: infrastructure.publisher },
          loadCall: (organisationId, userId, callId) => deps.historyOf({ organisationId, userId }).find(callId),
        }),
      },
    },
    start: policies.start,
    purge: () => purgeRecordings(db, usualPolicy.keepDays),
  };
}
