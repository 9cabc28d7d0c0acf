import type { WaitingCalls } from '../calls/waiting-calls';
import type { Opening } from '../contract/answer-groups/settings';
import type { CallId, UserId } from '../contract/ids';
import { nothingHappened, type ComingToGroup, type Foreseen, type InGroup } from '../rules/in-groups';
import { distribute } from './distributor/distribute';
import type { Effect, Step } from './distributor/protocol';
import type { State } from './distributor/state';
import { entering, entryOf } from './live';
import type { QueueNow } from './queue';
import { inGroup, isTold, type StoryNames } from './story';
import { wayOut } from './way-out';

export interface ForeseeDeps {
  readonly calls: Pick<WaitingCalls, 'planTo'>;
  isOpenAt(opening: Opening, atMs: number): boolean;
  nameOf(userId: UserId): string | null;
}

/** No call has it. */
const nobody = '00000000-0000-4000-8000-000000000000' as CallId;
const entryId = entryOf(nobody);

type Leaving = Extract<Effect, { type: 'leave' }>;

/**
 * What becomes of a caller who comes: asked of the distributor itself, with its agents and callers as they are now and
 * the opening hours of that moment. Nothing of it is done.
 */
export function foresee(deps: ForeseeDeps, now: QueueNow, coming: ComingToGroup): Foreseen | null {
  const { configured, context } = now;
  const { groupId, number } = coming;
  const caller = entering({ callId: nobody, groupId, number, enteredAtMs: context.nowMs }, now);
  const step = distribute(openAt(deps, now, coming.atMs), caller, context);
  if (step.refused !== undefined) return null;
  const names: StoryNames = {
    ofGroup: (id) => configured.groups.get(id)?.name ?? null,
    ofPerson: deps.nameOf,
  };
  const parts = toldIn(step, names);
  const waits = step.state.entries.get(entryId);
  const leaving = step.effects.find((each): each is Leaving => each.type === 'leave' && each.entryId === entryId);
  if (waits) return tooLong(deps, now, coming, { groupId: waits.groupId, parts, names });
  const last = parts.at(-1)?.groupId ?? groupId;
  return { parts, plan: leaving ? planOf(deps, now, coming, { ...leaving, groupId: last }) : null };
}

/** The state with the groups open and closed as they are then. */
function openAt({ isOpenAt }: ForeseeDeps, { state, configured }: QueueNow, atMs: number): State {
  const memory = [...state.memory].map(([id, each]) => {
    const opening = configured.groups.get(id)?.opening;
    return [id, { ...each, isOpen: opening === undefined || isOpenAt(opening, atMs) }] as const;
  });
  return { ...state, memory: new Map(memory) };
}

const toldIn = ({ effects }: Step, names: StoryNames): readonly InGroup[] =>
  effects.flatMap((effect) => {
    if (effect.type !== 'event' || !isTold(effect) || effect.entryId !== entryId) return [];
    // It is only what would happen.
    return inGroup(effect, names).map((part) => ({ ...part, step: { ...part.step, atMs: null } }));
  });

type Waiting = Pick<InGroup, 'groupId'> & { readonly parts: readonly InGroup[]; readonly names: StoryNames };

/** Who waits is answered, or has waited too long. */
function tooLong(deps: ForeseeDeps, now: QueueNow, coming: ComingToGroup, waiting: Waiting): Foreseen {
  const { groupId, parts, names } = waiting;
  const group = now.state.setup.groups.get(groupId);
  if (!group) return { parts, plan: null };
  const base = { ...nothingHappened, atMs: null };
  const left = { kind: 'left', left: 'timeout', forMs: group.maxWaitMs, name: names.ofGroup(groupId) } as const;
  const after = [...parts, { groupId, step: { ...base, ...left } }];
  const { timeout } = group.exits;
  if (timeout.to !== 'group')
    return { parts: after, plan: planOf(deps, now, coming, { groupId, reason: 'timeout', exit: timeout }) };
  const next = { ...base, kind: 'group', name: names.ofGroup(timeout.groupId) } as const;
  return { parts: [...after, { groupId: timeout.groupId, step: next }], plan: [] };
}

function planOf(
  { calls }: ForeseeDeps,
  { configured }: QueueNow,
  { organisationId, calledNumber }: ComingToGroup,
  leaving: Pick<Leaving, 'reason' | 'exit'> & Pick<InGroup, 'groupId'>,
): Foreseen['plan'] {
  const group = configured.groups.get(leaving.groupId) ?? null;
  const way = wayOut({ ...leaving, priority: 0, group });
  return way && calls.planTo(organisationId, calledNumber, way);
}
