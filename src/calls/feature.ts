import type { DevicesFeature } from '../devices/feature';
import type { Feature, Infrastructure } from '../feature';
import type { AdmitCall } from '../limits/call-limits';
import type { LinesFeature } from '../lines/feature';
import { createCallStore, purgeEndedCalls, type RecordHistory } from './call-store';
import { callsOfCommand } from './commands';
import { stateOfCalls } from './line-state';
import { createCallLookups } from './lookups';
import { createNumberToShow, type NumberToShow } from './number-to-show';
import { createCallService, type CallService } from './service';

export interface CallsFeature extends Feature {
  readonly calls: CallService;
  readonly numberToShow: NumberToShow;
}

export interface CallsDeps extends Pick<LinesFeature, 'lines' | 'lineStates'>, Pick<DevicesFeature, 'devices'> {
  readonly recordHistory: RecordHistory;
  readonly admitCall: AdmitCall;
  /** How long the server keeps a call for a device that was lost. */
  readonly anchorForMs: number;
  /** How long what the server knew of a call is kept once it has ended; the call lists stay. */
  readonly keepDays: number;
}

/** Calls, from the first leg to the last. */
export function createCallsFeature(infrastructure: Infrastructure, deps: CallsDeps): CallsFeature {
  const lookups = createCallLookups(infrastructure.db);
  const numberToShow = createNumberToShow({ ...infrastructure, lookups });
  const calls = createCallService({
    ...infrastructure,
    ...deps,
    lookups,
    numberToShow,
    store: createCallStore({ ...infrastructure, ...deps }),
    onLineChanged: (userId) => deps.lineStates.setCalls(userId, stateOfCalls(userId, calls.callsOf(userId))),
  });
  return {
    calls,
    numberToShow,
    commands: { call: { subjectsOf: callsOfCommand, execute: calls.execute } },
    snapshot: { calls: ({ userId }) => calls.viewsOf(userId) },
    async start() {
      await numberToShow.load();
      await calls.start();
    },
    stop: calls.stop,
    purge: () => purgeEndedCalls(infrastructure.db, deps.keepDays),
  };
}
