import { otherSide } from '../call';
import { isPresent, talkingLeg } from '../call-facts';
import type { Call, Recording } from '../call';
import type { StepOf } from '../plan';
import { leadsNowhere } from './step';
import type { StepRules } from './step';

const withRecording = (call: Call, recording: Recording): Call => ({
  ...call,
  recordings: [...(call.recordings ?? []), recording],
});

/** What the other side says is recorded, until the switch says that it is over, or # is pressed. */
export const record: StepRules<StepOf<'record'>> = {
  begin(call, side, { ownerId, groupId, maxMs, silenceMs }, { nowMs, newRecordingId }) {
    const leg = talkingLeg(call, otherSide(side));
    if (!leg || !isPresent(call, otherSide(side))) return { over: null };
    const id = newRecordingId();
    const owner = { ownerId, ...(groupId !== undefined && { groupId }) };
    const begun = { id, ...owner, leg: leg.id, startedAtMs: nowMs, ms: null, speechMs: null, reason: null };
    const limits = { maxMs, silenceMs };
    return {
      call: withRecording(call, begun),
      effects: [{ type: 'record', leg: leg.id, recording: id, limits }],
    };
  },
  heard: () => ({ from: [] }),
  endsWith: null,
  endsWithDigit: '#',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
