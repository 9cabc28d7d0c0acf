import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { AboutLongWait } from '../ports/jobs';
import { removeCard, sendClaimed, targetOf, updateCard, type DeliveryDeps, type Target } from './delivery';
import type { LongWaitNotice } from './card-sender';
import type { CardKey } from './notification-store';

/** As it is now; null = nobody waits too long, or the person does not supervise the group. */
export type FindLongWait = (
  organisationId: OrganisationId,
  groupId: AnswerGroupId,
  supervisor: UserId,
) => { readonly name: string; readonly waiting: number; readonly oldestEnteredAtMs: number } | null;

export interface LongWaitDeps extends DeliveryDeps {
  readonly findLongWait: FindLongWait;
}

/**
 * Durable job `long-wait`: a supervisor has one card while somebody waits too long in a group, it says how many wait,
 * and when nobody does any more it is gone. The job looks at the group as it is, so it may come twice, late, or in any
 * order.
 * @throws VaxelError server.unavailable when it is to be tried again
 */
export function createLongWaitCards(deps: LongWaitDeps): (about: AboutLongWait) => Promise<void> {
  const { notifications } = deps;
  return async ({ organisationId, userId, groupId }) => {
    const key = { organisationId, userId, subject: groupId };
    const [wait, row] = [deps.findLongWait(organisationId, groupId, userId), await notifications.find(key)];
    if (wait === null && row === null) return;
    const target = await targetOf(deps, organisationId, userId);
    if (target === null) return;
    if (wait === null) return end(deps, key, target, row?.activityId ?? null);
    const { name: group, waiting, oldestEnteredAtMs: sinceMs } = wait;
    const notice = { kind: 'longWait', reader: target.reader, group, waiting, sinceMs } as const;
    const activityId = row?.activityId ?? null;
    await (activityId === null
      ? send(deps, key, target, notice)
      : updateCard(deps, target.conversation, activityId, notice));
  };
}

async function send(deps: LongWaitDeps, key: CardKey, target: Target, notice: LongWaitNotice): Promise<void> {
  const { notifications, clock } = deps;
  const claim = await notifications.claim(key, clock.nowMs());
  if (claim === 'busy') throw new VaxelError('server.unavailable', 'Another job sends this card.');
  if (claim === 'done') return;
  const activityId = await sendClaimed(deps, key, target, notice);
  if (activityId === null) await notifications.forget(key, null);
  else await notifications.sent(key, activityId);
}

async function end(deps: LongWaitDeps, key: CardKey, target: Target, activityId: string | null): Promise<void> {
  const { notifications, clock } = deps;
  // Claimed = whoever was sending it is gone, and there is no more to be known of it.
  if (activityId === null && (await notifications.claim(key, clock.nowMs())) !== 'claimed') return;
  if (activityId !== null) await removeCard(deps, target.conversation, activityId);
  await notifications.forget(key, activityId);
}
