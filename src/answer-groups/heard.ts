import type { Call } from '../calls/engine/call';
import { queueOf } from '../calls/engine/call-facts';
import type { Callbacks } from '../calls/callbacks';
import type { QueueEvent } from '../calls/engine/protocol';
import { enteredAtMs } from '../calls/engine/call-facts';
import type { Input } from './distributor/protocol';
import { entering, entryOf } from './live';
import type { QueueNow } from './queue';

type Now = Pick<QueueNow, 'configured' | 'state' | 'lastTalks'>;

/** Which number of a caller may be called back, at the cost of somebody who answers in the group. */
type MayCall = Callbacks['mayCall'];

/** What a call tells, as the distributor hears it. */
export function inputFor(call: Call, event: QueueEvent, now: Now, mayCall: MayCall): Input {
  const { configured, state } = now;
  switch (event.event) {
    case 'entered': {
      const { groupId } = event;
      const priority = queueOf(call)?.priority;
      const waiting = {
        ...{ callId: call.id, groupId, number: call.caller.number, enteredAtMs: enteredAtMs(call) },
        ...(priority !== undefined && { priority }),
      };
      return entering(waiting, now);
    }
    case 'callbackWanted': {
      const entryId = entryOf(event.callId);
      const groupId = state.entries.get(entryId)?.groupId;
      const agents = groupId === undefined ? [] : (configured.groups.get(groupId)?.members ?? []);
      const { number } = call.caller;
      const people = agents.map(({ userId }) => userId);
      const may = number !== null && mayCall(call.organisationId, people, number);
      return { type: 'callbackWanted', entryId, number: may ? number : null };
    }
    case 'callbackFailed':
      return { type: 'callbackFailed', offerId: event.offerId };
    case 'offerAnswered':
      return { type: 'offerAnswered', offerId: event.offerId, userId: event.userId };
    case 'offerEnded':
      return { type: 'offerEnded', offerId: event.offerId, userId: event.userId, reason: event.reason };
    case 'talking':
      return { type: 'talking', offerId: event.offerId, userId: event.userId };
    case 'talkEnded':
      return { type: 'talkEnded', entryId: entryOf(event.callId), userId: event.userId };
    case 'held':
      return { type: 'held', entryId: entryOf(event.callId), userId: event.userId, isHeld: event.isHeld };
    case 'left':
      return { type: 'left', entryId: entryOf(event.callId), because: event.isOver ? 'hungUp' : 'taken' };
  }
}
