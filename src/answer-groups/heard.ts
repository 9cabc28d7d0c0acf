import { queueOf, type Call } from '../calls/engine/call';
import type { QueueEvent } from '../calls/engine/protocol';
import { enteredAtMs } from '../calls/waiting-calls';
import type { Configured } from './configured';
import type { Input } from './distributor/protocol';
import { entering, entryOf } from './live';

/** What a call tells, as the distributor hears it. */
export function inputFor(call: Call, event: QueueEvent, configured: Configured): Input {
  switch (event.event) {
    case 'entered': {
      const { groupId } = event;
      const priority = queueOf(call)?.priority;
      const waiting = {
        ...{ callId: call.id, groupId, number: call.caller.number, enteredAtMs: enteredAtMs(call) },
        ...(priority !== undefined && { priority }),
      };
      return entering(waiting, configured);
    }
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
