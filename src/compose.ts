import type { Router } from 'express';
import { Command, Snapshot, Watched } from './contract/realtime';
import type { Feature } from './feature';
import type { Measure } from './metrics/measures';
import type { CommandHandlers } from './ports/commands';
import type { JobHandlers } from './ports/jobs';
import type { Principal } from './ports/principal';
import type { LargeRequests } from './ports/requests';
import type { SnapshotParts } from './ports/snapshot';
import type { TopicGuards, TopicReaders } from './ports/topics';

/** All features as one. */
export interface Composed {
  readonly routers: readonly Router[];
  readonly publicRouters: readonly Router[];
  readonly largeRequests: LargeRequests;
  readonly commands: CommandHandlers;
  readonly snapshot: SnapshotParts;
  readonly topics: TopicReaders;
  readonly mayWatch: TopicGuards;
  readonly jobs: JobHandlers;
  readonly metrics: readonly Measure[];
  windowUsed(principal: Principal, windowId: string): void;
  timeZone(principal: Principal, timeZone: string): void;
  /** Asks every feature, whatever becomes of the others. @throws AggregateError of those that failed */
  purge(): Promise<void>;
}

/** @throws TypeError when a part of the contract is handed in by no feature, or by two */
export function compose(features: readonly Feature[]): Composed {
  return {
    routers: features.flatMap(({ router }) => router ?? []),
    publicRouters: features.flatMap(({ publicRouter }) => publicRouter ?? []),
    largeRequests: whole<LargeRequests>(features, 'largeRequests', []),
    commands: whole<CommandHandlers>(features, 'commands', commandAreas()),
    snapshot: whole<SnapshotParts>(features, 'snapshot', Object.keys(Snapshot.shape)),
    topics: whole<TopicReaders>(features, 'topics', Object.keys(Watched.shape)),
    mayWatch: whole<TopicGuards>(features, 'mayWatch', []),
    jobs: whole<JobHandlers>(features, 'jobs', []),
    metrics: features.flatMap(({ metrics }) => metrics ?? []),
    windowUsed: (principal, windowId) => features.forEach(({ windows }) => windows?.used?.(principal, windowId)),
    timeZone: (principal, timeZone) => features.forEach(({ windows }) => windows?.timeZone?.(principal, timeZone)),
    async purge() {
      const results = await Promise.allSettled(features.map(async (feature) => feature.purge?.()));
      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      if (errors.length > 0) throw new AggregateError(errors, 'what has an end could not be deleted');
    },
  };
}

type Part = 'largeRequests' | 'commands' | 'snapshot' | 'topics' | 'mayWatch' | 'jobs';

/** One of what features have each a part of. @param wanted the names that have to be in it */
function whole<All extends object>(features: readonly Feature[], what: Part, wanted: readonly string[]): All {
  const parts = features.map((feature) => feature[what] ?? {});
  const names = parts.flatMap((part) => Object.keys(part));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const missing = wanted.filter((name) => !names.includes(name));
  if (twice.length > 0) throw new TypeError(`two features hand in the same of ${what}: ${twice.join(', ')}`);
  if (missing.length > 0) throw new TypeError(`no feature hands in of ${what}: ${missing.join(', ')}`);
  return Object.assign({}, ...parts) as All;
}

function commandAreas(): string[] {
  const names = Command.options.flatMap((area) => area.options.map(({ shape }) => shape.name.value));
  return [...new Set(names.map((name) => name.split('.')[0] ?? name))];
}
