import type { CallId, DeviceId, LegId } from '../contract/ids';
import type { DeviceRegistry } from '../devices/registry';
import type { Logger } from '../ports/logger';
import type { ArrivedLeg, Switch, SwitchEvent } from '../switch/port';
import type { StartOfArrived } from './arrival';
import type { KeepRouting } from './kept-routing';
import type { LegInput } from './engine/protocol';
import type { LiveCalls } from './live-calls';
import type { PhoneRequests } from './phone-requests';
import type { CallRunner } from './runner';

export interface SwitchEventDeps {
  readonly switch: Switch;
  readonly devices: DeviceRegistry;
  readonly live: LiveCalls;
  readonly runner: CallRunner;
  readonly phones: PhoneRequests;
  readonly logger: Logger;
  readonly startOf: StartOfArrived;
  readonly keepRouting: KeepRouting;
  readonly deviceReachable: (deviceId: DeviceId) => void;
}

/** Takes what the switch tells to whom it concerns; a leg that arrives begins a call. */
export function createSwitchEvents(deps: SwitchEventDeps): (event: SwitchEvent) => void {
  const { runner, phones } = deps;
  /** What happened to legs that no call has taken yet: a caller may give up before the first lookup is done. */
  const early = new Map<LegId, LegInput[]>();

  async function arrived(leg: ArrivedLeg): Promise<void> {
    early.set(leg.leg, []);
    try {
      const callId = leg.replaces === null ? await taken(leg) : await phones.replace(leg, leg.replaces);
      for (const event of early.get(leg.leg) ?? []) if (callId !== null) runner.notify(callId, event);
    } finally {
      early.delete(leg.leg);
    }
  }

  /** The ringing call that it takes, else the one that it begins. */
  async function taken(leg: ArrivedLeg): Promise<CallId | null> {
    const callId = await phones.pickUp(leg);
    return callId === undefined ? begin(leg) : callId;
  }

  /** The call that an arrived leg begins; null when it leads to nobody. */
  async function begin(leg: ArrivedLeg): Promise<CallId | null> {
    const start = await deps.startOf(leg);
    if (!start) {
      deps.switch.hangUp(leg.leg, 'unknownNumber');
      return null;
    }
    await runner.apply(start.input.callId, start.input);
    deps.keepRouting(start.input.callId, start.input.organisationId, start.routing);
    return start.input.callId;
  }

  return (event) => {
    switch (event.type) {
      case 'legArrived':
        arrived(event).catch((error: unknown) => {
          deps.logger.error({ err: error, leg: event.leg }, 'an arriving call could not be started');
          deps.switch.hangUp(event.leg, 'failed');
        });
        return;
      case 'deviceReachable':
        return deps.deviceReachable(event.deviceId);
      case 'deviceUnreachable':
        return deps.devices.setReachable(event.deviceId, false);
      // What the administration shows of it.
      case 'trunkChanged':
        return;
      case 'transferAsked':
        return phones.transfer(event.leg, event.to);
      default: {
        const callId = deps.live.callOfLeg(event.leg);
        const waiting = early.get(event.leg);
        if (waiting) waiting.push(event);
        else if (callId !== undefined) runner.notify(callId, event);
      }
    }
  };
}
