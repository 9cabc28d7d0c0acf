import { randomUUID } from 'node:crypto';
import { VaxelError } from '../contract/errors';
import type { CallView } from '../contract/calls';
import type { LegId, UserId } from '../contract/ids';
import type { Command } from '../contract/realtime';
import type { Clock } from '../clock';
import type { Device, DeviceRegistry } from '../devices/registry';
import type { Principal } from '../identity/principal';
import type { Logger } from '../logger';
import type { Publisher } from '../realtime/publisher';
import type { ArrivedLeg, Switch, SwitchEvent } from '../switch/port';
import { createArrival } from './arrival';
import { changeOf } from './call-change';
import type { CallStore } from './call-store';
import { createCallWriter } from './call-writer';
import type { LineDirectory } from './directory';
import { decide } from './engine/decide';
import type { Call } from './engine/call';
import { createLiveCalls } from './live-calls';
import type { CallLookups } from './lookups';
import { createCallRunner } from './runner';
import { callView } from './view';

export interface CallServiceDeps {
  readonly switch: Switch;
  readonly directory: LineDirectory;
  readonly devices: DeviceRegistry;
  readonly lookups: CallLookups;
  readonly store: CallStore;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of everybody whose line state may have changed. */
  onLineChanged(userId: UserId): void;
}

/** Calls as the rest of the server sees them. */
export interface CallService {
  /** Closes the calls that the last stop interrupted, then listens to the switch. @throws VaxelError server.unavailable */
  start(): Promise<void>;
  /** Ends every call as interrupted and stores it. */
  stop(): Promise<void>;
  /** Carries out a user's command. @throws VaxelError call.notFound | call.notAllowed */
  execute(principal: Principal, command: Command): Promise<void>;
  callsOf(userId: UserId): readonly Call[];
  viewsOf(userId: UserId): CallView[];
}

type LegEvent = Extract<SwitchEvent, { type: 'legRinging' | 'legAnswered' | 'legEnded' | 'legLost' | 'legHeld' }>;

export function createCallService(deps: CallServiceDeps): CallService {
  const live = createLiveCalls();
  const writer = createCallWriter(deps);
  const newLegId = () => randomUUID() as LegId;
  const runner = createCallRunner({
    ...deps,
    live,
    writer,
    newLegId,
    onCallChanged(call) {
      for (const { userId } of [call.caller, call.callee]) if (userId !== null) deps.onLineChanged(userId);
    },
  });
  const startOf = createArrival({ ...deps, isLive: (callId) => live.has(callId) });
  const unsubscribe: (() => void)[] = [];

  /** What happened to legs whose call is still being started: a caller may give up before the first lookup is done. */
  const early = new Map<LegId, LegEvent[]>();

  async function arrived(leg: ArrivedLeg): Promise<void> {
    early.set(leg.leg, []);
    try {
      const start = await startOf(leg);
      if (!start) return deps.switch.hangUp(leg.leg, 'unknownNumber');
      await runner.apply(start.callId, start);
      for (const event of early.get(leg.leg) ?? []) runner.notify(start.callId, event);
    } finally {
      early.delete(leg.leg);
    }
  }

  function onSwitchEvent(event: SwitchEvent): void {
    switch (event.type) {
      case 'legArrived':
        arrived(event).catch((error: unknown) => {
          deps.logger.error({ err: error, leg: event.leg }, 'an arriving call could not be started');
          deps.switch.hangUp(event.leg, 'failed');
        });
        return;
      case 'legRinging':
      case 'legAnswered':
      case 'legEnded':
      case 'legLost':
      case 'legHeld': {
        const callId = live.callOfLeg(event.leg);
        const waiting = early.get(event.leg);
        if (waiting) waiting.push(event);
        else if (callId !== undefined) runner.notify(callId, event);
        return;
      }
      case 'deviceReachable':
      case 'deviceUnreachable':
        deps.devices.setReachable(event.deviceId, event.type === 'deviceReachable');
    }
  }

  function onDeviceChanged(device: Device, reachable: boolean): void {
    deps.onLineChanged(device.userId);
    if (!reachable) return;
    for (const call of live.callsOf(device.userId)) {
      const target = { deviceId: device.id, label: device.label };
      if (call.state === 'ringing') runner.notify(call.id, { type: 'deviceAppeared', userId: device.userId, target });
    }
  }

  async function closeInterrupted(): Promise<void> {
    for (const call of await deps.store.loadOpen()) {
      const decision = decide(call, { type: 'interrupted' }, { nowMs: deps.clock.nowMs(), newLegId });
      if (decision.refused !== undefined) continue;
      await deps.store.save(changeOf(call, decision.call, decision.effects));
      deps.logger.info({ callId: call.id }, 'closed a call that the last stop interrupted');
    }
  }

  return {
    async start() {
      await closeInterrupted();
      unsubscribe.push(deps.switch.onEvent(onSwitchEvent), deps.devices.onChange(onDeviceChanged));
    },
    async stop() {
      for (const end of unsubscribe.splice(0)) end();
      await Promise.allSettled(live.all().map((call) => runner.apply(call.id, { type: 'interrupted' })));
      await writer.flush(2_000);
    },
    async execute(principal, command) {
      const call = live.get(command.callId);
      if (call?.organisationId !== principal.organisationId) throw new VaxelError('call.notFound');
      await runner.apply(command.callId, { type: 'command', userId: principal.userId, command });
    },
    callsOf: live.callsOf,
    viewsOf: (userId) => live.callsOf(userId).map((call) => callView(call, userId)).filter((view) => view !== null),
  };
}
