import type { Clock } from '../../ports/clock';
import { createPlaces } from '../../limits/places';
import type { SipConnection } from './connection';

/** A socket that has not registered by then is closed. */
const registerLimitMs = 30_000;
/**
 * All phones of a company may come back together, and what they say lies unread for a while. A socket over which
 * nothing was said while we listened for so long is a stranger's.
 */
const silentMs = 1_000;
/** Sockets over which nobody has registered yet, by address: all phones of a company that come back at once. */
const strangerLimits = { perPlace: 1_000, total: 4_000 };
/**
 * Sockets of one user: twice as many as a user may have devices, for those that have come back and whose old socket is
 * not gone yet.
 */
const userLimits = { perPlace: 40, total: Infinity };

/** How many sockets are open: each has a place among the strangers of its address, then among those of its user. */
export interface SocketPlaces {
  /** The socket is new: nobody has registered over it, and that must not last. */
  arrived(connection: SipConnection): void;
  /** Takes a place among those of the user; to be called when it has left the strangers. */
  registered(connection: SipConnection, user: string): void;
  /** Harmless for one that has no place. */
  leave(connection: SipConnection): void;
}

export function createSocketPlaces(listening: Clock): SocketPlaces {
  const strangers = createPlaces(strangerLimits);
  const users = createPlaces(userLimits);
  /** How each gives up the place that it has. */
  const leave = new Map<SipConnection, () => void>();
  return {
    arrived(connection) {
      const tooMany = (): void => connection.close(1008, 'too many sockets');
      const isAtIt = (): boolean => connection.isWaiting() || connection.silentForMs() < silentMs;
      let noStranger = listening.after(
        silentMs,
        () => void (noStranger = strangers.add(connection.address, tooMany, isAtIt)),
      );
      const cancelLimit = listening.after(registerLimitMs, () => connection.close(1008, 'not registered in time'));
      leave.set(connection, () => {
        noStranger();
        cancelLimit();
      });
    },
    registered(connection, user) {
      leave.set(
        connection,
        users.add(user, () => connection.close(1008, 'too many sockets')),
      );
    },
    leave(connection) {
      leave.get(connection)?.();
      leave.delete(connection);
    },
  };
}
