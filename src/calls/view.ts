import type { CallView, HistoryEntry, OtherParty } from '../contract/calls';
import type { UserId } from '../contract/ids';
import { isHolding, liveLegsOf, otherSide, sideOf, talkingLeg } from './engine/call';
import type { Call, Party, Side } from './engine/call';
import type { HistoryRecord } from './engine/protocol';

const asOther = ({ name, number, contactId, userId }: Party): OtherParty => ({ name, number, contactId, userId });

function viewState(call: Call, side: Side): CallView['state'] {
  if (call.state === 'ended') return 'ended';
  if (call.state === 'ringing') return side === 'callee' ? 'ringing' : 'connecting';
  return isHolding(call[side]) ? 'held' : 'active';
}

/** My leg that carries the call, also after it ended: the one that was up last. */
function carryingLeg(call: Call, side: Side) {
  const live = talkingLeg(call, side);
  if (live || call.state === 'ringing') return live;
  const mine = call.legs.filter((leg) => leg.side === side);
  return call.answeredAtMs === null && side === 'callee' ? undefined : (mine.find((leg) => leg.wasUp) ?? mine[0]);
}

/** The call as one user's card shows it; null for somebody who takes no part. */
export function callView(call: Call, userId: UserId): CallView | null {
  const side = sideOf(call, userId);
  if (side === null) return null;
  const leg = carryingLeg(call, side);
  const other = call[otherSide(side)];
  return {
    id: call.id,
    revision: call.revision,
    direction: side === 'caller' ? 'out' : 'in',
    state: viewState(call, side),
    other: asOther(other),
    otherRings: side === 'caller' && liveLegsOf(call, 'callee').some((each) => each.state === 'ringing'),
    through: null,
    deviceId: leg?.deviceId ?? null,
    deviceLabel: leg?.deviceLabel ?? null,
    muted: call[side].muted,
    heldByMe: isHolding(call[side]),
    heldByOther: isHolding(other),
    shownNumber: side === 'caller' ? call.shownNumber : null,
    startedAtMs: call.startedAtMs,
    answeredAtMs: call.answeredAtMs,
    endReason: call.endReason,
  };
}

/** What the call list keeps of an ended call for one user. */
export function historyEntry(call: Call, record: HistoryRecord): HistoryEntry {
  const { side } = record;
  return {
    callId: call.id,
    direction: side === 'caller' ? 'out' : 'in',
    other: asOther(call[otherSide(side)]),
    outcome: record.outcome,
    endReason: record.endReason,
    through: null,
    startedAtMs: call.startedAtMs,
    answeredAtMs: call.answeredAtMs,
    endedAtMs: call.endedAtMs ?? call.startedAtMs,
    deviceLabel: carryingLeg(call, side)?.deviceLabel ?? null,
    shownNumber: side === 'caller' ? call.shownNumber : null,
  };
}
