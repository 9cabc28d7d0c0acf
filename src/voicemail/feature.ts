import { Router } from 'express';
import { z } from 'zod';
import type { Knowledge } from '../calls/knowledge';
import type { Mailboxes } from '../calls/own-mailbox';
import type { VoicemailFact } from '../calls/route/facts';
import { OtherParty } from '../contract/calls/call-view';
import { opaque } from '../contract/text';
import { AnswerGroupId, CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { VoicemailMessage } from '../contract/voicemail/voicemail';
import type { DevicesFeature } from '../devices/feature';
import type { Feature, Infrastructure } from '../feature';
import type { HistoryFeature } from '../history/feature';
import { onceEach } from '../limits/once-each';
import type { LinesFeature } from '../lines/feature';
import type { LineOrganisation } from '../lines/line-user';
import type { AuthenticateFrom, Principal } from '../ports/principal';
import type { SpokenLanguage, Transcribe } from '../ports/transcribe';
import { readingOf } from '../settings/reading';
import type { SettingsFeature } from '../settings/feature';
import type { ForgottenMessage } from './forget-person';
import type { ActivitiesFeature } from '../activities/feature';
import type { KeptSoundsFeature } from '../kept-sounds/feature';
import { createMailboxesByPhone } from './by-phone';
import { createGreetingRoutes } from './greeting-routes';
import { createOwnGreetings } from './greetings';
import { endingSilenceMs, longestMessageMs } from './limits';
import { createMp4Sounds } from '../kept-sounds/mp4-sounds';
import { nameOfMessage } from './message-name';
import { createPolicies } from './policies';
import { purgeMessages } from './retention';
import { createVoicemailRoutes } from './routes';
import { createSettingsRoutes } from './settings-routes';
import { createSoundAddresses } from '../kept-sounds/sound-address';
import { createSoundFiles, type SoundFiles } from '../kept-sounds/sound-files';
import { createSoundRoutes } from '../kept-sounds/sound-routes';
import { createCounts, createMailbox, type GroupCall } from './store';
import { readersOf } from './readers';
import { createTakeGroupMessage, createTakeMessage, type GroupMessageLeft } from './take-message';
import { showWaiting } from './waiting';
import { createWriteDown } from './write-down';

export interface VoicemailFeature extends Feature {
  /** What was left in a call that a person has missed; null = nothing, or it is deleted. */
  loadMessage(organisationId: OrganisationId, userId: UserId, callId: CallId): Promise<VoicemailMessage | null>;
  /** The call in which something was left for an answer group of the person's, which is in no call list. */
  loadGroupCall(organisationId: OrganisationId, userId: UserId, callId: CallId): Promise<GroupCall | null>;
  /** What answers for a person who does not; null = nobody may leave a message. In memory: no call waits for it. */
  readonly voicemailOf: Knowledge['voicemailOf'];
  readonly groupVoicemailOf: Knowledge['groupVoicemailOf'];
  /** Of what was left. */
  readonly soundFiles: Pick<SoundFiles<RecordingId>, 'find'>;
  /** Messages as their person hears them on a phone. */
  readonly mailboxes: Mailboxes;
  /** Messages are gone from the database: so are their files, and those whose they were are told. */
  messagesForgotten(organisationId: OrganisationId, messages: readonly ForgottenMessage[]): Promise<void>;
  /** Groups of these people are different or gone, and with them what the people hear. */
  recount(organisationId: OrganisationId, userIds: Iterable<UserId>): void;
}

export interface VoicemailDeps
  extends
    Pick<LinesFeature, 'lines'>,
    Pick<DevicesFeature, 'devices'>,
    Pick<HistoryFeature, 'historyOf'>,
    Pick<SettingsFeature, 'zoneOf'>,
    Pick<KeptSoundsFeature, 'keepSound' | 'soundsOf' | 'soundAddresses'>,
    Pick<ActivitiesFeature, 'activitiesOf'>,
    GroupMessageLeft {
  readonly authenticate: AuthenticateFrom;
  /** Of the server: what sound addresses are signed with, the newest first. */
  readonly secretKeys: readonly string[];
  /** Writes down what was said; null = this server has nobody who does. */
  readonly transcribe: Transcribe | null;
  /** Of these recordings, those that are kept and are no messages. */
  keptBeside(ids: readonly RecordingId[]): Promise<ReadonlySet<RecordingId>>;
  /** Where the switch puts what it records. */
  readonly recordingsFolder: string;
}

const languageOf = (organisation: LineOrganisation | undefined): 'sv' | 'en' =>
  organisation?.language.startsWith('en') === true ? 'en' : 'sv';

/** Where the person has no greeting for it, the standard one in the language of the organisation. */
const factOf = (organisation: LineOrganisation | undefined, own?: VoicemailFact['own']): VoicemailFact => ({
  ...{ greeting: [`voicemail-${languageOf(organisation)}`], ...(own && { own }) },
  language: languageOf(organisation),
  maxMs: longestMessageMs,
  silenceMs: endingSilenceMs,
});

const soundPath = '/voicemail-sound';

const aboutMessage = z.object({
  organisationId: OrganisationId,
  userId: UserId,
  callId: CallId,
  recordingId: RecordingId,
});

const aboutGroupMessage = aboutMessage.omit({ userId: true }).extend({
  groupId: AnswerGroupId,
  from: OtherParty,
  calledNumber: opaque(20).nullable(),
  leftAtMs: z.number().int(),
});

const spokenIn = (language: string): SpokenLanguage => (/^sv\b/i.test(language) ? 'sv' : 'en');

/** What callers leave whose calls nobody takes. */
export function createVoicemailFeature(infrastructure: Infrastructure, deps: VoicemailDeps): VoicemailFeature {
  const { db, jobs, clock, publisher, logger } = infrastructure;
  const addresses = createSoundAddresses(deps.secretKeys, clock, soundPath);
  const files = createSoundFiles<RecordingId>(deps.recordingsFolder);
  const policies = createPolicies(infrastructure);
  const greetings = createOwnGreetings(infrastructure);
  const mailboxOf = (organisationId: OrganisationId, userId: UserId) => createMailbox(db, organisationId, userId);
  const countsOf = onceEach((organisationId: OrganisationId) => createCounts(db, organisationId));
  const countAndShow = showWaiting({
    ...{ ...infrastructure, devices: deps.devices },
    count: (organisationId, userId) => countsOf(organisationId)(userId),
  });
  type Person = Pick<Principal, 'organisationId' | 'userId'>;
  async function tell({ organisationId, userId }: Person, messageId: RecordingId | null): Promise<void> {
    const { unheard } = await countAndShow({ organisationId, userId });
    publisher.toUser(organisationId, userId, { type: 'voicemail.changed', unheard, messageId });
  }
  const taking = { ...infrastructure, files, tell, transcribes: deps.transcribe !== null };
  const takeMessage = createTakeMessage({
    ...taking,
    loadCall: (organisationId, userId, callId) => deps.historyOf({ organisationId, userId }).find(callId),
  });
  const writeDown = createWriteDown({
    ...{ ...infrastructure, files, tell, transcribe: deps.transcribe },
    async languageOf(organisationId, userId) {
      const own = userId === null ? null : await readingOf(db, organisationId, userId);
      return spokenIn(own?.language ?? deps.lines.organisation(organisationId)?.language ?? '');
    },
  });
  const canRecord = infrastructure.switch.capabilities.recording;
  const shared = { ...infrastructure, ...deps, addresses, policies, mailboxOf, tell };
  return {
    loadMessage: (organisationId, userId, callId) => mailboxOf(organisationId, userId).ofCall(callId),
    loadGroupCall: (organisationId, userId, callId) => mailboxOf(organisationId, userId).groupCall(callId),
    voicemailOf: (organisationId, userId) =>
      canRecord && policies.isOn(organisationId, userId)
        ? factOf(deps.lines.organisation(organisationId), greetings.of(organisationId, userId))
        : null,
    groupVoicemailOf: (organisationId) =>
      canRecord && policies.isOffered(organisationId) ? factOf(deps.lines.organisation(organisationId)) : null,
    soundFiles: files,
    mailboxes: createMailboxesByPhone({
      ...{ ...shared, greetings, files },
      languageOf: (id) => languageOf(deps.lines.organisation(id)),
      countryOf: (id) => deps.lines.organisation(id)?.country ?? 'SE',
      countOf: (organisationId, userId) => countsOf(organisationId)(userId),
    }),
    async messagesForgotten(organisationId, messages) {
      // On their cards stands what they said.
      const heardBy = await db.transaction().execute(async (transaction) => {
        const all = new Set<UserId>();
        for (const { callId, ...owner } of messages)
          for (const userId of await readersOf(transaction, organisationId, owner)) {
            all.add(userId);
            await jobs.enqueue(transaction, { name: 'voicemail-card', data: { organisationId, userId, callId } });
          }
        return all;
      });
      // What the disk keeps for now is swept.
      await Promise.allSettled(messages.map(({ id }) => files.remove(id)));
      for (const userId of heardBy) await tell({ organisationId, userId }, null);
    },
    recount(organisationId, userIds) {
      for (const userId of userIds)
        tell({ organisationId, userId }, null).catch((error: unknown) =>
          logger.warn({ err: error, userId }, 'somebody was not told of the messages of other groups'),
        );
    },
    router: Router()
      .use(createVoicemailRoutes(shared))
      .use(createSettingsRoutes(shared))
      .use(
        createGreetingRoutes({
          ...{ ...shared, greetings },
          hasActivity: (organisationId, id) => deps.activitiesOf(organisationId).some((each) => each.id === id),
        }),
      ),
    publicRouter: createSoundRoutes({
      ...{ ...shared, path: soundPath, folder: deps.recordingsFolder, mp4: createMp4Sounds(files) },
      nameFor: nameOfMessage(mailboxOf, deps.zoneOf),
      isUser: (organisationId, userId) => deps.lines.user(userId)?.organisationId === organisationId,
    }),
    snapshot: {
      voicemail: async ({ organisationId, userId }) => ({ unheard: (await countsOf(organisationId)(userId)).unheard }),
    },
    jobs: {
      'voicemail-left': {
        schema: aboutMessage,
        subject: ({ recordingId }) => `voicemail ${recordingId}`,
        work: takeMessage,
      },
      'group-message-left': {
        schema: aboutGroupMessage,
        subject: ({ recordingId }) => `voicemail ${recordingId}`,
        work: createTakeGroupMessage({ ...taking, onGroupMessage: deps.onGroupMessage }),
      },
      'voicemail-transcribe': {
        schema: aboutMessage.extend({ userId: UserId.nullable(), attempt: z.number().int().min(1) }),
        // One after the other, since a small machine can do no more.
        subject: () => 'voicemail transcripts',
        work: writeDown,
      },
    },
    async start() {
      await Promise.all([policies.start(), greetings.start()]);
    },
    purge: () => purgeMessages({ db, jobs, clock, files, keptBeside: deps.keptBeside }),
  };
}
