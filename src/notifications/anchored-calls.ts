import type { CallView } from '../contract/calls/call-view';
import { VaxelError } from '../contract/errors';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { removeCard, sendClaimed, targetOf, type DeliveryDeps } from './delivery';
import { cardAbout } from './card-about';
import type { AboutCall } from '../ports/jobs';

/** What a card says of a call. */
export type AnchoredCall = Pick<CallView, 'id' | 'other'>;

/** The user's call, if it waits for the user now; null = it does not, or not any more. */
export type FindAnchoredCall = (
  organisationId: OrganisationId,
  userId: UserId,
  callId: CallId,
) => Promise<AnchoredCall | null> | AnchoredCall | null;

export interface AnchoredCallDeps extends DeliveryDeps {
  readonly findAnchoredCall: FindAnchoredCall;
}

/**
 * A call that waits for its person has one card in the chat, and when it waits no more it has none. Both jobs look at
 * the call as it is when they run and not at why they were made, so they may come twice, late, or in any order:
 *
 *     (none) ──► sending ──► sent ──► (none)
 *
 * Whoever sends asks again once the card is out, so a job that takes cards away leaves one in `sending` to its sender.
 */
export interface AnchoredCallCards {
  /** Durable job `anchored-call`. @throws VaxelError server.unavailable, when it is to be tried again */
  readonly notify: (call: AboutCall) => Promise<void>;
  /** Durable job `anchor-over`. @throws VaxelError server.unavailable, when it is to be tried again */
  readonly end: (call: AboutCall) => Promise<void>;
}

export function createAnchoredCallCards(deps: AnchoredCallDeps): AnchoredCallCards {
  const { notifications, clock } = deps;
  const find = ({ organisationId, userId, callId }: AboutCall) => deps.findAnchoredCall(organisationId, userId, callId);

  async function notify(about: AboutCall): Promise<void> {
    if ((await find(about)) !== null) await send(about);
    await end(about);
  }

  async function send(about: AboutCall): Promise<void> {
    const key = cardAbout(about);
    const target = await targetOf(deps, key.organisationId, key.userId);
    if (target === null) return;
    const claim = await notifications.claim(key, clock.nowMs());
    if (claim === 'busy') throw new VaxelError('server.unavailable', 'Another job sends this card.');
    if (claim === 'done') return;
    // Asked again: the call may have come back between the first look and the claim.
    const call = await find(about);
    const notice = call && {
      kind: 'returnCall' as const,
      reader: target.reader,
      callId: call.id,
      other: call.other,
      waitingSinceMs: clock.nowMs(),
    };
    const activityId = notice && (await sendClaimed(deps, key, target, notice));
    if (activityId === null) await notifications.forget(key, null);
    else await notifications.sent(key, activityId);
  }

  async function end(about: AboutCall): Promise<void> {
    if ((await find(about)) !== null) return;
    const key = cardAbout(about);
    const row = await notifications.find(key);
    if (row === null) return;
    const { activityId } = row;
    // Claimed = whoever was sending it is gone, and there is no more to be known of it.
    if (activityId === null && (await notifications.claim(key, clock.nowMs())) !== 'claimed') return;
    const target = activityId === null ? null : await targetOf(deps, key.organisationId, key.userId);
    if (activityId !== null && target !== null) await removeCard(deps, target.conversation, activityId);
    await notifications.forget(key, activityId);
  }

  return { notify, end };
}
