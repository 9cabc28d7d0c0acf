import type { UserId } from '../contract/ids';
import type { DevicesFeature } from '../devices/feature';
import type { Feature, Infrastructure } from '../feature';
import type { AdmitCall } from '../limits/call-limits';
import type { LinesFeature } from '../lines/feature';
import { createCallStore, purgeEndedCalls, type CallStoreDeps } from './call-store';
import { callsOfCommand } from './commands';
import { stateOfCalls } from './line-state';
import type { Directory } from './directory';
import { createHelpAlertRoutes } from './help-alert-routes';
import { createHelpAlertStore, purgeHelpAlerts } from './help-alert-store';
import { createHelpAlerts } from './help-alerts';
import { createHelpCallStore, purgeHelpCalls } from './help-call-store';
import { createReadKeptCall, createRoutingStore, type ReadKeptCall } from './kept-routing';
import type { Knowledge } from './knowledge';
import type { NumberToShow } from './number-to-show';
import { createOutsideDayStore, purgeOutsideDays } from './outside-day-store';
import { createRefusedCallStore, purgeRefusedCalls, type RefusedCallStore } from './refused-call-store';
import { createCallService, type CallService, type CallServiceDeps } from './service';

export interface CallsFeature extends Feature {
  readonly calls: CallService;
  readonly keptCall: ReadKeptCall;
  readonly refusedCalls: RefusedCallStore;
}

export interface CallsDeps
  extends
    Pick<LinesFeature, 'lines' | 'lineStates'>,
    Pick<DevicesFeature, 'devices'>,
    Pick<CallStoreDeps, 'recordHistory' | 'isInCallLists'> {
  readonly directory: Directory;
  readonly numberToShow: NumberToShow;
  readonly knowledge: Knowledge;
  readonly admitCall: AdmitCall;
  readonly codes: CallServiceDeps['codes'];
  readonly mailboxes: CallServiceDeps['mailboxes'];
  readonly onQueueEvent: NonNullable<CallServiceDeps['onQueueEvent']>;
  /** Somebody is in other calls than before. */
  readonly onCallsChanged: (userId: UserId) => void;
  /** How long the server keeps a call for a device that was lost. */
  readonly anchorForMs: number;
  /** How long what the server knew of a call is kept once it has ended; the call lists stay. */
  readonly keepDays: number;
}

/** Calls, from the first leg to the last. */
export function createCallsFeature(infrastructure: Infrastructure, deps: CallsDeps): CallsFeature {
  const refused = createRefusedCallStore(infrastructure.db);
  const helpAlerts = createHelpAlerts({ ...infrastructure, ...deps, store: createHelpAlertStore(infrastructure.db) });
  const calls = createCallService({
    ...infrastructure,
    ...deps,
    helpAlerts,
    store: createCallStore({ ...infrastructure, ...deps }),
    routings: createRoutingStore(infrastructure.db),
    outsideDays: createOutsideDayStore(infrastructure.db),
    refused,
    helpCalls: createHelpCallStore({ ...infrastructure, ...deps }),
    onLineChanged(userId) {
      deps.lineStates.setCalls(userId, stateOfCalls(userId, calls.callsOf(userId)));
      deps.onCallsChanged(userId);
    },
  });
  return {
    calls,
    refusedCalls: refused,
    keptCall: createReadKeptCall(infrastructure.db),
    router: createHelpAlertRoutes(helpAlerts),
    commands: { call: { subjectsOf: callsOfCommand, execute: calls.execute } },
    snapshot: {
      calls: ({ userId }) => calls.viewsOf(userId),
      helpAlerts(principal) {
        helpAlerts.isHere(principal);
        return helpAlerts.of(principal);
      },
    },
    windows: { used: helpAlerts.isHere },
    metrics: calls.measures,
    async start() {
      await Promise.all([helpAlerts.start(), calls.start()]);
    },
    stop: calls.stop,
    async purge() {
      await purgeEndedCalls(infrastructure.db, deps.keepDays);
      await purgeHelpCalls(infrastructure.db);
      await purgeHelpAlerts(infrastructure.db);
      await purgeRefusedCalls(infrastructure.db, deps.keepDays);
      await purgeOutsideDays(infrastructure.db);
    },
  };
}
