import type { CallId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Switch } from '../switch/port';
import type { CallChange } from './call-change';
import type { Saving } from './call-writer';
import { consequences } from './engine/consequences';
import { isOver } from './engine/call-facts';
import type { Call } from './engine/call';
import type { Effect, Input, MailboxEffect, QueueEvent } from './engine/protocol';
import type { LiveCalls } from './live-calls';
import { operate } from './operate';
import { createShowCalls, type ShowCallsDeps } from './show-calls';
import { createCallTimers } from './timers';

export interface CarryOutDeps extends ShowCallsDeps {
  readonly switch: Switch;
  readonly live: LiveCalls;
  readonly clock: Clock;
  /** Somebody asks something of the own mailbox; what comes of it is told to the call. */
  onMailbox(call: Call, effect: MailboxEffect): void;
  /** The answer groups hear of calls that wait for them; absent = there are none. */
  readonly onQueueEvent?: ((call: Call, event: QueueEvent) => void) | undefined;
}

const isOfMailbox = (effect: Effect): effect is MailboxEffect =>
  effect.type === 'mark' || effect.type === 'callSender' || effect.type === 'setGreeting';

/** Does what the engine decided. */
export interface CarryOut {
  /** At the switch and with the timers. */
  effects(callId: CallId, effects: readonly Effect[]): void;
  /** Shows a call that is not over as it is now. */
  show(before: Call | null, call: Call): void;
  /**
   * The rest, when they are done: shows the call as it is now, unless it `isShown`, and tells other calls what follows
   * for them.
   */
  finish(before: Call | null, change: CallChange, saving: Saving, isShown?: boolean): void;
}

/** @param notify gives a call an input that nobody waits for */
export function createCarryOut(deps: CarryOutDeps, notify: (callId: CallId, input: Input) => void): CarryOut {
  const { live } = deps;
  const timers = createCallTimers(deps.clock, (callId, timer, id) => notify(callId, { type: 'timer', timer, id }));
  const show = createShowCalls(deps);
  function tellMailbox(callId: CallId, effect: MailboxEffect): void {
    const call = live.get(callId);
    if (call) deps.onMailbox(call, effect);
  }
  function tellGroup(callId: CallId, event: QueueEvent): void {
    const call = live.get(callId);
    if (call) deps.onQueueEvent?.(call, event);
  }

  return {
    effects(callId, effects) {
      // It may have been lost while it was stored: what becomes of it is another's business.
      if (!live.isOwn(callId)) return;
      for (const effect of effects) {
        if (effect.type === 'history') continue;
        if (effect.type === 'startTimer') timers.start(callId, effect.timer, effect.id, effect.ms);
        else if (effect.type === 'stopTimer') timers.stop(callId, effect.timer);
        else if (isOfMailbox(effect)) tellMailbox(callId, effect);
        else if (effect.type === 'queueEvent') tellGroup(callId, effect);
        else operate(deps.switch, effect);
      }
    },
    show(before, call) {
      if (live.isOwn(call.id)) show.changed(before, call);
    },
    finish(before, change, { isStored }, isShown = false) {
      const { call } = change;
      if (!live.isOwn(call.id)) return;
      if (isOver(call)) live.remove(call);
      // What is heard of a recording afterwards is on no card.
      if (!isShown && before?.state !== 'ended') show.changed(before, call);
      if (change.history.length > 0) void isStored.then((stored) => stored && show.recorded(change));
      for (const next of consequences(before, call, live.neighboursOf(call))) notify(next.callId, next.input);
    },
  };
}
