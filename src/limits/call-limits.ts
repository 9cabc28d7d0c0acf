import { countriesWithTheirOwn, emergencyMeant } from '../contract/numbers/emergency-numbers';
import { writtenNumber } from '../contract/numbers/written-number';
import { createBuckets, type Rate } from './bucket';
import type { Clock } from '../ports/clock';

export interface CallLimit {
  /** New calls that people make. */
  readonly fresh: Rate;
  /** Calls that they have made and that are not over. */
  readonly most: number;
}

interface CallLimitSettings {
  readonly user: CallLimit;
  readonly organisation: CallLimit;
}

/** Many times what the busiest person and the busiest company do. */
const callLimits: CallLimitSettings = {
  user: { fresh: { burst: 30, perSecond: 2 }, most: 40 },
  organisation: { fresh: { burst: 500, perSecond: 50 }, most: 5_000 },
};

/** Who calls, whichever of the user's devices or windows it comes from: both parts of the address of record. */
export interface CallingUser {
  readonly user: string;
  readonly domain: string;
}

export const userKey = ({ user, domain }: CallingUser): string => `${user}@${domain.toLowerCase()}`;

/** Calls for help that are let in where there are too many others: no person makes more. */
const helpRate: Rate = { burst: 10, perSecond: 0.5 };

/** Of whatever country: who is let in by this may still be told that nobody has the number. */
const isHelp = (dialled = ''): boolean => {
  const written = writtenNumber(dialled);
  return written !== null && countriesWithTheirOwn.some((each) => emergencyMeant(written.digits, each) !== null);
};

/** Admits a call: returns what says that it is over, or null when there are too many. */
export type AdmitCall = (user: CallingUser, dialled?: string) => (() => void) | null;

/** One for a server: calls that phones make by INVITE and those that windows ask for count together. */
export function createCallLimits(clock: Clock, settings: Partial<CallLimitSettings> = {}): AdmitCall {
  const { user, organisation } = { ...callLimits, ...settings };
  const rooms = [
    {
      keyOf: ({ domain }: CallingUser) => domain.toLowerCase(),
      most: organisation.most,
      fresh: createBuckets(clock, organisation.fresh),
      open: new Map<string, number>(),
    },
    { keyOf: userKey, most: user.most, fresh: createBuckets(clock, user.fresh), open: new Map<string, number>() },
  ];
  const help = createBuckets(clock, helpRate);
  return (caller, dialled) => {
    const places = rooms.map((room) => ({ ...room, key: room.keyOf(caller) }));
    if (places.some(({ key, most, fresh, open }) => (open.get(key) ?? 0) >= most || fresh.of(key).waitMs() > 0))
      return isHelp(dialled) && help.of(userKey(caller)).take() ? () => undefined : null;
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
