import { randomUUID } from 'node:crypto';
import { VaxelError } from '../contract/errors';
import { toVaxelError } from '../errors/to-vaxel-error';
import type { CallView } from '../contract/calls/call-view';
import type { CallId, DeviceId, LegId, OrganisationId, UserId } from '../contract/ids';
import type { CallCommand } from '../contract/calls/commands';
import type { Clock } from '../ports/clock';
import type { DeviceRegistry } from '../devices/registry';
import type { Principal } from '../ports/principal';
import type { Ownership } from '../ports/ownership';
import type { Logger } from '../ports/logger';
import type { Publisher } from '../ports/publisher';
import type { AdmitCall } from '../limits/call-limits';
import type { ArrivedLeg, Switch, SwitchEvent } from '../switch/port';
import { createArrival } from './arrival';
import { changeOf } from './call-change';
import type { CallStore } from './call-store';
import { createCallWriter } from './call-writer';
import { createCommands, stepToDevice } from './commands';
import { asTarget, createDestinations } from './destinations';
import type { Lines } from '../lines/lines';
import { decide } from './engine/decide';
import { isConnected, sideOf, talkingLeg } from './engine/call';
import type { Call } from './engine/call';
import type { Context, LegInput } from './engine/protocol';
import { withLateNames } from './late-names';
import { createLiveCalls } from './live-calls';
import type { Directory } from './directory';
import type { NumberToShow } from './number-to-show';
import { createPhoneRequests } from './phone-requests';
import { createPlacedCalls } from './placed-calls';
import { createCallRunner } from './runner';
import { callView } from './view';

export interface CallServiceDeps {
  readonly switch: Switch;
  readonly lines: Lines;
  readonly devices: DeviceRegistry;
  readonly directory: Directory;
  readonly numberToShow: NumberToShow;
  readonly store: CallStore;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly ownership: Ownership;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long the server keeps a call for a device that was lost, before the person's other devices ring. */
  readonly anchorForMs: number;
  /** Of the calls that windows ask for. */
  readonly admitCall: AdmitCall;
  /** Told of everybody whose calls have changed, which the line shows. */
  onLineChanged(userId: UserId): void;
}

/** Calls as the rest of the server sees them. */
export interface CallService {
  /**
   * Closes the calls that the last stop interrupted, then listens to the switch. @throws VaxelError server.unavailable
   */
  start(): Promise<void>;
  /** Ends every call as interrupted and stores it. */
  stop(): Promise<void>;
  /** Carries out a user's command. @throws VaxelError call.* | device.* */
  execute(principal: Principal, command: CallCommand): Promise<void>;
  callsOf(userId: UserId): readonly Call[];
  viewsOf(userId: UserId): CallView[];
  /** The call waits for this person, whose connection was lost. */
  isAnchored(organisationId: OrganisationId, userId: UserId, callId: CallId): boolean;
}

