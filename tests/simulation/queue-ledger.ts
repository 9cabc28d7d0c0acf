import type { Effect } from '../../src/calls/engine/protocol';
import type { CallId } from '../../src/contract/ids';

/** What calls tell a distributor: who waits is answered or leaves, once; a talk that began ends, once. */
export class QueueLedger {
  private readonly waiting = new Set<CallId>();
  private readonly talks = new Set<string>();

  look(callId: CallId, effect: Extract<Effect, { type: 'queueEvent' }>): void {
    switch (effect.event) {
      case 'entered':
        if (this.waiting.has(callId)) throw new Error(`${callId} waits twice`);
        this.waiting.add(callId);
        return;
      case 'left':
        if (!this.waiting.delete(effect.callId)) throw new Error(`${effect.callId} has left, and did not wait`);
        return;
      case 'offerAnswered':
      case 'offerEnded':
        if (!this.waiting.has(callId)) throw new Error(`an offer of ${callId} has ended, which does not wait`);
        return;
      case 'talking':
        this.waiting.delete(effect.callId);
        this.talks.add(`${effect.callId}/${effect.userId}`);
        return;
      case 'talkEnded':
        if (!this.talks.delete(`${effect.callId}/${effect.userId}`))
          throw new Error(`a talk of ${effect.callId} ended, which had not begun`);
    }
  }

  check(): void {
    if (this.waiting.size > 0) throw new Error(`${[...this.waiting].join()} waited for ever`);
    if (this.talks.size > 0) throw new Error(`${[...this.talks].join()} talks for ever`);
  }
}
