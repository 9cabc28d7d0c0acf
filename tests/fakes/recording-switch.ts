import type { Switch, SwitchEvent } from '../../src/switch/port';

/** One operation as it was asked: the name, then its arguments. */
export type Operation = readonly [name: string, ...args: unknown[]];

export interface RecordingSwitch extends Switch {
  readonly operations: Operation[];
  /** Takes the operations recorded so far. */
  take(): Operation[];
  raise(event: SwitchEvent): void;
}

/** A switch that does nothing but remember what it was asked; tests raise its events. */
export function createRecordingSwitch(): RecordingSwitch {
  const listeners = new Set<(event: SwitchEvent) => void>();
  const operations: Operation[] = [];
  const record =
    (name: string) =>
    (...args: unknown[]): void =>
      void operations.push([name, ...args]);
  return {
    name: 'recording',
    capabilities: { conference: false, whisper: false, recording: false, earlyMedia: true },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enrol: record('enrol'),
    revoke: record('revoke'),
    probe: () => Promise.resolve(true),
    dial: record('dial'),
    ring: record('ring'),
    answer: record('answer'),
    hangUp: record('hangUp'),
    bridge: record('bridge'),
    unbridge: record('unbridge'),
    music: record('music'),
    mute: record('mute'),
    play: record('play'),
    stopPlaying: record('stopPlaying'),
    echo: record('echo'),
    reportTransfer: record('reportTransfer'),
    sendDigits: record('sendDigits'),
    operations,
    take: () => operations.splice(0),
    raise: (event) => listeners.forEach((listener) => listener(event)),
  };
}