export function createCallService(deps: CallServiceDeps): CallService {
  const placed = createPlacedCalls(deps);
  const live = createLiveCalls(deps.ownership, placed.over);
  const writer = createCallWriter(deps);
  const context = (): Context => ({
    nowMs: deps.clock.nowMs(),
    anchorForMs: deps.anchorForMs,
    newLegId: () => randomUUID() as LegId,
    reachable: (userId) => deps.devices.reachableOf(userId).map(asTarget),
  });
  const destinations = createDestinations(deps);
  const runner = withLateNames(createCallRunner({ ...deps, live, writer, context }), { ...deps, destinations });
  const lookingUp = { ...deps, destinations, isLive: live.has };
  const startOf = createArrival(lookingUp);
  const carryOut = createCommands({ ...lookingUp, runner, placed });
  const phones = createPhoneRequests({ ...deps, destinations, live, runner });
  const unsubscribe: (() => void)[] = [];

  /** What happened to legs that no call has taken yet: a caller may give up before the first lookup is done. */
  const early = new Map<LegId, LegInput[]>();

  async function arrived(leg: ArrivedLeg): Promise<void> {
    early.set(leg.leg, []);
    try {
      const callId = leg.replaces === null ? await begin(leg) : await phones.replace(leg, leg.replaces);
      for (const event of early.get(leg.leg) ?? []) if (callId !== null) runner.notify(callId, event);
    } finally {
      early.delete(leg.leg);
    }
  }

  /** The call that an arrived leg begins; null when it leads to nobody. */
  async function begin(leg: ArrivedLeg): Promise<CallId | null> {
    const start = await startOf(leg);
    if (start) await runner.apply(start.callId, start);
    else deps.switch.hangUp(leg.leg, 'unknownNumber');
    return start?.callId ?? null;
  }

  function onSwitchEvent(event: SwitchEvent): void {
    switch (event.type) {
      case 'legArrived':
        arrived(event).catch((error: unknown) => {
          deps.logger.error({ err: error, leg: event.leg }, 'an arriving call could not be started');
          deps.switch.hangUp(event.leg, 'failed');
        });
        return;
      case 'deviceReachable':
        return deviceReachable(event.deviceId);
      case 'deviceUnreachable':
        return deps.devices.setReachable(event.deviceId, false);
      case 'transferAsked':
        return phones.transfer(event.leg, event.to);
      default: {
        const callId = live.callOfLeg(event.leg);
        const waiting = early.get(event.leg);
        if (waiting) waiting.push(event);
        else if (callId !== undefined) runner.notify(callId, event);
      }
    }
  }

  /**
   * A device that shows a sign of life may be what a call of its user waits for; one that has just opened as a pop-out
   * takes over the audio.
   */
  function deviceReachable(deviceId: DeviceId): void {
    const device = deps.devices.find(deviceId);
    const isBack = !deps.devices.isReachable(deviceId);
    deps.devices.setReachable(deviceId, true);
    if (!device) return;
    for (const call of live.callsOf(device.userId)) {
      runner.notify(call.id, { type: 'deviceAppeared', userId: device.userId, target: asTarget(device) });
      if (device.kind === 'popout' && isBack && talksInTab(call, device.userId)) {
        runner.notify(call.id, {
          type: 'move',
          userId: device.userId,
          step: stepToDevice(deps, device.userId, deviceId, 'moved'),
        });
      }
    }
  }

  function talksInTab(call: Call, userId: UserId): boolean {
    const side = sideOf(call, userId);
    const deviceId =
      side && call.state === 'active' && isConnected(call[side]) ? talkingLeg(call, side)?.deviceId : null;
    return deviceId ? deps.devices.find(deviceId)?.kind === 'tab' : false;
  }

  async function closeInterrupted(): Promise<void> {
    for (const call of await deps.store.loadOpen()) {
      try {
        const decision = decide(call, { type: 'interrupted' }, context());
        if (decision.refused !== undefined) continue;
        await deps.store.save(changeOf(call, decision.call, decision.effects, deps.clock.nowMs()));
        deps.logger.info({ callId: call.id }, 'closed a call that the last stop interrupted');
      } catch (error) {
        if (toVaxelError(error).code === 'server.unavailable') throw error;
        // One old call keeps nobody from new ones.
        deps.logger.error({ err: error, callId: call.id }, 'a call that the last stop interrupted could not be closed');
      }
    }
  }

  return {
    async start() {
      await closeInterrupted();
      // A switch that outlived us may have legs of those calls: nobody is left alone on one.
      for (const leg of await deps.switch.legs()) deps.switch.hangUp(leg, 'interrupted');
      unsubscribe.push(deps.switch.onEvent(onSwitchEvent));
    },
    async stop() {
      for (const end of unsubscribe.splice(0)) end();
      await Promise.allSettled(live.all().map((call) => runner.apply(call.id, { type: 'interrupted' })));
      await writer.flush(2_000);
    },
    async execute(principal, command) {
      const call = live.get(command.callId);
      if (command.name !== 'call.place' && call?.organisationId !== principal.organisationId)
        throw new VaxelError('call.notFound');
      await carryOut(principal, command);
    },
    callsOf: live.callsOf,
    viewsOf: (userId) =>
      live
        .callsOf(userId)
        .map((call) => callView(call, userId))
        .filter((view) => view !== null),
    isAnchored(organisationId, userId, callId) {
      const call = live.get(callId);
      return call?.organisationId === organisationId && callView(call, userId)?.state === 'anchored';
    },
  };
}
