import { isWithMailbox } from './call-facts';
import type { Call } from './call';
import type { MailboxTurn } from './mailbox-turn';
import { newParty } from './party';
import { isRefusal } from './plan';
import { unchanged } from './protocol';
import type { Context, Input, Progress } from './protocol';
import { reach } from './reach/reach';
import { mailboxGoesOn } from './steps/mailbox';

/** Null = it is in no mailbox (any more). */
function turnOf(call: Call): MailboxTurn | null {
  const step = call.callee.reach?.plan[0];
  return call.state === 'active' && isWithMailbox(call) && step?.kind === 'mailbox' ? step.turn : null;
}

/**
 * The call goes on as one to whoever has left the message, which nobody has answered yet. Where there is no way, the
 * mailbox says so and goes on.
 */
export function callsSender(call: Call, { to }: Extract<Input, { type: 'senderFound' }>, context: Context): Progress {
  const turn = turnOf(call);
  if (turn === null) return unchanged(call);
  if (to === null || isRefusal(to.plan)) return mailboxGoesOn(call, 'callee', { ...turn, says: 'notCalled' });
  const { callee, calledNumber, plan, shownNumber } = to;
  const calling: Call = {
    ...{ ...call, state: 'ringing', shownNumber, answeredAtMs: null },
    caller: { ...call.caller, startedAtMs: context.nowMs, answeredAtMs: null },
    callee: newParty(callee, 'in', context, calledNumber),
  };
  return reach(calling, 'callee', 'call', plan, context);
}

/** It says so; the greeting of before can be had back. */
export function greetingSet(call: Call, { greeting, isDone }: Extract<Input, { type: 'greetingSet' }>): Progress {
  const turn = turnOf(call);
  if (turn?.says !== 'saving') return unchanged(call);
  if (!isDone) return mailboxGoesOn(call, 'callee', { ...turn, says: 'notSet' });
  const set: MailboxTurn = {
    ...turn,
    ...{ box: { ...turn.box, greeting }, before: turn.box.greeting, spoken: null },
    says: greeting === null ? 'standardSet' : 'greetingSet',
  };
  return mailboxGoesOn(call, 'callee', set);
}
