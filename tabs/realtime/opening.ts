import type { ServerMessage } from '../../src/contract/realtime';
import type { Connections } from './connections';
import type { RealtimeOptions } from './ports';
import type { Reconnecting } from './reconnecting';
import type { Streams } from './streams';

const livenessMs = 5_000;

export interface OpeningParts extends Pick<RealtimeOptions, 'windowId' | 'timeZone' | 'version' | 'log'> {
  readonly connections: Connections;
  readonly streams: Streams;
  readonly way: Pick<Reconnecting, 'status' | 'waitAndRetry'>;
  readonly receive: (message: ServerMessage) => void;
}

/** Opens a connection with a token, says hello on it, and sees to it that somebody is there as long as it lasts. */
export function createOpening(options: OpeningParts): (token: string) => void {
  const { windowId, timeZone, version, log, connections, streams, way, receive } = options;
  /** Pings every 5 s; a ping that 5 s later has had no frame in answer means that the line is dead. */
  function keepAlive(): void {
    connections.probe(livenessMs, way.waitAndRetry, keepAlive);
  }

  return (token) => {
    connections.open({
      onOpen() {
        const resume = streams.resume();
        const said = version === undefined ? {} : { version };
        const about = { ...said, ...(resume ? { resume } : {}) };
        connections.send({ type: 'hello', token, windowId, timeZone: timeZone(), ...about });
        keepAlive();
      },
      onMessage: receive,
      onClose() {
        log('realtime: closed');
        way.waitAndRetry();
      },
    });
    // A server that accepts and then says nothing is as gone as one that refuses.
    connections.later(2 * livenessMs, () => {
      if (way.status().state !== 'online') way.waitAndRetry();
    });
  };
}
