import { openRecordings, withParty } from './call-facts';
import { talkRecorded } from './call-recording';
import type { Call, Recording } from './call';
import type { PlanStep } from './plan';
import type { Input, Progress, Step } from './protocol';
import { unchanged } from './protocol';
import { nextStep } from './reach/reach';

/** For a switch that does not say when its sounds are over. */
const toldForMs = 10_000;

const withRecordings = (call: Call, change: (each: Recording) => Recording): Call => ({
  ...call,
  recordings: call.recordings?.map(change) ?? [],
});

/** The step that waited for the recording is over; who has spoken in vain is told so. */
function goesOn(call: Call, isKept: boolean): Progress {
  const { reach } = call.callee;
  const [step, ...rest] = reach?.plan ?? [];
  if (step?.kind === 'mailbox' && step.turn.says === 'recording') return nextStep(call, 'callee');
  if (!reach || step?.kind !== 'record') return unchanged(call);
  const { ifFailed, because } = step;
  if (isKept || !ifFailed) return nextStep(call, 'callee');
  const said: PlanStep = { kind: 'say', sounds: ifFailed, forMs: toldForMs, because };
  return nextStep(withParty(call, 'callee', { reach: { ...reach, plan: [step, said, ...rest] } }), 'callee');
}

/** The switch says that a recording is kept, or is not. The step that waits for it is over. */
export function recorded(call: Call, input: Extract<Input, { type: 'recorded' }>): Progress {
  const open = openRecordings(call).find(({ id }) => id === input.recording);
  if (!open) return unchanged(call);
  const { ms, speechMs, reason } = input;
  const noted = withRecordings(call, (each) => (each.id === open.id ? { ...each, ms, speechMs, reason } : each));
  if (open.talk) return { call: talkRecorded(noted, { ...open, ms, speechMs, reason }), effects: [] };
  return goesOn(noted, reason !== 'failed');
}

/** Nobody will tell any more what has become of what was recorded: whoever looks for it finds it. */
export const leftBehind = (call: Call): Step =>
  openRecordings(call).length === 0
    ? unchanged(call)
    : {
        call: withRecordings(call, (each) => (each.reason === null ? { ...each, reason: 'interrupted' } : each)),
        effects: [],
      };
