import { randomUUID } from 'node:crypto';
import { VaxelError } from '../contract/errors';
import type { CallView } from '../contract/calls/call-view';
import type { CallId, LegId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { CallCommand } from '../contract/calls/commands';
import type { Measure } from '../metrics/measures';
import type { Clock } from '../ports/clock';
import type { DeviceRegistry } from '../devices/registry';
import type { Principal } from '../ports/principal';
import type { Ownership } from '../ports/ownership';
import type { Logger } from '../ports/logger';
import type { Publisher } from '../ports/publisher';
import type { AdmitCall } from '../limits/call-limits';
import type { Switch } from '../switch/port';
import { createArrival, type DialledCode } from './arrival';
import { createCallbacks, type Callbacks } from './callbacks';
import { createCallMetrics } from './call-metrics';
import type { CallStore } from './call-store';
import { createCallWriter } from './call-writer';
import { closeInterrupted } from './close-interrupted';
import { createCommands } from './commands';
import { asTarget, createDestinations } from './destinations';
import type { Destinations } from './destinations';
import { createDeviceReachable } from './device-reachable';
import type { Lines } from '../lines/lines';
import type { Call } from './engine/call';
import { sideOf } from './engine/call-facts';
import type { Context } from './engine/protocol';
import { withLateNames } from './late-names';
import { createHelpCalls } from './help-calls';
import type { HelpCallsDeps } from './help-calls';
import { createMakeRouting } from './incoming-facts';
import type { MakeRouting } from './incoming-facts';
import { createKeepRouting } from './kept-routing';
import type { RoutingStore } from './kept-routing';
import type { CarryOutDeps } from './carry-out';
import type { Knowledge } from './knowledge';
import { createLiveCalls, type LiveCalls } from './live-calls';
import type { Directory } from './directory';
import type { NumberToShow } from './number-to-show';
import { createOnMailbox } from './on-mailbox';
import type { Mailboxes } from './own-mailbox';
import { createOutsideDay, type OutsideDayStore } from './outside-day';
import { createOutsideLimits } from './outside-limits';
import { createPhoneRequests } from './phone-requests';
import { createPlacedCalls } from './placed-calls';
import { createRefusedCalls, type Refused, type RefusedCallWriter } from './refused-calls';
import { createCallRunner } from './runner';
import { createSwitchEvents } from './switch-events';
import { createSupervisions, type Supervisions } from './supervision';
import { takeUpCalls } from './take-up';
import { shownView } from './shown-view';
import { callView } from './view';
import { createWaitingCalls, type WaitingCalls } from './waiting-calls';

export interface CallServiceDeps {
  readonly switch: Switch;
  readonly lines: Lines;
  readonly devices: DeviceRegistry;
  readonly directory: Directory;
  readonly numberToShow: NumberToShow;
  readonly store: CallStore;
  readonly routings: RoutingStore;
  readonly helpCalls: HelpCallsDeps['helpCalls'];
  readonly helpAlerts: HelpCallsDeps['helpAlerts'];
  readonly outsideDays: OutsideDayStore;
  readonly refused: RefusedCallWriter;
  readonly knowledge: Knowledge;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly ownership: Ownership;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long the server keeps a call for a device that was lost, before the person's other devices ring. */
  readonly anchorForMs: number;
  /** Asked in their order. */
  readonly codes: readonly DialledCode[];
  readonly mailboxes: Mailboxes;
  /** Of the calls that windows ask for. */
  readonly admitCall: AdmitCall;
  /** Answer groups hear of calls that wait for them. */
  readonly onQueueEvent?: CarryOutDeps['onQueueEvent'] | undefined;
  /** Told of everybody whose calls have changed, which the line shows. */
  onLineChanged(userId: UserId): void;
}

/** Calls as the rest of the server sees them. */
export interface CallService {
  /**
   * Reads who has called for help, listens to the switch, goes on with the calls that it has kept from before, and
   * closes the others.
   * @throws VaxelError server.unavailable
   */
  start(): Promise<void>;
  /** Ends every call as interrupted, unless the switch keeps it for whoever starts after us, and stores it. */
  stop(): Promise<void>;
  /** Carries out a user's command. @throws VaxelError call.* | device.* */
  execute(principal: Principal, command: CallCommand): Promise<void>;
  callsOf(userId: UserId): readonly Call[];
  viewsOf(userId: UserId): CallView[];
  /** As a call would be planned now. */
  readonly makeRouting: MakeRouting;
  readonly destinations: Destinations;
  readonly measures: readonly Measure[];
  readonly waiting: WaitingCalls;
  readonly callbacks: Callbacks;
  readonly supervisions: Supervisions;
  /** The call waits for this person, whose connection was lost. */
  isAnchored(organisationId: OrganisationId, userId: UserId, callId: CallId): boolean;
}

/** Refused at the last moment, by whatever way it came there. */
const noteRefused =
  (
    { knowledge, note }: Pick<CallServiceDeps, 'knowledge'> & { readonly note: (refused: Refused) => void },
    mayDial: Context['mayDial'],
  ): Context['mayDial'] =>
  (organisationId, dialled) => {
    const may = mayDial(organisationId, dialled);
    const { number, paidBy: userId, isForward } = dialled;
    const way = isForward ? 'forward' : 'call';
    if (may !== true)
      note({ organisationId, userId, number, class: knowledge.classOf(organisationId, number), reason: may, way });
    return may;
  };

export function createCallService(deps: CallServiceDeps): CallService {
  const placed = createPlacedCalls(deps);
  const day = createOutsideDay(deps);
  const refusedCalls = createRefusedCalls(deps);
  const { note } = refusedCalls;
  const outside = createOutsideLimits({ ...deps, day });
  const metrics = createCallMetrics(deps.clock, () => live.all());
  const live: LiveCalls = createLiveCalls(deps.ownership, {
    onPut(call) {
      outside.follow(call);
      metrics.follow(call);
    },
    onOver(callId) {
      placed.over(callId);
      outside.over(callId);
      metrics.over(callId);
    },
  });
  const writer = createCallWriter(deps);
  const context = (): Context => ({
    nowMs: deps.clock.nowMs(),
    anchorForMs: deps.anchorForMs,
    newLegId: () => randomUUID() as LegId,
    newRecordingId: () => randomUUID() as RecordingId,
    recordingOf: deps.knowledge.groupRecordingOf,
    mayDial: noteRefused({ ...deps, note }, outside.mayDial),
    reachable: (userId) => deps.devices.reachableOf(userId).map(asTarget),
  });
  const destinations = createDestinations({ ...deps, note });
  const inner = createCallRunner({ ...deps, live, writer, context, onMailbox: (...asked) => onMailbox(...asked) });
  const runner = withLateNames(inner, { ...deps, destinations });
  const help = createHelpCalls(deps);
  const makeRouting = createMakeRouting({ ...deps, destinations, live, help });
  const keepRouting = createKeepRouting(deps);
  const around = { ...deps, note, destinations, live, runner, help, makeRouting, keepRouting, isLive: live.has };
  const onMailbox = createOnMailbox(around);
  const startOf = createArrival(around);
  const carryOut = createCommands({ ...around, placed });
  const phones = createPhoneRequests(around);
  const deviceReachable = createDeviceReachable(around);
  const onSwitchEvent = createSwitchEvents({ ...around, phones, startOf, deviceReachable });
  const unsubscribe: (() => void)[] = [];

  return {
    async start() {
      await Promise.all([help.start(), day.start()]);
      unsubscribe.push(deps.switch.onEvent(metrics.heard), deps.switch.onEvent(onSwitchEvent));
      await closeInterrupted({ ...deps, context }, await takeUpCalls({ ...deps, runner }));
    },
    async stop() {
      for (const end of unsubscribe.splice(0)) end();
      if (!deps.switch.capabilities.keepsLegs)
        await Promise.allSettled(live.all().map((call) => runner.apply(call.id, { type: 'interrupted' })));
      await writer.flush(2_000);
      await Promise.all([day.stop(), refusedCalls.stop()]);
    },
    async execute(principal, command) {
      const call = live.get(command.callId);
      if (command.name !== 'call.place' && call?.organisationId !== principal.organisationId)
        throw new VaxelError('call.notFound');
      if (command.name === 'call.sound') {
        if (call && sideOf(call, principal.userId)) return metrics.sounded(command.rating);
        throw new VaxelError('call.notFound');
      }
      await carryOut(principal, command);
    },
    makeRouting,
    destinations,
    measures: metrics.measures,
    supervisions: createSupervisions({ ...deps, live, runner }),
    waiting: createWaitingCalls({ ...deps, live, runner }),
    callbacks: createCallbacks(around),
    callsOf: live.callsOf,
    viewsOf: (userId) =>
      live
        .callsOf(userId)
        .map((call) => shownView(call, userId, deps.knowledge))
        .filter((view) => view !== null),
    isAnchored(organisationId, userId, callId) {
      const call = live.get(callId);
      return call?.organisationId === organisationId && callView(call, userId)?.state === 'anchored';
    },
  };
}
