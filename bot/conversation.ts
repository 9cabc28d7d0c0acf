import { z } from 'zod';
import type { ActivitiesFeature } from '../src/activities/feature';
import type { SayToGroups } from '../src/answer-groups/said';
import type { ActivityDefinition } from '../src/contract/activities/activity';
import { CallId } from '../src/contract/ids';
import { momentFormat, wallIn } from '../src/contract/moments';
import { opaque } from '../src/contract/text';
import type { Clock } from '../src/ports/clock';
import type { Logger } from '../src/ports/logger';
import { languageOf, type FindCardReader } from '../src/notifications/card-readers';
import type { CardReader, Language, MissedCallNotice } from '../src/notifications/card-sender';
import type { BotAccount, Installations } from '../src/notifications/installations';
import type { AboutCall } from '../src/ports/jobs';
import type { Turn } from './adapter';
import { markHandledVerb, missedCallCard } from './cards/missed-call-card';
import { welcomeCard } from './cards/welcome-card';
import { groupAnswer } from './group-answers';
import { accountOf } from './incoming-activity';
import { textsIn } from './texts';

/** What came of an activity that a person has written; null: the text is about none. */
export type SayActivity = ActivitiesFeature['sayActivity'];

export interface ConversationDeps {
  readonly installations: Installations;
  readonly findReader: FindCardReader;
  readonly markHandled: (call: AboutCall) => Promise<MissedCallNotice | null>;
  readonly teamsAppId: string;
  readonly logger: Logger;
  readonly sayActivity: SayActivity;
  readonly sayToGroups: SayToGroups;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** A press on a card's button, as Action.Execute and its fallback Action.Submit send it. */
const Pressed = z.object({ verb: z.literal(markHandledVerb), callId: CallId });
const Invoked = z.object({ action: z.object({ verb: opaque(100), data: z.looseObject({}).optional() }) });

/** What the bot does with everything that people and Teams send it. */
export function createConversation(deps: ConversationDeps): (turn: Turn) => Promise<void> {
  return async (turn) => {
    const account = accountOf(turn.activity);
    if (account === null) return;
    const { type, action } = turn.activity;
    if (type === 'installationUpdate' && action?.startsWith('remove') === true)
      return deps.installations.forget(account);
    // Every activity tells where the person is reached now; Teams may move a conversation to another service address.
    const ours = await deps.installations.remember(account, turn.conversation);
    if (!ours)
      return deps.logger.info({ tenantId: account.tenantId }, 'a person of an unknown organisation speaks to the bot');
    if (type === 'installationUpdate')
      await turn.reply(welcomeCard(await languageFor(deps, account, turn), deps.teamsAppId));
    if (type === 'message') await answerMessage(deps, account, turn);
    if (type === 'invoke' && turn.activity.name === 'adaptiveCard/action') await answerPress(deps, account, turn);
  };
}

async function answerMessage(deps: ConversationDeps, account: BotAccount, turn: Turn): Promise<void> {
  const texts = textsIn(await languageFor(deps, account, turn));
  const pressed = Pressed.safeParse(turn.activity.value);
  if (pressed.success) {
    const notice = await handle(deps, account, pressed.data.callId);
    return notice === null ? turn.reply({ text: texts.cardGone }) : undefined;
  }
  // In a channel people write "@Växel help"; the mention is not part of the command.
  const command = (turn.activity.text ?? '')
    .replaceAll(/<at>[^<]*<\/at>/g, '')
    .trim()
    .toLowerCase();
  if (command === 'help' || command === 'hjälp') return turn.reply({ text: texts.help });
  const answer =
    (await answerGroups(deps, account, turn, command)) ?? (await answerActivity(deps, account, turn, command));
  await turn.reply({ text: answer ?? texts.notUnderstood });
  return undefined;
}

/** Null: what was written is about no answer group of the person's. */
async function answerGroups(
  { installations, findReader, sayToGroups, clock }: ConversationDeps,
  account: BotAccount,
  turn: Turn,
  command: string,
): Promise<string | null> {
  const user = await installations.userOf(account);
  const said = user && (await sayToGroups(user, command));
  const reader = user && said && (await findReader(user.organisationId, user.userId, turn.conversation));
  return said && reader ? groupAnswer(said, textsIn(reader.language), clock.nowMs()) : null;
}

/** Null: what was written is about no activity. */
async function answerActivity(
  { installations, findReader, sayActivity, clock }: ConversationDeps,
  account: BotAccount,
  turn: Turn,
  command: string,
): Promise<string | null> {
  const user = await installations.userOf(account);
  if (user === null) return null;
  const [reader, said] = await Promise.all([
    findReader(user.organisationId, user.userId, turn.conversation),
    sayActivity(user, command),
  ]);
  if (reader === null || said === null) return null;
  const texts = textsIn(reader.language);
  const nameOf = (definition: ActivityDefinition): string => definition.name[reader.language];
  switch (said.kind) {
    case 'set':
      return said.untilMs === null
        ? texts.activitySet(nameOf(said.definition))
        : texts.activityUntil(nameOf(said.definition), timeText(said.untilMs, clock.nowMs(), reader));
    case 'refused':
      return said.code === 'activity.endMissing' ? texts.activityNeedsEnd : texts.tryAgain;
    case 'notUnderstood':
      return texts.activityNotUnderstood(said.names.map(nameOf).join(', '));
  }
}

/** `13:00`, and the day in front if it is another one. */
function timeText(
  ms: number,
  nowMs: number,
  { language, timeZone }: Pick<CardReader, 'language' | 'timeZone'>,
): string {
  const day = (of: number): string => wallIn(timeZone, of).slice(0, 10);
  const date = day(ms) === day(nowMs) ? {} : ({ weekday: 'short', day: 'numeric', month: 'short' } as const);
  return momentFormat(language, timeZone, { hour: '2-digit', minute: '2-digit', ...date }).format(ms);
}

async function answerPress(deps: ConversationDeps, account: BotAccount, turn: Turn): Promise<void> {
  const texts = textsIn(await languageFor(deps, account, turn));
  const invoked = Invoked.safeParse(turn.activity.value).data;
  const pressed = Pressed.safeParse({ ...invoked?.action.data, verb: invoked?.action.verb });
  const notice = pressed.success ? await handle(deps, account, pressed.data.callId) : null;
  if (notice === null)
    return turn.answerInvoke({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: texts.cardGone,
    });
  const { card } = missedCallCard(notice, deps.teamsAppId);
  await turn.answerInvoke({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card });
}

async function handle(
  { installations, markHandled }: ConversationDeps,
  account: BotAccount,
  callId: CallId,
): Promise<MissedCallNotice | null> {
  const user = await installations.userOf(account);
  return user === null ? null : markHandled({ ...user, callId });
}

async function languageFor(
  { installations, findReader }: ConversationDeps,
  account: BotAccount,
  turn: Turn,
): Promise<Language> {
  const user = await installations.userOf(account);
  const reader = user === null ? null : await findReader(user.organisationId, user.userId, turn.conversation);
  return reader?.language ?? languageOf(turn.activity.locale ?? '');
}
