import { z } from 'zod';
import type { ActivitiesFeature } from '../src/activities/feature';
import type { AnswerGroupsFeature } from '../src/answer-groups/feature';
import type { CallService } from '../src/calls/service';
import { AnswerGroupId, CallId, OrganisationId, UserId } from '../src/contract/ids';
import { opaque } from '../src/contract/text';
import type { Feature, Infrastructure } from '../src/feature';
import type { HistoryFeature } from '../src/history/feature';
import type { LinesFeature } from '../src/lines/feature';
import { purgeCards } from '../src/notifications/notification-store';
import type { LoadMissedCall } from '../src/notifications/missed-calls';
import type { VoicemailFeature } from '../src/voicemail/feature';
import { createBot, type BotDeps } from './bot';

export interface BotFeatureDeps
  extends
    Pick<BotDeps, 'credentials' | 'teamsAppId' | 'loadMessage' | 'findLongWait'>,
    Pick<HistoryFeature, 'historyOf'>,
    Pick<VoicemailFeature, 'loadGroupCall'>,
    Pick<ActivitiesFeature, 'sayActivity'>,
    Pick<AnswerGroupsFeature, 'sayToGroups'> {
  readonly calls: Pick<CallService, 'viewsOf'>;
  readonly lines: Pick<LinesFeature['lines'], 'user'>;
  /** How long is remembered which cards a person has got; after that they stay as they are in the chat. */
  readonly keepDays: number;
}

const aboutCall = z.object({ organisationId: OrganisationId, userId: UserId, callId: CallId });

const aboutFree = z.object({
  organisationId: OrganisationId,
  userId: UserId,
  freeUserId: UserId,
  atMs: z.number().int(),
});

const aboutWait = z.object({ organisationId: OrganisationId, userId: UserId, groupId: AnswerGroupId });

const subject = ({ userId, callId }: z.infer<typeof aboutCall>): string => `card ${userId} ${callId}`;

/** Two seconds: a reload of the tab brings the call back in one, and a card would only flicker. */
const anchoredDelayMs = 2_000;

/** The bot and its cards about calls. */
export function createBotFeature({ db, ...infrastructure }: Infrastructure, deps: BotFeatureDeps): Feature {
  const { calls, keepDays, lines } = deps;
  const bot = createBot({
    ...infrastructure,
    ...deps,
    database: db,
    loadMissedCall: createLoadMissedCall(deps),
    findColleague(organisationId, userId) {
      const user = lines.user(userId);
      if (user?.organisationId !== organisationId) return null;
      return { name: user.displayName, extension: user.extension };
    },
    findAnchoredCall: (_organisationId, userId, callId) =>
      calls.viewsOf(userId).find(({ id, state }) => id === callId && state === 'anchored') ?? null,
  });
  return {
    publicRouter: bot.router,
    jobs: {
      'missed-call': { schema: aboutCall, subject, work: bot.notifyMissedCall },
      'called-back': { schema: aboutCall.extend({ otherNumber: opaque(200) }), subject, work: bot.markCalledBack },
      'voicemail-card': { schema: aboutCall, subject, work: bot.showMessage },
      'anchored-call': { schema: aboutCall, delayMs: anchoredDelayMs, subject, work: bot.notifyAnchoredCall },
      'long-wait': {
        schema: aboutWait,
        subject: ({ userId, groupId }) => `card ${userId} ${groupId}`,
        work: bot.showLongWait,
      },
      'is-free': { schema: aboutFree, work: bot.notifyFree },
      'anchor-over': { schema: aboutCall, subject, work: bot.endAnchoredCall },
    },
    start: bot.takeOver,
    purge: () => purgeCards(db, keepDays),
  };
}

/** As it stands in the person's list; else as a call that nobody of a group of the person's has taken. */
function createLoadMissedCall({
  historyOf,
  loadGroupCall,
}: Pick<BotFeatureDeps, 'historyOf' | 'loadGroupCall'>): LoadMissedCall {
  return async (organisationId, userId, callId) => {
    const entry = await historyOf({ organisationId, userId }).find(callId);
    if (entry !== null) return entry;
    const left = await loadGroupCall(organisationId, userId, callId);
    if (left === null) return null;
    const { from: other, groupName: through, calledNumber, leftAtMs } = left;
    return { callId, other, outcome: 'missed', through, calledNumber, startedAtMs: leftAtMs, endedAtMs: leftAtMs };
  };
}
