import type { AudioPlace } from '../../src/contract/calls/commands';
import type { CallId } from '../../src/contract/ids';
import type { CallDesk } from './call-desk';
import { createMoveAwaited } from './warm-microphone';
import { whenPhone } from './when-phone';

/** Taking the audio of a call from one device to another. */
export interface Moving {
  /** Takes the audio to this window, from another device of mine or back after it was lost. */
  moveHere(callId: CallId): void;
  moveTo(callId: CallId, to: AudioPlace): void;
  cancelMove(callId: CallId): void;
  /** The audio stayed where it was; told unless the person wanted it so. */
  moveFailed(callId: CallId, device: string): void;
}

export function createMoving({ command, onNotice, softphone, warmMicrophone }: CallDesk): Moving {
  const cancelled = new Set<CallId>();

  function moveTo(callId: CallId, to: AudioPlace): void {
    cancelled.delete(callId);
    command({ name: 'call.move', callId, to });
  }

  return {
    moveHere(callId) {
      whenPhone(softphone.state, (deviceId) => {
        moveTo(callId, { kind: 'device', deviceId });
        warmMicrophone(createMoveAwaited(callId, deviceId));
      });
    },
    moveTo,
    cancelMove(callId) {
      cancelled.add(callId);
      command({ name: 'call.cancelMove', callId });
    },
    moveFailed(callId, device) {
      if (!cancelled.delete(callId)) onNotice({ intent: 'info', key: 'call.moveFailed', values: { device } });
    },
  };
}
