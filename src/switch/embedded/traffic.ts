import { createBuckets, type Rate } from '../../limits/bucket';
import type { Clock } from '../../ports/clock';
import { createTurnstiles } from '../../limits/turnstile';

/**
 * What may come in before anything is parsed; a message costs us about a millisecond. A call is some ten of them, at
 * both ends.
 */
export interface SipRates {
  /** One socket over which nobody has registered: it needs two messages. Beyond it the socket is closed. */
  readonly stranger: Rate;
  /**
   * All such sockets of one address. A whole company may sit behind one and come back at once after a restart: a
   * thousand phones are registered after ten seconds. The burst is small, since nothing else is done meanwhile.
   */
  readonly address: Rate;
  /** All devices of one user. Beyond it, as beyond that of an address, the sockets are not read for a while. */
  readonly user: Rate;
}

export const sipRates: SipRates = {
  stranger: { burst: 40, perSecond: 2 },
  address: { burst: 100, perSecond: 200 },
  user: { burst: 200, perSecond: 40 },
};

/** Who sends: `user` is null until somebody has registered over the socket. */
export interface Sender {
  readonly connection: string;
  readonly address: string;
  readonly user: string | null;
}

/**
 * Takes a message. `now`; or `over`: never again from this socket; or a row of those from the same place, in which it
 * waits until `goOn` is called: the function returned leaves the row.
 */
export type TakeMessage = (sender: Sender, goOn: () => void) => 'now' | 'over' | (() => void);

export function createTraffic(clock: Clock, rates: SipRates): TakeMessage {
  const strangers = createBuckets(clock, rates.stranger);
  const addresses = createTurnstiles(clock, rates.address);
  const users = createTurnstiles(clock, rates.user);
  return ({ connection, address, user }, goOn) => {
    if (user === null && !strangers.of(connection).take()) return 'over';
    const passed = user === null ? addresses.pass(address, goOn) : users.pass(user, goOn);
    return passed === true ? 'now' : passed;
  };
}
