import type { CallView } from '../../src/contract/calls/call-view';
import type { AppState } from './app-state';

/** Calls whose audio was on its way to another device and stayed where it was, as they were before. */
export function failedMoves(before: AppState, after: AppState): readonly CallView[] {
  return [...before.calls.values()]
    .map(({ view }) => view)
    .filter((view) => {
      const now = after.calls.get(view.id)?.view;
      return view.movingTo !== null && now !== undefined && now.movingTo === null && stayed(view, now);
    });
}

/** An anchored call that is active again has come back, be it to the device that lost it. */
function stayed(before: CallView, now: CallView): boolean {
  const returned = before.state === 'anchored' && (now.state === 'active' || now.state === 'held');
  return (
    now.state !== 'ended' && !returned && now.deviceId === before.deviceId && now.deviceLabel === before.deviceLabel
  );
}
