import type { AnswerGroupId, ContactId, GroupId, TrunkId, UserId } from '../../src/contract/ids';
import { allContactsId } from '../../src/contract/people/directory-ids';
import type { Command, Watched } from '../../src/contract/realtime';
import { ClientError } from '../api/client-error';
import { longestWaitMs, within } from '../api/within';
import { createClockSkew } from './clock-skew';
import { createConnections, type Connections } from './connections';
import { createFarewell } from './farewell';
import { createLifetime } from './lifetime';
import type { Lifetime } from './lifetime';
import { createOpening } from './opening';
import { createPendingCommands } from './pending-commands';
import type { RealtimeOptions } from './ports';
import { createReceiver } from './receiver';
import { createReconnecting } from './reconnecting';
import type { Reconnecting } from './reconnecting';
import { createRenewal } from './renewal';
import { createStreams } from './streams';

const commandTimeoutMs = 10_000;

export interface RealtimeClient extends Omit<Lifetime, 'running'> {
  /** Tells the server that the person uses this window. Lost when offline, which is harmless. */
  used(): void;
  /** Whose values this window wants from now on, also over later connections. */
  watch(people: readonly UserId[]): void;
  /** The same of contacts. */
  watchContacts(contacts: readonly ContactId[]): void;
  /** The same of groups that others change too. */
  watchGroups(groups: readonly GroupId[]): void;
  /** The same of the list of trunks. */
  watchTrunks(trunks: readonly TrunkId[]): void;
  /** The same of answer groups of mine. */
  watchAnswerGroups(groups: readonly AnswerGroupId[]): void;
  /** The same of their wallboards. */
  watchWallboards(groups: readonly AnswerGroupId[]): void;
  /**
   * Resolves when the server has carried it out. @throws ClientError the server's code, client.offline or
   * client.timeout
   */
  command(command: Command): Promise<void>;
}

/** The window's end of the realtime protocol, contract/realtime.ts. */
export function createRealtimeClient(options: RealtimeOptions): RealtimeClient {
  const { clock, log } = options;
  let nextCommandId = 0;
  const pending = createPendingCommands(clock, commandTimeoutMs);
  const connections = createConnections({ openSocket: options.openSocket, clock, onDrop: pending.failAll, log });
  const streams = createStreams(options.onEvent, log);
  const getToken = (): Promise<string> => within(clock, longestWaitMs, options.getToken(), 'token');
  const way: Reconnecting = createReconnecting({
    ...options,
    connections,
    running: () => lifetime.running(),
    getToken,
    open: (token) => open(token),
  });
  const farewell = createFarewell(way, log);
  const lifetime: Lifetime = createLifetime({ connections, way, farewell, network: options.network });
  const isOnline = (): boolean => way.status().state === 'online';
  const watched = createWatched(connections, isOnline);
  const receive = createReceiver({
    ...options,
    way,
    pending,
    streams,
    farewell,
    skew: createClockSkew(options.onClockSkew),
    renewLater: createRenewal(connections, getToken, log),
    onOnline: watched.again,
  });
  const open = createOpening({ ...options, connections, streams, way, receive });

  return {
    start: lifetime.start,
    stop: lifetime.stop,
    retryNow: lifetime.retryNow,
    wake: lifetime.wake,
    used() {
      if (isOnline()) connections.send({ type: 'used' });
    },
    watch: watched.watch,
    watchContacts: watched.others('contacts'),
    watchGroups: watched.others('groups'),
    watchTrunks: watched.others('trunks'),
    watchAnswerGroups: watched.others('answerGroups'),
    watchWallboards: watched.others('wallboards'),
    async command(command) {
      if (!isOnline()) throw new ClientError('client.offline');
      const id = nextCommandId++;
      const done = pending.add(id);
      connections.send({ type: 'command', id, command });
      return done;
    },
  };
}

/** What the window watches, said again over each new connection. */
function createWatched(connections: Pick<Connections, 'send'>, isOnline: () => boolean) {
  let people: readonly UserId[] = [];
  let also: Watched = {};
  function say(): void {
    connections.send({ type: 'watch', watched: { people: [...people], activities: [...people], ...also } });
  }
  return {
    /** A new connection watches nothing yet. */
    again() {
      if (people.length > 0 || Object.keys(also).length > 0) say();
    },
    watch(ids: readonly UserId[]) {
      if (ids.length === 0 && people.length === 0) return;
      people = ids;
      if (isOnline()) say();
    },
    /** What is watched besides the people; of what nobody looks at nothing is said. */
    others: (topic: Exclude<keyof Watched, 'people' | 'activities'>) => (ids: readonly string[]) => {
      const { [topic]: _, ...rest } = also;
      const all = topic === 'contacts' ? [...ids, allContactsId] : [...ids];
      also = ids.length === 0 ? rest : { ...rest, [topic]: all };
      if (isOnline()) say();
    },
  };
}
