import type { ContactId, GroupId, TrunkId, UserId } from '../../src/contract/ids';
import { allContactsId } from '../../src/contract/people/directory-ids';
import type { Command } from '../../src/contract/realtime';
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
    watchContacts: watched.watchContacts,
    watchGroups: watched.watchGroups,
    watchTrunks: watched.watchTrunks,
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
  let contacts: readonly ContactId[] = [];
  let groups: readonly GroupId[] = [];
  let trunks: readonly TrunkId[] = [];
  function say(): void {
    const alsoContacts = contacts.length > 0 && { contacts: [...contacts, allContactsId as ContactId] };
    const alsoGroups = groups.length > 0 && { groups: [...groups] };
    const alsoTrunks = trunks.length > 0 && { trunks: [...trunks] };
    const watched = { people: [...people], activities: [...people], ...alsoContacts, ...alsoGroups, ...alsoTrunks };
    connections.send({ type: 'watch', watched });
  }
  return {
    /** A new connection watches nothing yet. */
    again() {
      if (people.length + contacts.length + groups.length + trunks.length > 0) say();
    },
    watch(ids: readonly UserId[]) {
      if (ids.length === 0 && people.length === 0) return;
      people = ids;
      if (isOnline()) say();
    },
    watchContacts(ids: readonly ContactId[]) {
      contacts = ids;
      if (isOnline()) say();
    },
    watchGroups(ids: readonly GroupId[]) {
      groups = ids;
      if (isOnline()) say();
    },
    watchTrunks(ids: readonly TrunkId[]) {
      trunks = ids;
      if (isOnline()) say();
    },
  };
}
