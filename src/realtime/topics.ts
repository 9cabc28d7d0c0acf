import { onceEach } from '../limits/once-each';
import type { Clock } from '../ports/clock';
import type { Publisher } from '../ports/publisher';
import type { Principal } from '../ports/principal';
import type { TopicGuards, TopicId, TopicName, TopicReaders } from '../ports/topics';
import type { OrganisationId } from '../contract/ids';
import type { Watched } from '../contract/realtime';

/** A window that watches. */
export interface Watcher {
  readonly organisationId: OrganisationId;
  /** True while it reads slowly: its values wait, and the newest come when it reads again. */
  isBehind(): boolean;
  /** Whose window it is may still watch it; who may not any more is told nothing. Default: yes. */
  mayWatch?(name: TopicName, id: TopicId<TopicName>): boolean;
  send(frame: Buffer): void;
}

/** Values that many may watch: state, not history. */
export interface Topics {
  /** Replaces what the watcher watches; what is new in it is sent at once. */
  watch(watcher: Watcher, watched: Watched): void;
  leave(watcher: Watcher): void;
  /** The value has changed; who watches gets the newest with the next tick. */
  changed: Publisher['changed'];
  /** Ends the ticks. */
  stop(): void;
}

export interface TopicsDeps {
  readonly clock: Clock;
  /** Asked for when something is read: those who hand them in also tell of changes. */
  readers(): Partial<TopicReaders>;
}

/** Changes of this time become one frame for each window. */
const tickMs = 50;

interface Topic {
  readonly name: TopicName;
  readonly organisationId: OrganisationId;
  readonly id: TopicId<TopicName>;
  readonly watchers: Set<Watcher>;
  /** Whoever watches was told of a value. */
  wasThere: boolean;
}

interface Place {
  topics: ReadonlySet<Topic>;
  /** What the window has still to be told of. */
  readonly due: Set<Topic>;
}

const namesOf = (topics: Watched | Partial<TopicReaders>) => Object.keys(topics) as TopicName[];

export function isAllowed(guards: TopicGuards, principal: Principal, name: TopicName, id: TopicId<TopicName>): boolean {
  const mayWatch = guards[name] as ((principal: Principal, id: string) => boolean) | undefined;
  return mayWatch?.(principal, id) ?? true;
}

/** Of what is to be watched: what the person may watch. */
export function allowed(guards: TopicGuards, principal: Principal, watched: Watched): Watched {
  const mine = namesOf(watched).map((name) => [
    name,
    watched[name]?.filter((id) => isAllowed(guards, principal, name, id)),
  ]);
  return Object.fromEntries(mine) as Watched;
}

/** The topics that somebody watches. */
function createWatchedTopics() {
  const of = onceEach((_name: TopicName) =>
    onceEach((_organisationId: OrganisationId) => new Map<TopicId<TopicName>, Topic>()),
  );

  function join(watcher: Watcher, name: TopicName, ids: readonly TopicId<TopicName>[]): Topic[] {
    const { organisationId } = watcher;
    const topics = of(name)(organisationId);
    return ids.map((id) => {
      let topic = topics.get(id);
      if (topic === undefined)
        topics.set(id, (topic = { name, organisationId, id, watchers: new Set(), wasThere: false }));
      topic.watchers.add(watcher);
      return topic;
    });
  }

  function part(watcher: Watcher, { watchers, name, organisationId, id }: Topic): void {
    watchers.delete(watcher);
    if (watchers.size === 0) of(name)(organisationId).delete(id);
  }

  const find = ({ name, organisationId, id }: Pick<Topic, 'name' | 'organisationId' | 'id'>) =>
    of(name)(organisationId).get(id);
  return { join, part, find };
}

/**
 * Costs what is watched, not what there is: a change nobody watches costs a look into a map, and windows that are
 * told the same in one tick share the frame.
 */
