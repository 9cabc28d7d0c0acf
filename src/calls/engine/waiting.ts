import type { PlayId } from '../../switch/port';
import { candidates, queueOf } from './call-facts';
import type { Call, Waiting } from './call';
import { unchanged } from './protocol';
import type { Context, Input, Step } from './protocol';
import type { Hearing } from './steps/step';

const silent: Waiting = { music: null, says: [], next: [], turn: 0, sinceMs: 0 };
/** Music that is over so soon is none: it may have been deleted. */
const leastMusicMs = 1_000;

/**
 * The group tells its caller something. Who enters is welcomed also while an agent rings; the place in the line is told
 * only while none does. What is being said is said to its end, for as long as nobody answers.
 */
export function announce(call: Call, { welcome, place }: Extract<Input, { type: 'announce' }>, context: Context): Step {
  if (queueOf(call) === null) return unchanged(call);
  const told = candidates(call, 'callee').length > 0 ? [] : place;
  const is = call.waiting ?? silent;
  if (welcome)
    return turned(call, { ...is, music: welcome.music, says: [...welcome.says, ...told], next: [] }, context);
  if (told.length === 0) return unchanged(call);
  if (is.says.length === 0) return turned(call, { ...is, says: told }, context);
  return { call: { ...call, waiting: { ...is, next: told } }, effects: [] };
}

const turned = (call: Call, waiting: Waiting, { nowMs }: Context): Step => ({
  call: { ...call, waiting: { ...waiting, turn: waiting.turn + 1, sinceMs: nowMs } },
  effects: [],
});

/** Whoever waits again has heard it. */
export const saidAll = ({ waiting, ...call }: Call): Call =>
  waiting ? { ...call, waiting: { ...waiting, says: [], next: [], turn: waiting.turn + 1 } } : call;

export function heardWaiting(call: Call): Hearing {
  const { waiting } = call;
  if (!waiting) return 'music';
  const sounds = waiting.says.length > 0 ? waiting.says : waiting.music === null ? [] : [waiting.music];
  return sounds.length === 0 ? 'music' : { sounds, id: idOf(call, waiting) };
}

/** What was said is followed by what is said next, and that by the music, which begins anew when it is over. */
export function playedWaiting(call: Call, id: PlayId, context: Context): Step {
  const { waiting } = call;
  if (!waiting || id !== idOf(call, waiting)) return unchanged(call);
  if (waiting.says.length > 0) return turned(call, { ...waiting, says: waiting.next, next: [] }, context);
  const isGone = context.nowMs - waiting.sinceMs < leastMusicMs;
  return turned(call, isGone ? { ...waiting, music: null } : waiting, context);
}

const idOf = ({ id }: Call, { turn }: Waiting): PlayId => `${id}/waiting-${turn}`;
