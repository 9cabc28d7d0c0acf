import type { DeviceId, LegId } from '../../src/contract/ids';
import type { PlayId, Switch, SwitchEvent } from '../../src/switch/port';

/** One operation as it was asked: the name, then its arguments. */
export type Operation = readonly [name: string, ...args: unknown[]];

export interface RecordingSwitch extends Switch {
  readonly operations: Operation[];
  /** Devices whose connection stands, whether or not they say anything. */
  readonly connected: Set<DeviceId>;
  /** Takes the operations recorded so far. */
  take(): Operation[];
  /** What a leg hears by all that was asked since the beginning: another leg, or a sound. */
  hears(leg: LegId): string;
  /** Legs that the switch has, as it says when it is asked. */
  readonly legsThere: Set<LegId>;
  /** The id of the sounds that a leg was asked to hear last. */
  playing(leg: LegId): PlayId;
  raise(event: SwitchEvent): void;
}

/** A switch that does nothing but remember what it was asked; tests raise its events. */
export function createRecordingSwitch(): RecordingSwitch {
  const listeners = new Set<(event: SwitchEvent) => void>();
  const operations: Operation[] = [];
  const connected = new Set<DeviceId>();
  const legs = new Set<LegId>();
  const ears = createEars();
  const record =
    (name: string) =>
    (...args: unknown[]): void =>
      void operations.push(ears.note([name, ...args]));
  return {
    name: 'recording',
    capabilities: {
      withoutCandidates: true,
      mixing: true,
      whisper: true,
      recording: false,
      playsRecordings: true,
      earlyMedia: true,
      trunks: true,
      keepsLegs: false,
      messagesUnasked: true,
    },
    phones: null,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    transport: { kind: 'path', path: '/sip', upgrade: () => undefined },
    legs: () => Promise.resolve([...legs]),
    takeUp: record('takeUp'),
    async enrol(device) {
      record('enrol')(device);
      return { nonce: null };
    },
    async trunks(all) {
      record('trunks')(all);
    },
    revoke: record('revoke'),
    probe: () => Promise.resolve(true),
    connected,
    isConnected: (deviceId) => connected.has(deviceId),
    dial: record('dial'),
    ring: record('ring'),
    answer: record('answer'),
    hangUp: record('hangUp'),
    hear: record('hear'),
    music: record('music'),
    mute: record('mute'),
    play: record('play'),
    stopPlaying: record('stopPlaying'),
    record: record('record'),
    pauseRecording: record('pauseRecording'),
    stopRecording: record('stopRecording'),
    reportTransfer: record('reportTransfer'),
    sendDigits: record('sendDigits'),
    messages: record('messages'),
    operations,
    legsThere: legs,
    take: () => operations.splice(0),
    hears: ears.of,
    playing: (leg) => ears.played.get(leg) ?? 'nothing',
    raise(event) {
      // A leg that ends is heard no more by itself.
      if (event.type === 'legEnded' || event.type === 'legLost') ears.note(['hangUp', event.leg]);
      listeners.forEach((listener) => listener(event));
    },
  };
}

/** Follows who hears whom, music and sounds, as a switch would carry them out. */
function createEars() {
  const source = new Map<unknown, unknown>();
  const sounds = new Map<unknown, string>();
  const played = new Map<unknown, PlayId>();
  function leave(leg: unknown): void {
    source.delete(leg);
    for (const [ear, heard] of source) if (heard === leg) source.delete(ear);
  }
  return {
    played,
    of: (leg: LegId): string => String(source.get(leg) ?? sounds.get(leg) ?? 'nothing'),
    note(operation: Operation): Operation {
      const [name, leg, more, id] = operation;
      if (name === 'hangUp') leave(leg);
      if (name === 'hear') {
        const [from] = more as readonly LegId[];
        if (from === undefined) source.delete(leg);
        else source.set(leg, from);
        if (from !== undefined) sounds.delete(leg);
      }
      if (name === 'play') {
        sounds.set(leg, String(more));
        played.set(leg, String(id));
      }
      if (name === 'music' && more === true) sounds.set(leg, 'music');
      if (name === 'stopPlaying' || name === 'hangUp' || (name === 'music' && more === false)) sounds.delete(leg);
      return operation;
    },
  };
}
