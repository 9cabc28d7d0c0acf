import { join } from 'node:path';
import { callsOfCommand } from '../../src/calls/commands';
import type { AnswerGroupId, CallId, DeviceId, UserId } from '../../src/contract/ids';
import { VaxelError } from '../../src/contract/errors';
import { Snapshot } from '../../src/contract/realtime';
import { createApp } from '../../src/http/app';
import { createMetrics } from '../../src/http/metrics';
import { createRateLimits } from '../../src/http/rate-limits';
import { createHttpServer } from '../../src/http/server';
import { createTurns } from '../../src/limits/turns';
import type { Turns } from '../../src/limits/turns';
import type { Principal } from '../../src/ports/principal';
import type { TopicReaders } from '../../src/ports/topics';
import { createGateway } from '../../src/realtime/gateway';
import type { Gateway } from '../../src/realtime/gateway';
import { createLogPublisher } from '../../src/realtime/log-publisher';
import { createMemoryEventLog } from '../../src/realtime/memory-event-log';
import { createTopics } from '../../src/realtime/topics';
import { systemClock as clock } from '../../src/time/system-clock';
import { checked } from '../../tabs/fakes/checked';
import { me } from '../../tabs/fakes/samples';
import { createScript } from './script';
import type { Script } from './script';
import { groupNow, wallboardNow } from './scripted-answer-groups';
import { createScriptedJoining } from './scripted-joining';
import { createScriptedSound } from './scripted-sound';
import { createScriptedPhones } from './scripted-phones';
import type { ScriptedPhonesOptions } from './scripted-phones';
import { createScriptedRoutes, createScriptedWorkplace, dist, validForMs } from './scripted-routes';
import type { Devices } from './scripted-routes';

/** A server without database, switch and sound: the product's own pages, HTTP side and gateway, over a script. */
export interface ScriptedServer {
  readonly url: string;
  /** From now on all windows are those of a new person; what was before is refused. */
  begin(start?: Partial<Snapshot>): Script;
  stop(): Promise<void>;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
export async function startScriptedServer(): Promise<ScriptedServer> {
  let script: Script | null = null;
  const now = (): Script => {
    if (script === null) throw new VaxelError('server.unavailable');
    return script;
  };
  const turns = createTurns();
  const devices: Devices = new Map();
  const phones = createScriptedPhones(phonesOf(now, devices));
  const { gateway, publish, changed, groupChanged, stop } = realtimeOf(now, turns);
  const upgrades = { '/realtime': gateway.upgrade, [phones.path]: phones.upgrade };
  const server = createHttpServer(appOf(now, turns, devices), upgrades);
  const port = await server.listen('127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${port}`,
    begin(start = {}) {
      phones.reset();
      devices.clear();
      script = createScript({ phones, start, publish, changed, groupChanged });
      return script;
    },
    async stop() {
      phones.reset();
      await stop();
      await server.close(0);
    },
  };
}

/** A token is the id of the person whose script it is. */
async function authenticate({ userId, refusal, snapshot }: Script, token: string): Promise<Principal> {
  if (refusal !== null) throw new VaxelError(refusal);
  if (token !== userId) throw new VaxelError('auth.invalid');
  const { roles } = snapshot().me;
  return { organisationId: me.organisation.id, userId, roles, expiresAtMs: clock.nowMs() + validForMs };
}

function phonesOf(now: () => Script, devices: Devices): ScriptedPhonesOptions {
  return {
    onAnswered: (callId: CallId, deviceId: DeviceId) => now().answered(callId, deviceId),
    onRegistered(id) {
      const { kind, label } = [...devices.values()].find((each) => each.id === id)?.enrolment ?? {};
      const ringer = now()
        .snapshot()
        .devices.every((each) => !each.ringer);
      // One of a test before is no device of this one.
      if (kind !== undefined && label !== undefined) now().registered({ id, kind, label, reachable: true, ringer });
    },
  };
}

interface Realtime {
  readonly gateway: Gateway;
  publish(userId: UserId, ...events: Parameters<Script['says']>): void;
  /** What the person says of being available is another. */
  changed(userId: UserId): void;
  groupChanged(id: AnswerGroupId): void;
  stop(): Promise<void>;
}

/** The product's realtime, which asks the script instead of the features. */
function realtimeOf(now: () => Script, turns: Turns): Realtime {
  const lineOf = (userId: UserId) => now().contacts.find((each) => each.userId === userId)?.line ?? 'offline';
  const log = createMemoryEventLog();
  const readers: Partial<TopicReaders> = {
    people: (_, userId) => ({ userId, line: lineOf(userId) }),
    activities: (_, userId) => now().activityOf(userId),
    answerGroups: (_, id) => groupNow(now().answerGroups, id),
    wallboards: (_, id) => wallboardNow(now().answerGroups, id),
  };
  const topics = createTopics({ clock, readers: () => readers });
  const publisher = createLogPublisher({ log, topics, logger: silent });
  const gateway = createGateway({
    log,
    topics,
    clock,
    turns,
    logger: silent,
    authenticate: async (token) => authenticate(now(), token),
    authenticateFrom: async (token) => authenticate(now(), token),
    subjectsOf: (command) => ('callId' in command ? callsOfCommand(command) : []),
    snapshot: async () => checked(Snapshot, now().snapshot()),
    async execute(_, command) {
      now().commands.push(command);
      await now().answersWait;
    },
  });
  return {
    gateway,
    publish: (userId, event) => publisher.toUser(me.organisation.id, userId, event),
    changed: (userId) => publisher.changed('activities', me.organisation.id, userId),
    groupChanged(id) {
      publisher.changed('answerGroups', me.organisation.id, id);
      publisher.changed('wallboards', me.organisation.id, id);
    },
    async stop() {
      topics.stop();
      await gateway.stop();
    },
  };
}

function appOf(now: () => Script, turns: Turns, devices: Devices): ReturnType<typeof createApp> {
  return createApp({
    routers: [createScriptedRoutes(now, devices)],
    localRouter: createScriptedWorkplace(now),
    publicRouters: [createScriptedJoining(now), createScriptedSound()],
    largeRequests: {},
    limits: createRateLimits(),
    turns,
    authenticate: async (token) => authenticate(now(), token),
    frameAncestors: ["'self'"],
    connectSources: [],
    tabFolder: join(dist, 'tab'),
    tabConfig: { mode: 'local', validMessageOrigins: [], entra: null, termsUrl: null, supportContact: null },
    ready: async () => [],
    metrics: createMetrics(),
    logger: silent,
  });
}
