import type { Switch } from '../switch/port';
import type { Effect, MailboxEffect } from './engine/protocol';

/** Asks the switch for what the engine decided. */
export function operate(
  onSwitch: Switch,
  effect: Exclude<Effect, MailboxEffect | { type: 'history' | 'startTimer' | 'stopTimer' | 'queueEvent' }>,
): void {
  switch (effect.type) {
    case 'dial':
      return onSwitch.dial(effect.leg, effect.target, effect.options);
    case 'hangUp':
      return onSwitch.hangUp(effect.leg, effect.reason);
    case 'hear':
      return onSwitch.hear(effect.leg, effect.from);
    case 'music':
    case 'mute':
      return onSwitch[effect.type](effect.leg, effect.on);
    case 'play':
      return onSwitch.play(effect.leg, effect.sounds, effect.id);
    case 'record':
      return onSwitch.record(effect.leg, effect.recording, effect.limits);
    case 'pauseRecording':
      return onSwitch.pauseRecording(effect.leg, effect.recording, effect.on);
    case 'stopRecording':
      return onSwitch.stopRecording(effect.leg, effect.recording);
    case 'sendDigits':
      return onSwitch.sendDigits(effect.leg, effect.digits);
    default:
      return onSwitch[effect.type](effect.leg);
  }
}
