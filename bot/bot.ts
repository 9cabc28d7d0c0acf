import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import type { Kysely } from 'kysely';
import type { SayToGroups } from '../src/answer-groups/said';
import type { AnswerGroupId, CallId } from '../src/contract/ids';
import type { Clock } from '../src/ports/clock';
import type { AboutCall, AboutFree, AboutLongWait, JobQueue } from '../src/ports/jobs';
import type { Logger } from '../src/ports/logger';
import { createAnchoredCallCards, type FindAnchoredCall } from '../src/notifications/anchored-calls';
import { createLongWaitCards, type FindLongWait } from '../src/notifications/long-waits';
import { createNotifyFree, type FindColleague } from '../src/notifications/free-cards';
import { createFindCardReader } from '../src/notifications/card-readers';
import type { CardSender } from '../src/notifications/card-sender';
import { createInstallations } from '../src/notifications/installations';
import {
  createMarkCalledBack,
  createMarkHandled,
  createNotifyMissedCall,
  createShowMessage,
  type LoadMessage,
  type LoadMissedCall,
} from '../src/notifications/missed-calls';
import { createNotificationStore } from '../src/notifications/notification-store';
import type { Database } from '../src/ports/database';
import { createAdapter } from './adapter';
import { createArrival } from './arrival';
import type { BotCredentials } from './credentials';
import { cardOf } from './cards/card-of';
import { createConversation, type SayActivity } from './conversation';

export interface BotDeps {
  readonly database: Kysely<Database>;
  readonly credentials: BotCredentials;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The app's id in its manifest: links into the tab carry it. */
  readonly teamsAppId: string;
  readonly loadMissedCall: LoadMissedCall;
  readonly loadMessage: LoadMessage;
  readonly findAnchoredCall: FindAnchoredCall;
  readonly findColleague: FindColleague;
  readonly findLongWait: FindLongWait;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly sayActivity: SayActivity;
  readonly sayToGroups: SayToGroups;
}

export interface Bot {
  /**
   * `POST /api/messages`, without our own bearer token: the Bot Connector has its own. Errors are thrown for the
   * application's handler.
   */
  readonly router: Router;
  /**
   * Before the first job: cards that the last server was sending are taken over, and those of calls that waited then
   * are looked at.
   */
  readonly takeOver: () => Promise<void>;
  /** Durable job `missed-call`. Idempotent; throws when it is to be tried again. */
  readonly notifyMissedCall: (call: AboutCall) => Promise<void>;
  /** Durable job `called-back`: the user's call `callId` to `otherNumber` was answered. */
  readonly markCalledBack: (call: AboutCall & { readonly otherNumber: string }) => Promise<void>;
  /** Durable job `voicemail-card`: what was left in the call was heard, deleted or restored. */
  readonly showMessage: (call: AboutCall) => Promise<void>;
  /** Durable job `anchored-call`: offers the way back to a call that waits for the user. */
  readonly notifyAnchoredCall: (call: AboutCall) => Promise<void>;
  /** Durable job `anchor-over`: takes that card away. */
  readonly endAnchoredCall: (call: AboutCall) => Promise<void>;
  /** Durable job `long-wait`: somebody waits too long in a group of the supervisor's, or does so no more. */
  readonly showLongWait: (about: AboutLongWait) => Promise<void>;
  /** Durable job `is-free`: a colleague is free of whom the user wanted to be told. */
  readonly notifyFree: (about: AboutFree) => Promise<void>;
}

/** The bot: what it hears in people's chats, and the cards that it puts there. */
export function createBot(deps: BotDeps): Bot {
  const { database, clock, logger, teamsAppId, loadMissedCall, loadMessage, findAnchoredCall } = deps;
  const installations = createInstallations(database);
  const findReader = createFindCardReader(database);
  const adapter = once(() => createAdapter(deps.credentials, (turn) => onTurn(turn)));
  const sender: CardSender = {
    send: async (conversation, notice) => (await adapter()).send(conversation, cardOf(notice, teamsAppId)),
    update: async (conversation, activityId, notice) =>
      (await adapter()).update(conversation, activityId, cardOf(notice, teamsAppId)),
    remove: async (conversation, activityId) => (await adapter()).remove(conversation, activityId),
  };
  const delivery = { installations, findReader, sender, clock, logger };
  const notifications = createNotificationStore(database, 'missedCall');
  const missedCalls = { ...delivery, notifications, loadMissedCall, loadMessage };
  const returnCards = createNotificationStore(database, 'returnCall');
  const anchoredCalls = createAnchoredCallCards({ ...delivery, notifications: returnCards, findAnchoredCall });
  const freeCards = { ...delivery, notifications: createNotificationStore(database, 'isFree') };
  const longWaits = { ...delivery, notifications: createNotificationStore(database, 'longWait') };
  const onTurn = createConversation({
    installations,
    findReader,
    markHandled: createMarkHandled(missedCalls),
    teamsAppId,
    logger,
    sayActivity: deps.sayActivity,
    sayToGroups: deps.sayToGroups,
    clock,
  });
  const router = Router();
  const arrival = createArrival(deps);
  const receive: RequestHandler = async (request, response) => {
    await (await adapter()).receive(request, response, () => arrival.accepted(request));
  };
  router.post('/api/messages', arrival.beforeBody, express.json({ limit: '256kb' }), receive, arrival.onError);

  return {
    router,
    async takeOver() {
      await missedCalls.notifications.releaseAll(clock.nowMs());
      await returnCards.releaseAll(clock.nowMs());
      await freeCards.notifications.releaseAll(clock.nowMs());
      await longWaits.notifications.releaseAll(clock.nowMs());
      const [open, waits] = [await returnCards.open(), await longWaits.notifications.open()];
      await database.transaction().execute(async (transaction) => {
        for (const { subject, ...person } of open)
          await deps.jobs.enqueue(transaction, { name: 'anchor-over', data: { ...person, callId: subject as CallId } });
        for (const { subject, ...person } of waits)
          await deps.jobs.enqueue(transaction, {
            name: 'long-wait',
            data: { ...person, groupId: subject as AnswerGroupId },
          });
      });
    },
    notifyMissedCall: createNotifyMissedCall(missedCalls),
    markCalledBack: createMarkCalledBack(missedCalls),
    showMessage: createShowMessage(missedCalls),
    notifyAnchoredCall: anchoredCalls.notify,
    endAnchoredCall: anchoredCalls.end,
    showLongWait: createLongWaitCards({ ...longWaits, findLongWait: deps.findLongWait }),
    notifyFree: createNotifyFree({ ...freeCards, findColleague: deps.findColleague }),
  };
}

/** Makes the thing at the first call; a failed attempt is forgotten, so that the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    if (made !== null) return made;
    const attempt = make();
    made = attempt;
    attempt.catch(() => {
      if (made === attempt) made = null;
    });
    return attempt;
  };
}
