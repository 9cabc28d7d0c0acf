import { createHmac } from 'node:crypto';
import type { Clock } from '../ports/clock';
import type { SipCredentials } from '../contract/devices/devices';
import type { UserId } from '../contract/ids';

/** TURN servers that share a secret with us (draft-uberti-behave-turn-rest-00; coturn's `use-auth-secret`). */
export interface TurnServers {
  readonly urls: readonly string[];
  readonly secret: string;
}

export type IceServersFor = (userId: UserId) => SipCredentials['iceServers'];

/** Longer than any call, since a relay may ask for the credentials again in the middle of one. */
const lifetimeSeconds = 24 * 60 * 60;

/** What a person's browser asks for its own address, and for a relay where a network lets no audio through. */
export function createIceServers({
  stunUrls,
  turn,
  clock,
}: {
  readonly stunUrls: readonly string[];
  readonly turn: TurnServers | null;
  readonly clock: Clock;
}): IceServersFor {
  const stun = stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }];
  return (userId) => {
    if (turn === null) return stun;
    const username = `${Math.floor(clock.nowMs() / 1000) + lifetimeSeconds}:${userId}`;
    return [
      ...stun,
      { urls: [...turn.urls], username, credential: createHmac('sha1', turn.secret).update(username).digest('base64') },
    ];
  };
}
