import type { Clock } from '../ports/clock';
import type { OrganisationId, UserId } from '../contract/ids';
import type { PersonState } from '../contract/lines/line-state';
import type { Watched } from '../contract/realtime';

/** A window that watches. */
export interface Watcher {
  readonly organisationId: OrganisationId;
  /** True while it reads slowly: its values wait, and the newest come when it reads again. */
  isBehind(): boolean;
  send(frame: Buffer): void;
}

/** Values that many may watch: state, not history. */
export interface Topics {
  /** Replaces what the watcher watches; what is new in it is sent at once. */
  watch(watcher: Watcher, watched: Watched): void;
  leave(watcher: Watcher): void;
  /** The value of the person has changed; who watches gets the newest with the next tick. */
  changed(organisationId: OrganisationId, userId: UserId): void;
  /** Ends the ticks. */
  stop(): void;
}

export interface TopicsDeps {
  readonly clock: Clock;
  /** The newest value; null: the organisation has no such person. */
  read(organisationId: OrganisationId, userId: UserId): PersonState | null;
}

/** Changes of this time become one frame for each window. */
const tickMs = 50;

interface Topic {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly watchers: Set<Watcher>;
}

interface Place {
  topics: ReadonlySet<Topic>;
  /** What the window has still to be told of. */
  readonly due: Set<Topic>;
}

type Key = `${OrganisationId}:${UserId}`;

/**
 * Costs what is watched, not what there is: a change nobody watches costs a look into a map, and windows that are told the same
 * in one tick share the frame.
 */
export function createTopics({ clock, read }: TopicsDeps): Topics {
  const topics = new Map<Key, Topic>();
  const places = new Map<Watcher, Place>();
  const due = new Set<Watcher>();
  let cancelTick: (() => void) | null = null;

  function tellLater(watcher: Watcher, place: Place, topic: Topic): void {
    place.due.add(topic);
    due.add(watcher);
    cancelTick ??= clock.after(tickMs, tick);
  }

  function tick(): void {
    cancelTick = null;
    const frames = createFrames(read);
    for (const watcher of due) tell(watcher, frames);
    if (due.size > 0) cancelTick = clock.after(tickMs, tick);
  }

  function tell(watcher: Watcher, frames: Frames): void {
    const place = places.get(watcher);
    if (place !== undefined && place.due.size > 0 && watcher.isBehind()) return;
    due.delete(watcher);
    if (place === undefined || place.due.size === 0) return;
    const frame = frames.of(place.due);
    place.due.clear();
    if (frame !== null) watcher.send(frame);
  }

  function join(watcher: Watcher, userId: UserId): Topic {
    const key: Key = `${watcher.organisationId}:${userId}`;
    const topic = topics.get(key) ?? { organisationId: watcher.organisationId, userId, watchers: new Set() };
    topics.set(key, topic);
    topic.watchers.add(watcher);
    return topic;
  }

  function part(watcher: Watcher, topic: Topic): void {
    topic.watchers.delete(watcher);
    if (topic.watchers.size === 0) topics.delete(`${topic.organisationId}:${topic.userId}`);
  }

  return {
    watch(watcher, { people }) {
      const before = places.get(watcher) ?? { topics: new Set(), due: new Set() };
      const place: Place = { topics: new Set(people.map((userId) => join(watcher, userId))), due: before.due };
      places.set(watcher, place);
      for (const topic of before.topics) {
        if (place.topics.has(topic)) continue;
        part(watcher, topic);
        place.due.delete(topic);
      }
      for (const topic of place.topics) if (!before.topics.has(topic)) tellLater(watcher, place, topic);
      tell(watcher, createFrames(read));
    },
    leave(watcher) {
      for (const topic of places.get(watcher)?.topics ?? []) part(watcher, topic);
      places.delete(watcher);
      due.delete(watcher);
    },
    changed(organisationId, userId) {
      const topic = topics.get(`${organisationId}:${userId}`);
      for (const watcher of topic?.watchers ?? []) {
        const place = places.get(watcher);
        if (topic !== undefined && place !== undefined) tellLater(watcher, place, topic);
      }
    },
    stop() {
      cancelTick?.();
      cancelTick = null;
    },
  };
}

interface Frames {
  /** The newest values of these; null when there are none. */
  of(topics: ReadonlySet<Topic>): Buffer | null;
}

/** Encodes each value once, and each combination of them once. */
function createFrames(read: TopicsDeps['read']): Frames {
  const values = new Map<Topic, { readonly number: number; readonly json: string }>();
  const frames = new Map<string, Buffer>();

  function valueOf(topic: Topic): { number: number; json: string } {
    const found = values.get(topic);
    if (found !== undefined) return found;
    const value = read(topic.organisationId, topic.userId);
    const encoded = { number: values.size, json: value === null ? '' : JSON.stringify(value) };
    values.set(topic, encoded);
    return encoded;
  }

  return {
    of(topics) {
      const all = [...topics].map(valueOf).filter(({ json }) => json !== '').sort((a, b) => a.number - b.number);
      if (all.length === 0) return null;
      const key = all.map(({ number }) => number).join();
      const frame = frames.get(key) ?? Buffer.from(`{"type":"values","people":[${all.map(({ json }) => json).join()}]}`);
      frames.set(key, frame);
      return frame;
    },
  };
}
