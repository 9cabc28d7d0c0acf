import type { WaitingCall, WaitingCalls } from '../calls/waiting-calls';
import type { CallId, EntryId, OfferId } from '../contract/ids';
import type { Input } from './distributor/protocol';
import type { Stored } from './distributor/restore';
import { callOf, entering, entryOf, type Bringing } from './live';

type ServedCalls = ReturnType<WaitingCalls['servedIn']>;

const entriesIn = (calls: readonly { readonly callId: CallId }[]): ReadonlySet<EntryId> =>
  new Set(calls.map(({ callId }) => entryOf(callId)));

/** Whose place is kept, who has not been told so and does not have to wait on. */
export function untold({ entries }: Stored, waiting: readonly WaitingCall[]): readonly CallId[] {
  const here = entriesIn(waiting);
  return entries.flatMap(({ id, callId }) => (callId === null && here.has(id) ? [callOf(id)] : []));
}

/** Who waited and is gone, or was answered meanwhile, and who waits and was not stored. */
export function* corrections(
  { entries }: Stored,
  waiting: readonly WaitingCall[],
  { served, ...now }: Bringing & { readonly served: ServedCalls },
): Iterable<Input> {
  const [here, answered] = [entriesIn(waiting), entriesIn(served)];
  for (const { id, callId } of entries)
    if (callId !== null && !here.has(id))
      yield { type: 'left', entryId: id, because: answered.has(id) ? 'taken' : 'hungUp' };
  const known = new Set(entries.map(({ id }) => id));
  for (const call of waiting) if (!known.has(entryOf(call.callId))) yield entering(call, now);
}

/** Who talked for a group, in a call that is over since. */
export const endedTalks = ({ agents }: Stored, served: ServedCalls): readonly Input[] =>
  agents.flatMap(({ userId, serving }): readonly Input[] => {
    const isOn = served.some((each) => each.userId === userId && entryOf(each.callId) === serving?.entryId);
    return serving == null || isOn ? [] : [{ type: 'talkEnded', entryId: serving.entryId, userId }];
  });

/** Whose agents have answered, and have not been heard yet. */
export const unheardIn = (served: ServedCalls): ReadonlyMap<OfferId, CallId> =>
  new Map(served.flatMap((each) => (each.isHeard ? [] : [[each.offerId, each.callId] as const])));
