import type { DeviceKind } from '../contract/devices/devices';
import type { DeviceId } from '../contract/ids';

/** A device as the choice of the ringing window sees it. */
export interface RingerCandidate {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly reachable: boolean;
  /** Grows with each use of any window; 0 = never used since the server started. */
  readonly lastUse: number;
}

/**
 * The one window of a user that makes the sound of ringing: a reachable pop-out before any tab, among equals the one
 * used last, and of those never used the newest. Phones of their own ring as they like. Null when no window is
 * reachable.
 * @param devices of one user, oldest first
 */
export function chooseRinger(devices: readonly RingerCandidate[]): DeviceId | null {
  let best: RingerCandidate | null = null;
  for (const device of devices) {
    if (!device.reachable || (device.kind !== 'tab' && device.kind !== 'popout')) continue;
    if (best === null || rank(device) > rank(best) || (rank(device) === rank(best) && device.lastUse >= best.lastUse))
      best = device;
  }
  return best?.id ?? null;
}

const rank = ({ kind }: RingerCandidate): number => (kind === 'popout' ? 1 : 0);
