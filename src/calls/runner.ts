import { VaxelError } from '../contract/errors';
import type { CallId, LegId } from '../contract/ids';
import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { Publisher } from '../realtime/publisher';
import type { Switch } from '../switch/port';
import { changeOf } from './call-change';
import type { CallChange } from './call-change';
import type { CallWriter } from './call-writer';
import { consequences } from './engine/consequences';
import { decide } from './engine/decide';
import type { Call } from './engine/call';
import type { Effect, Input, TimerName } from './engine/protocol';
import type { LiveCalls } from './live-calls';
import { callView } from './view';

export interface RunnerDeps {
  readonly switch: Switch;
  readonly live: LiveCalls;
  readonly writer: CallWriter;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly logger: Logger;
  newLegId(): LegId;
  /** Somebody's calls changed: the line state may have. */
  onCallChanged(call: Call): void;
}

/** Gives inputs to the engine, one at a time for each call, and does what it decides. */
export interface CallRunner {
  /** Resolves when the input has been carried out and stored. @throws VaxelError when the engine refuses it */
  apply(callId: CallId, input: Input): Promise<void>;
  /** As `apply`, for inputs that nobody waits for. */
  notify(callId: CallId, input: Input): void;
}

export function createCallRunner(deps: RunnerDeps): CallRunner {
  const mailboxes = new Map<CallId, Promise<void>>();
  const timers = new Map<string, () => void>();
  const context = () => ({ nowMs: deps.clock.nowMs(), newLegId: deps.newLegId });

  function apply(callId: CallId, input: Input): Promise<void> {
    const turn = (mailboxes.get(callId) ?? Promise.resolve()).catch(() => undefined).then(() => process(callId, input));
    mailboxes.set(callId, turn);
    const forget = () => void (mailboxes.get(callId) === turn && mailboxes.delete(callId));
    turn.then(forget, forget);
    return turn;
  }

  function notify(callId: CallId, input: Input): void {
    apply(callId, input).catch((error: unknown) => deps.logger.warn({ err: error, callId, input: input.type }, 'an input was not carried out'));
  }

  async function process(callId: CallId, input: Input): Promise<void> {
    const before = deps.live.get(callId);
    const decision = decide(before, input, context());
    if (decision.refused !== undefined) throw new VaxelError(decision.refused, decision.detail);
    const { call, effects } = decision;
    if (call !== before) deps.live.put(call);
    const change = changeOf(before, call, effects);
    if (call !== before) await deps.writer.save(change);
    for (const effect of effects) carryOut(callId, effect);
    if (call === before) return;
    if (call.state === 'ended') deps.live.remove(call);
    publish(change);
    for (const next of consequences(before, call, deps.live.neighboursOf(call))) notify(next.callId, next.input);
  }

  function publish({ call, history }: CallChange): void {
    const { organisationId } = call;
    for (const { userId } of [call.caller, call.callee]) {
      const view = userId === null ? null : callView(call, userId);
      if (userId !== null && view) deps.publisher.toUser(organisationId, userId, { type: 'call', call: view });
    }
    for (const { userId, entry } of history) deps.publisher.toUser(organisationId, userId, { type: 'history.added', entry });
    deps.onCallChanged(call);
  }

  function carryOut(callId: CallId, effect: Effect): void {
    switch (effect.type) {
      case 'history':
        return;
      case 'startTimer':
        return startTimer(callId, effect.timer, effect.ms);
      case 'stopTimer':
        return stopTimer(callId, effect.timer);
      default:
        return operate(deps.switch, effect);
    }
  }

  function startTimer(callId: CallId, timer: TimerName, ms: number): void {
    stopTimer(callId, timer);
    const key = `${callId}/${timer}`;
    const cancel = deps.clock.after(ms, () => {
      timers.delete(key);
      notify(callId, { type: 'timer', timer });
    });
    timers.set(key, cancel);
  }

  function stopTimer(callId: CallId, timer: TimerName): void {
    timers.get(`${callId}/${timer}`)?.();
    timers.delete(`${callId}/${timer}`);
  }

  return { apply, notify };
}

function operate(onSwitch: Switch, effect: Exclude<Effect, { type: 'history' | 'startTimer' | 'stopTimer' }>): void {
  switch (effect.type) {
    case 'dial':
      return onSwitch.dial(effect.leg, effect.target, effect.options);
    case 'hangUp':
      return onSwitch.hangUp(effect.leg, effect.reason);
    case 'bridge':
      return onSwitch.bridge(effect.leg, effect.with);
    case 'music':
    case 'mute':
      return onSwitch[effect.type](effect.leg, effect.on);
    case 'sendDigits':
      return onSwitch.sendDigits(effect.leg, effect.digits);
    default:
      return onSwitch[effect.type](effect.leg);
  }
}
