import type { DeviceId, LegId } from '../../src/contract/ids';
import type { Switch, SwitchEvent } from '../../src/switch/port';

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
  raise(event: SwitchEvent): void;
}

/** A switch that does nothing but remember what it was asked; tests raise its events. */
export function createRecordingSwitch(): RecordingSwitch {
  const listeners = new Set<(event: SwitchEvent) => void>();
  const operations: Operation[] = [];
  const connected = new Set<DeviceId>();
  const ears = createEars();
  const record =
    (name: string) =>
    (...args: unknown[]): void =>
      void operations.push(ears.note([name, ...args]));
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
    connected,
    isConnected: (deviceId) => connected.has(deviceId),
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
    hears: ears.of,
    raise(event) {
      // A leg that ends leaves its bridge by itself.
      if (event.type === 'legEnded' || event.type === 'legLost') ears.note(['hangUp', event.leg]);
      listeners.forEach((listener) => listener(event));
    },
  };
}

/** Follows bridges, music and sounds, as a switch would carry them out. */
function createEars() {
  const partner = new Map<unknown, unknown>();
  const sounds = new Map<unknown, string>();
  function leave(leg: unknown): void {
    partner.delete(partner.get(leg));
    partner.delete(leg);
  }
  return {
    of: (leg: LegId): string => String(partner.get(leg) ?? sounds.get(leg) ?? 'nothing'),
    note(operation: Operation): Operation {
      const [name, leg, more] = operation;
      if (name === 'bridge' || name === 'unbridge' || name === 'hangUp') leave(leg);
      if (name === 'bridge') {
        leave(more);
        partner.set(leg, more).set(more, leg);
        for (const each of [leg, more]) sounds.delete(each);
      }
      if (name === 'play') sounds.set(leg, String(more));
      if (name === 'music' && more === true) sounds.set(leg, 'music');
      if (name === 'stopPlaying' || name === 'hangUp' || (name === 'music' && more === false)) sounds.delete(leg);
      return operation;
    },
  };
}
