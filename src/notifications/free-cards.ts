import { VaxelError } from '../contract/errors';
import type { AboutFree } from '../ports/jobs';
import type { OrganisationId, UserId } from '../contract/ids';
import { sendClaimed, targetOf, type DeliveryDeps } from './delivery';

/** A colleague as a card names one; null = no such person any more. */
export type FindColleague = (
  organisationId: OrganisationId,
  userId: UserId,
) => { readonly name: string; readonly extension: string } | null;

export interface FreeCardDeps extends DeliveryDeps {
  readonly findColleague: FindColleague;
}

/**
 * Durable job `is-free`: tells a person in the chat, once, that a colleague is free.
 * @throws VaxelError server.unavailable when it is to be tried again
 */
export function createNotifyFree(deps: FreeCardDeps): (about: AboutFree) => Promise<void> {
  const { notifications, clock } = deps;
  return async ({ organisationId, userId, freeUserId, atMs }) => {
    const key = { organisationId, userId, subject: `${freeUserId} ${atMs}` };
    const colleague = deps.findColleague(organisationId, freeUserId);
    const target = colleague && (await targetOf(deps, organisationId, userId));
    if (colleague === null || target === null) return;
    const claim = await notifications.claim(key, clock.nowMs());
    if (claim === 'busy') throw new VaxelError('server.unavailable', 'Another job sends this card.');
    if (claim === 'done') return;
    const activityId = await sendClaimed(deps, key, target, {
      kind: 'isFree',
      reader: target.reader,
      ...colleague,
      atMs,
    });
    if (activityId === null) await notifications.forget(key, null);
    else await notifications.sent(key, activityId);
  };
}
