import { createBuckets, type Rate } from '../../bucket';
import type { Clock } from '../../clock';

/** What may come in before anything is parsed; a message costs the parser 1–3 ms. A call is some ten of them, at both ends. */
export interface SipRates {
  /** One socket over which nobody has registered: it needs two messages. Beyond it the socket is closed. */
  readonly stranger: Rate;
  /** All such sockets of one address. A whole company may sit behind one, and comes back at once after a restart. */
  readonly address: Rate;
  /** All devices of one user. Beyond it, as beyond that of an address, the sockets are not read for a while. */
  readonly user: Rate;
}

export const sipRates: SipRates = { stranger: { burst: 40, perSecond: 2 }, address: { burst: 400, perSecond: 80 }, user: { burst: 200, perSecond: 40 } };

/** Who sends: `user` is null until somebody has registered over the socket. */
export interface Sender {
  readonly connection: string;
  readonly address: string;
  readonly user: string | null;
}

/** Takes a message: 0 = now, a number = not for so many milliseconds, `over` = never again from this socket. */
export type TakeMessage = (sender: Sender) => number | 'over';

export function createTraffic(clock: Clock, rates: SipRates): TakeMessage {
  const strangers = createBuckets(clock, rates.stranger);
  const addresses = createBuckets(clock, rates.address);
  const users = createBuckets(clock, rates.user);
  return ({ connection, address, user }) => {
    const shared = user === null ? addresses.of(address) : users.of(user);
    if (shared.waitMs() > 0) return shared.waitMs();
    if (user === null && !strangers.of(connection).take()) return 'over';
    shared.take();
    return 0;
  };
}
