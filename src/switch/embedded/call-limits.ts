import { createBuckets, type Rate } from '../../bucket';
import type { Clock } from '../../clock';
import type { DeviceEnrolment } from '../port';

export interface CallLimit {
  /** New calls that devices make. */
  readonly fresh: Rate;
  /** Calls that they have made and that are not over. */
  readonly most: number;
}

export interface CallLimitSettings {
  readonly user: CallLimit;
  readonly organisation: CallLimit;
}

/** Many times what the busiest person and the busiest company do. */
export const callLimits: CallLimitSettings = {
  user: { fresh: { burst: 30, perSecond: 2 }, most: 40 },
  organisation: { fresh: { burst: 500, perSecond: 50 }, most: 5_000 },
};

/** All devices of one user. */
export const userKey = ({ user, domain }: Pick<DeviceEnrolment, 'user' | 'domain'>): string => `${user}@${domain.toLowerCase()}`;

/** Admits a call that a device makes: returns what says that it is over, or null when there are too many. */
export type AdmitCall = (device: DeviceEnrolment) => (() => void) | null;

export function createCallLimits(clock: Clock, { user, organisation }: CallLimitSettings): AdmitCall {
  const rooms = [
    { keyOf: ({ domain }: DeviceEnrolment) => domain, most: organisation.most, fresh: createBuckets(clock, organisation.fresh), open: new Map<string, number>() },
    { keyOf: userKey, most: user.most, fresh: createBuckets(clock, user.fresh), open: new Map<string, number>() },
  ];
  return (device) => {
    const places = rooms.map((room) => ({ ...room, key: room.keyOf(device) }));
    if (places.some(({ key, most, fresh, open }) => (open.get(key) ?? 0) >= most || fresh.of(key).waitMs() > 0)) return null;
    for (const { key, fresh, open } of places) {
      fresh.of(key).take();
      open.set(key, (open.get(key) ?? 0) + 1);
    }
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      for (const { key, open } of places) {
        const left = (open.get(key) ?? 1) - 1;
        if (left === 0) open.delete(key);
        else open.set(key, left);
      }
    };
  };
}
