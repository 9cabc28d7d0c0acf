import { openRecordings } from './call-facts';
import { talkRecorded } from './call-recording';
import type { Call, Recording } from './call';
import type { Input, Progress, Step } from './protocol';
import { unchanged } from './protocol';
import { nextStep } from './reach/reach';

const withRecordings = (call: Call, change: (each: Recording) => Recording): Call => ({
  ...call,
  recordings: call.recordings?.map(change) ?? [],
});

function waitsForRecording({ callee }: Call): boolean {
  const step = callee.reach?.plan[0];
  return step?.kind === 'record' || (step?.kind === 'mailbox' && step.turn.says === 'recording');
}

/** The switch says that a recording is kept, or is not. The step that waits for it is over. */
export function recorded(call: Call, input: Extract<Input, { type: 'recorded' }>): Progress {
  const open = openRecordings(call).find(({ id }) => id === input.recording);
  if (!open) return unchanged(call);
  const { ms, speechMs, reason } = input;
  const noted = withRecordings(call, (each) => (each.id === open.id ? { ...each, ms, speechMs, reason } : each));
  if (open.talk) return { call: talkRecorded(noted, { ...open, ms, speechMs, reason }), effects: [] };
  return waitsForRecording(call) ? nextStep(noted, 'callee') : { call: noted, effects: [] };
}

/** Nobody will tell any more what has become of what was recorded: whoever looks for it finds it. */
export const leftBehind = (call: Call): Step =>
  openRecordings(call).length === 0
    ? unchanged(call)
    : {
        call: withRecordings(call, (each) => (each.reason === null ? { ...each, reason: 'interrupted' } : each)),
        effects: [],
      };
