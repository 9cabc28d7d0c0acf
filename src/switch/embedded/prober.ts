import { randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { DeviceId } from '../../contract/ids';
import type { SipConnection } from './connection';
import { createProbedDevice, type ProbedDevice, type ProbeTimes } from './probed-device';
import type { Registration } from './registrations';

const tickMs = 250;

export interface ProberDeps {
  readonly listening: Clock;
  readonly times: ProbeTimes;
  readonly onReachable: (registration: Registration) => void;
  readonly onUnreachable: (registration: Registration) => void;
}

/**
 * Keeps asking registered devices for a sign of life (OPTIONS, RFC 3261 §11). A browser answers the pings of a socket
 * for a page that hangs (Chromium 156 does, with the page's script in a loop); only the page itself answers this.
 * Whatever a device sends counts, also a refusal. The registration stands meanwhile.
 */
export interface Prober {
  /** The device has registered, for the first time or again. */
  watch(registration: Registration): void;
  /** True when the device was reachable until now. */
  forget(deviceId: DeviceId): boolean;
  /** To be told of every text that comes in; true = it was the answer to a probe. */
  heard(connection: SipConnection, text: string): boolean;
  isReachable(deviceId: DeviceId): boolean;
  /** When it said something last; -Infinity for one that is not watched. */
  heardMs(deviceId: DeviceId): number;
  /** Asks now. True = the device said something within `timeoutMs`. */
  probe(deviceId: DeviceId, timeoutMs: number): Promise<boolean>;
  start(): void;
  stop(): void;
}

export function createProber({ listening, times, onReachable, onUnreachable }: ProberDeps): Prober {
  const branch = `z9hG4bKprobe${randomBytes(6).toString('hex')}`;
  const devices = new Map<DeviceId, ProbedDevice>();
  const byConnection = new Map<SipConnection, ProbedDevice>();
  let count = 0;
  let cancelTick: (() => void) | null = null;
  const nextNumber = (): number => (count += 1);
  const deps = { listening, times, branch, nextNumber, onReachable, onUnreachable };

  function tick(): void {
    const nowMs = listening.nowMs();
    for (const device of [...devices.values()]) device.check(nowMs);
    cancelTick = listening.after(tickMs, tick);
  }

  function forget(deviceId: DeviceId): boolean {
    const device = devices.get(deviceId);
    if (device === undefined) return false;
    devices.delete(deviceId);
    byConnection.delete(device.registration.connection);
    return device.isReachable();
  }

  return {
    watch(registration) {
      const { deviceId } = registration.device;
      forget(deviceId);
      const device = createProbedDevice(deps, registration);
      devices.set(deviceId, device);
      byConnection.set(registration.connection, device);
    },
    forget,
    heard(connection, text) {
      const device = byConnection.get(connection);
      if (device === undefined) return false;
      device.heard();
      return text.startsWith('SIP/2.0 ') && text.includes(branch);
    },
    heardMs: (deviceId) => devices.get(deviceId)?.heardMs() ?? -Infinity,
    isReachable: (deviceId) => devices.get(deviceId)?.isReachable() === true,
    probe: (deviceId, timeoutMs) => devices.get(deviceId)?.probe(timeoutMs) ?? Promise.resolve(false),
    start: tick,
    stop() {
      cancelTick?.();
      devices.clear();
      byConnection.clear();
    },
  };
}
