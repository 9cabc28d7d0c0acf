import type { Callbacks, CallingGroup } from '../calls/callbacks';
import type { NamedGroup, WaitingCalls, WayOut } from '../calls/waiting-calls';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import type { OfferId } from '../contract/ids';
import type { Language } from '../contract/sounds/spoken-words';
import { announcementsIn } from './announcements';
import type { AuditedChange } from './audited';
import type { Effect } from './distributor/protocol';
import { callOf, isVip } from './live';
import type { createQueueTimers } from './queue-timers';
import { wayOut } from './way-out';

export interface ActingDeps {
  readonly calls: WaitingCalls;
  readonly callbacks: Callbacks;
  /** In which callers are told things. */
  language(): Language;
}

/** Does what a decision causes; the rest is kept with the state, or told by what is different in it. */
export function act(
  deps: ActingDeps,
  timers: ReturnType<typeof createQueueTimers>,
  effects: readonly Effect[],
  change: AuditedChange,
): void {
  const { calls, callbacks, language } = deps;
  for (const effect of effects) {
    if (effect.type === 'startTimer') timers.start(effect.timer, effect.id, effect.ms);
    if (effect.type === 'stopTimer') timers.stop(effect.timer);
    if (effect.type === 'offer') offer(deps, effect, change);
    if (effect.type === 'withdraw') withdraw(deps, effect, change);
    if (effect.type === 'callBack') {
      const group = groupOf(effect.offerId, change);
      if (group) callbacks.call(effect.offerId, group);
    }
    if (effect.type === 'callbackAsked' && effect.isKept) calls.leave(callOf(effect.entryId), { to: 'callback' });
    if (effect.type === 'leave') calls.leave(callOf(effect.entryId), wayOf(effect, effects, change));
  }
  const { after, configured } = change;
  for (const [callId, told] of announcementsIn(effects, after, configured, language())) calls.announce(callId, told);
}

type Offering = Pick<ActingDeps, 'calls' | 'callbacks'>;

function offer(
  { calls, callbacks }: Offering,
  { offerId, entryId, agents, callback: number }: Extract<Effect, { type: 'offer' }>,
  change: AuditedChange,
): void {
  const group = groupOf(offerId, change);
  if (!group) return;
  if (number !== null) {
    for (const agent of agents) callbacks.offer({ offerId, agent, callId: callOf(entryId), number, group });
    return;
  }
  const caller = change.after.entries.get(entryId)?.number ?? null;
  calls.offer(callOf(entryId), offerId, agents, { ...group, isVip: isVip(group, caller) });
}

/** What was offered before is what it was then. */
function withdraw(
  { calls, callbacks }: Offering,
  { offerId, entryId, agents }: Extract<Effect, { type: 'withdraw' }>,
  { before }: AuditedChange,
): void {
  const wasCallback = (before?.entries.get(entryId)?.callback ?? null) !== null;
  if (wasCallback) callbacks.withdraw(offerId, agents);
  else calls.withdraw(callOf(entryId), offerId, agents);
}

/** In which the caller waits whom it is about, whatever group was called first. */
function groupOf(
  offerId: OfferId,
  { after, configured }: AuditedChange,
): (NamedGroup & CallingGroup & Pick<AnswerGroupAdminView, 'vipNumbers'>) | null {
  const offer = after.offers.get(offerId);
  return (offer && configured.groups.get(offer.groupId)) ?? null;
}

function wayOf(
  leaving: Extract<Effect, { type: 'leave' }>,
  effects: readonly Effect[],
  { before, configured: { groups } }: AuditedChange,
): WayOut | null {
  const priority = before?.entries.get(leaving.entryId)?.priority ?? 0;
  const over = effects.findLast(
    (each) => each.type === 'event' && each.event === 'over' && each.entryId === leaving.entryId,
  ) as Extract<Effect, { type: 'event'; event: 'over' }> | undefined;
  return over ? wayOut({ ...leaving, priority, groupId: over.groupId, group: groups.get(over.groupId) ?? null }) : null;
}
