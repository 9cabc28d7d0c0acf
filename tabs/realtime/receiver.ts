import type { ServerMessage } from '../../src/contract/realtime';
import type { ClockSkew } from './clock-skew';
import type { Farewell } from './farewell';
import type { PendingCommands } from './pending-commands';
import type { RealtimeOptions } from './ports';
import type { Reconnecting } from './reconnecting';
import type { Streams } from './streams';

export interface ReceiverParts extends Pick<RealtimeOptions, 'clock' | 'onSnapshot' | 'onValues' | 'onRenewed'> {
  readonly way: Reconnecting;
  readonly pending: PendingCommands;
  readonly streams: Streams;
  readonly skew: ClockSkew;
  readonly farewell: Farewell;
  readonly renewLater: (lifeMs: number) => void;
  /** The server knows us now, and nothing of what this window watches. */
  readonly onOnline: () => void;
}

/** What each message of the server leads to. */
export function createReceiver(parts: ReceiverParts): (message: ServerMessage) => void {
  const { clock, way, pending, streams, skew, farewell, renewLater } = parts;

  function welcome(message: Extract<ServerMessage, { type: 'welcome' }>): void {
    way.forgetTries();
    farewell.forgetRefusals();
    skew.measure(message.serverTimeMs - clock.nowMs(), 0);
    if (message.snapshot) {
      streams.begin({ epoch: message.epoch, cursor: message.cursor });
      parts.onSnapshot(message.snapshot);
    }
    way.online();
    parts.onOnline();
    renewLater(message.tokenExpiresAtMs - message.serverTimeMs);
  }

  return (message) => {
    switch (message.type) {
      case 'welcome':
        return welcome(message);
      case 'events':
        return streams.take(message) ? undefined : way.connect();
      case 'values':
        return parts.onValues(message);
      case 'ack':
        return pending.settle(message);
      case 'token.accepted':
        parts.onRenewed();
        return renewLater(message.tokenExpiresAtMs - clock.nowMs() - skew.get());
      case 'bye':
        return farewell.heard(message);
      case 'pong':
        // As the server's clock stood half a round trip ago.
        return skew.measure(message.serverTimeMs - (message.t + clock.nowMs()) / 2, (clock.nowMs() - message.t) / 2);
    }
  };
}