export function createTopics(deps: TopicsDeps): Topics {
  const { join, part, find } = createWatchedTopics();
  const places = new Map<Watcher, Place>();
  const { tellLater, tellNow, forget, outdated, stop } = createTelling(deps, places);

  return {
    watch(watcher, watched) {
      const before = places.get(watcher) ?? { topics: new Set(), due: new Set() };
      const wanted = namesOf(watched).flatMap((name) => join(watcher, name, watched[name] ?? []));
      const place: Place = { topics: new Set(wanted), due: before.due };
      places.set(watcher, place);
      for (const topic of before.topics) {
        if (place.topics.has(topic)) continue;
        part(watcher, topic);
        place.due.delete(topic);
      }
      for (const topic of place.topics) if (!before.topics.has(topic)) tellLater(watcher, place, topic);
      tellNow(watcher);
    },
    leave(watcher) {
      for (const topic of places.get(watcher)?.topics ?? []) part(watcher, topic);
      places.delete(watcher);
      forget(watcher);
    },
    changed(name, organisationId, id) {
      const topic = find({ name, organisationId, id });
      if (topic === undefined) return;
      outdated(topic);
      for (const watcher of topic.watchers) {
        const place = places.get(watcher);
        if (place !== undefined) tellLater(watcher, place, topic);
      }
    },
    stop,
  };
}

/** Tells windows what is due, all that is new in one tick together. */
function createTelling({ clock, readers }: TopicsDeps, places: ReadonlyMap<Watcher, Place>) {
  const due = new Set<Watcher>();
  /** What was encoded since the last tick: of many windows that come at once, most show the same people. */
  let frames: Frames | null = null;
  let cancelTick: (() => void) | null = null;

  function tellLater(watcher: Watcher, place: Place, topic: Topic): void {
    place.due.add(topic);
    due.add(watcher);
    cancelTick ??= clock.after(tickMs, tick);
  }

  function tick(): void {
    cancelTick = null;
    frames = null;
    for (const watcher of due) tell(watcher);
    frames = null;
    if (due.size > 0) cancelTick = clock.after(tickMs, tick);
  }

  function tell(watcher: Watcher): void {
    const place = places.get(watcher);
    if (place !== undefined && place.due.size > 0 && watcher.isBehind()) return;
    due.delete(watcher);
    if (place === undefined) return;
    for (const topic of place.due) if (watcher.mayWatch?.(topic.name, topic.id) === false) place.due.delete(topic);
    if (place.due.size === 0) return;
    frames ??= createFrames(readers());
    const frame = frames.of(place.due);
    place.due.clear();
    if (frame !== null) watcher.send(frame);
  }

  return {
    tellLater,
    tellNow: tell,
    outdated: (topic: Topic) => frames?.forget(topic),
    forget: (watcher: Watcher) => void due.delete(watcher),
    stop() {
      cancelTick?.();
      cancelTick = null;
    },
  };
}

interface Frames {
  /** The newest values of these; null when there are none. */
  of(topics: ReadonlySet<Topic>): Buffer | null;
  /** Its value has changed. */
  forget(topic: Topic): void;
}

interface Encoded {
  readonly name: TopicName;
  readonly number: number;
  readonly json: string;
}

/** Encodes each value once, and each combination of them once. */
function createFrames(readers: Partial<TopicReaders>): Frames {
  const names = namesOf(readers);
  const values = new Map<Topic, Encoded>();
  const frames = new Map<string, Buffer>();
  let count = 0;

  function valueOf(topic: Topic): Encoded {
    const found = values.get(topic);
    if (found !== undefined) return found;
    // Topics of one name have ids of one kind, which the types cannot say.
    const read = readers[topic.name] as ((...asked: [OrganisationId, string, boolean]) => unknown) | undefined;
    const value = read?.(topic.organisationId, topic.id, topic.wasThere) ?? null;
    topic.wasThere ||= value !== null;
    const encoded = { name: topic.name, number: (count += 1), json: value === null ? '' : JSON.stringify(value) };
    values.set(topic, encoded);
    return encoded;
  }

  function encode(all: readonly Encoded[]): string {
    const lists = names.flatMap((name) => {
      const values = all.flatMap((each) => (each.name === name ? each.json : []));
      return values.length === 0 ? [] : `"${name}":[${values.join()}]`;
    });
    return `{"type":"values",${lists.join()}}`;
  }

  return {
    of(topics) {
      const all = [...topics]
        .map(valueOf)
        .filter(({ json }) => json !== '')
        .sort((a, b) => a.number - b.number);
      if (all.length === 0) return null;
      const key = all.map(({ number }) => number).join();
      const frame = frames.get(key) ?? Buffer.from(encode(all));
      frames.set(key, frame);
      return frame;
    },
    forget: (topic) => void values.delete(topic),
  };
}
