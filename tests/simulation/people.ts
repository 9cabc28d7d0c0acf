import type { RingTarget } from '../../src/calls/engine/plan';
import type { DeviceId, UserId } from '../../src/contract/ids';
import type { Chance } from './chance';

export interface Device extends RingTarget {
  readonly userId: UserId;
  reachable: boolean;
}

/** Five people with up to three devices each, some of which are not there. */
export class People {
  readonly users: UserId[] = [];
  readonly devices: Device[] = [];

  constructor(chance: Chance) {
    for (let user = 0; user < 5; user++) {
      const userId = `user-${user}` as UserId;
      this.users.push(userId);
      for (let device = chance.below(4); device > 0; device--) {
        const deviceId = `device-${user}-${device}` as DeviceId;
        this.devices.push({
          userId,
          deviceId,
          label: `Device ${device}`,
          isWindow: chance.of(0.7),
          reachable: chance.of(0.8),
        });
      }
    }
  }

  reachable(userId: UserId): readonly Device[] {
    return this.devices.filter((device) => device.userId === userId && device.reachable);
  }

  readonly isReachable = (deviceId: DeviceId): boolean =>
    this.devices.some((device) => device.deviceId === deviceId && device.reachable);
}
