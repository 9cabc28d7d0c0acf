import type { LineUser } from '../lines/line-user';
import type { Logger } from '../ports/logger';
import { routeFor, shownTo, type ArrivalDeps } from './arrival';
import type { Call } from './engine/call';
import type { FoundSender, Input, MailboxEffect } from './engine/protocol';
import type { Routing } from './incoming-facts';
import type { KeepRouting } from './kept-routing';
import type { Mailboxes } from './own-mailbox';
import type { CallRunner } from './runner';

export interface OnMailboxDeps extends Omit<ArrivalDeps, 'mailboxes'> {
  readonly mailboxes: Mailboxes;
  readonly runner: Pick<CallRunner, 'apply'>;
  readonly keepRouting: KeepRouting;
  readonly logger: Pick<Logger, 'warn'>;
}

type Asked<Type extends MailboxEffect['type']> = Extract<MailboxEffect, { type: Type }>;

/** Does what a person asks of the own mailbox, and tells the call what has come of it. */
export function createOnMailbox(deps: OnMailboxDeps): (call: Call, effect: MailboxEffect) => void {
  async function answerTo(call: Call, effect: Asked<'callSender' | 'setGreeting'>): Promise<void> {
    const answer = await (effect.type === 'callSender' ? toSender(deps, call, effect) : toGreeting(deps, call, effect));
    await deps.runner.apply(call.id, answer);
  }
  return (call, effect) => {
    if (effect.type === 'mark')
      return deps.mailboxes.mark(call.organisationId, effect.userId, effect.message, effect.as);
    answerTo(call, effect).catch((err: unknown) =>
      deps.logger.warn({ err, callId: call.id, asked: effect.type }, 'a mailbox was not told what came of it'),
    );
  };
}

/** Where the person may not call, or nobody can be, the mailbox says so. */
async function toSender(
  deps: OnMailboxDeps,
  { id, organisationId }: Call,
  asked: Asked<'callSender'>,
): Promise<Extract<Input, { type: 'senderFound' }>> {
  const user = deps.lines.user(asked.userId);
  const found = user ? await findSender(deps, user, asked) : null;
  if (found) deps.keepRouting(id, organisationId, found.routing);
  return { type: 'senderFound', to: found?.to ?? null };
}

async function findSender(
  deps: OnMailboxDeps,
  user: LineUser,
  { number, isColleague }: Asked<'callSender'>,
): Promise<{ readonly to: FoundSender; readonly routing: Routing } | null> {
  const { destination, party, calledNumber } = await deps.destinations.dialled(user, number);
  const isOutside = destination.kind === 'outside';
  // Nobody calls for help by a key of the voicemail, and no number outside that was the extension of who has left.
  const isAllowed = isOutside && !isColleague && destination.verdict === 'ok' && !destination.emergency;
  const mayCall = isAllowed || destination.kind === 'user';
  if (!mayCall) return null;
  const { shown, allowed } = shownTo(deps, user, destination, null);
  const routing = await routeFor(deps, user, { destination, calledNumber, shown, allowed, deviceLabel: null });
  return {
    to: { callee: party, calledNumber, plan: routing.plan, shownNumber: isOutside ? shown : null },
    routing,
  };
}

async function toGreeting(
  { mailboxes, logger }: OnMailboxDeps,
  { organisationId }: Call,
  { userId, to }: Asked<'setGreeting'>,
): Promise<Extract<Input, { type: 'greetingSet' }>> {
  try {
    const greeting = await mailboxes.setGreeting(organisationId, userId, to);
    return { type: 'greetingSet', greeting, isDone: true };
  } catch (err) {
    logger.warn({ err }, 'a greeting spoken by phone was not kept');
    return { type: 'greetingSet', greeting: null, isDone: false };
  }
}
