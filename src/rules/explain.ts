import type { Call } from '../calls/engine/call';
import type { Beside, PlanStep } from '../calls/engine/plan';
import { lastsOf } from '../calls/engine/trace';
import type { Routing } from '../calls/incoming-facts';
import type { PersonFacts } from '../calls/route/facts';
import type { UserId } from '../contract/ids';
import type { RouteReason, TraceStep } from '../contract/calls/trace';
import type { Explanation, HappenedStep, PersonThen, RouteStep } from '../contract/rules/explanation';
import type { RuleNames } from '../contract/rules/rules';
import { nothingHappened, shownInGroups } from './in-groups';
import type { Foreseen, GroupReader, InGroup, InGroups } from './in-groups';

/** Who reads it: everybody sees all that concerns themselves, an administrator all. */
export type Reader = UserId | 'administrator';

export interface ExplainDeps {
  /** Null: nobody of the organisation, not any more. */
  nameOf(userId: UserId): string | null;
  /** Of an answer group's agents; absent = there are none. */
  readonly seesAgents?: InGroups['seesAgents'];
}

interface Called {
  readonly caller: { readonly userId: UserId | null; readonly name: string | null; readonly number: string | null };
  readonly called: Explanation['called'];
}

/** A call that was, as it was carried out. @param story what happened to it in answer groups */
export function explainCall(
  deps: ExplainDeps,
  call: Call,
  routings: readonly Routing[],
  reader: Reader,
  story: readonly InGroup[] = [],
): Explanation {
  const first = routings[0]?.facts.destination;
  const calledId = first?.kind === 'user' ? first.userId : null;
  const parties = [call.caller, call.callee, ...call.left.map(({ party }) => party)];
  const inside = calledId === null ? undefined : parties.find(({ userId }) => userId === calledId);
  const called = inside ?? calledGroup(calledId, story) ?? call.callee;
  const { caller } = call;
  const mine = explained(deps, routings, reader, { caller, called: { ...called, userId: calledId } });
  const took = call.legs.find(({ side, wasUp }) => side === 'callee' && wasUp);
  const taker = parties.find(({ userId }) => took !== undefined && userId === took.userId) ?? call.callee;
  const by = call.answeredAtMs === null ? null : { userId: taker.userId, name: taker.name ?? taker.number };
  const answered = by && { ...nothingHappened, atMs: call.answeredAtMs, kind: 'answered' as const, ...by };
  const steps = done(deps, call.trace, calledId).filter(({ kind }) => kind !== 'group' || story.length === 0);
  const inGroups = shownInGroups(story, groupReader(deps, call, reader, caller.userId));
  const happened = [...inGroups.map(({ step }) => step), ...steps, ...(answered ? [answered] : [])];
  return {
    ...mine,
    callId: call.id,
    // Of a call to a group no plan is kept.
    ...(routings.length === 0 && { atMs: call.startedAtMs, caller: { ...mine.caller, kind: kindOf(caller) } }),
    happened: happened.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)),
    outcome: { answeredBy: by, reason: call.endReason },
  };
}

/** Of a call to a group; who has it by now is another matter. */
const calledGroup = (
  calledId: UserId | null,
  [first]: readonly InGroup[],
): Pick<Called['called'], 'name' | 'number'> | null =>
  calledId === null && first ? { name: first.step.name, number: null } : null;

export const groupReader = (
  { seesAgents = () => false }: ExplainDeps,
  { organisationId }: Pick<Call, 'organisationId'>,
  reader: Reader,
  callerId: UserId | null,
): GroupReader => ({
  userId: reader === 'administrator' ? null : reader,
  isCaller: callerId !== null && callerId === reader,
  seesAgents: (groupId) => reader === 'administrator' || seesAgents(organisationId, groupId, reader),
});

const kindOf = ({ userId, number }: Pick<Called['caller'], 'userId' | 'number'>): Explanation['caller']['kind'] =>
  userId !== null ? 'internal' : number === null ? 'anonymous' : 'external';

/** A call that is not made. @param foreseen what becomes of it in the answer group that it comes to */
export function explainPlan(
  deps: ExplainDeps,
  routing: Routing,
  reader: Reader,
  who: Called,
  foreseen: Foreseen | null = null,
): Explanation {
  const { plan } = routing;
  const at = foreseen === null ? -1 : plan.findIndex(({ kind }) => kind === 'queue');
  const [before, after] = at < 0 ? [plan, []] : [plan.slice(0, at), foreseen?.plan ?? plan.slice(at + 1)];
  const end = [...before, ...after].at(-1);
  const mine = explained(deps, [routing], reader, who);
  const inGroups = at < 0 ? [] : (foreseen?.parts ?? []).map(({ step }) => step);
  const steps = (part: readonly PlanStep[]) => planned(part, who.called.userId, who.called.name);
  return {
    ...mine,
    ...(who.called.userId === null && { caller: { ...mine.caller, kind: kindOf(who.caller) } }),
    happened: [...steps(before), ...inGroups, ...steps(after)],
    outcome: { answeredBy: null, reason: end?.kind === 'end' ? end.reason : null },
  };
}

function explained(
  deps: ExplainDeps,
  routings: readonly Routing[],
  reader: Reader,
  { caller, called }: Called,
): Omit<Explanation, 'happened' | 'outcome'> {
  const incoming = routings[0]?.facts.incoming;
  const people = routings.flatMap(({ facts }) => Object.values(facts.incoming?.people ?? {}));
  const steps = routings.flatMap(({ trace }) => trace);
  const rung = new Set(steps.map(({ userId }) => userId));
  return {
    callId: null,
    atMs: routings[0]?.facts.atMs ?? 0,
    zone: people.find(({ person }) => person.userId === called.userId)?.zone ?? 'Europe/Stockholm',
    caller: {
      kind: incoming?.caller.kind ?? 'internal',
      name: caller.name,
      number: caller.number,
      userId: caller.userId,
    },
    calledNumber: incoming?.calledNumber ?? null,
    called: { userId: called.userId, name: called.name, number: called.number },
    people: people.filter(({ person }) => rung.has(person.userId)).map((each) => personThen(each, reader)),
    trace: steps.flatMap((step) => shown(step, reader)),
    names: {
      ...namesIn(deps, steps, Object.assign({}, ...routings.map(({ facts }) => facts.incoming?.activities ?? {}))),
      groups: Object.assign({}, ...people.map(groupNames)),
    },
    asCaller: caller.userId !== null && caller.userId === reader,
  };
}

const sees = (reader: Reader, userId: UserId): boolean => reader === 'administrator' || reader === userId;

/** What somebody does is open to colleagues; whom somebody counts as what is not. */
function personThen({ person, activity, line, circle, late }: PersonFacts, reader: Reader): PersonThen {
  const isOpen = sees(reader, person.userId);
  return {
    userId: person.userId,
    name: person.name ?? '',
    activity: activity && {
      id: activity.id,
      name: activity.name,
      untilMs: activity.untilMs,
      source: activity.source,
    },
    line,
    circle: isOpen ? circle : 'none',
    late: isOpen ? [...late] : [],
  };
}

/** Of others one learns what decided, and not what else they have; that one is blocked nobody learns. */
function shown(step: RouteStep, reader: Reader): RouteStep[] {
  if (sees(reader, step.userId)) return [step];
  if (!step.decides || step.layer === 'blocked' || step.layer === 'vip') return [];
  return [{ ...step, tests: [] }];
}

const groupNames = ({ groups = {} }: PersonFacts): RuleNames['groups'] =>
  Object.fromEntries(Object.entries(groups).map(([id, { name }]) => [id, name ?? '']));

function namesIn(
  deps: ExplainDeps,
  steps: readonly RouteStep[],
  activities: RuleNames['activities'],
): Omit<RuleNames, 'groups'> {
  const rules = steps.flatMap(({ rule }) => rule ?? []);
  const targets = rules.flatMap(({ actions }) => actions).flatMap((each) => ('target' in each ? [each.target] : []));
  const users = targets.flatMap((target) => (target.kind === 'user' ? [target.userId] : []));
  return {
    users: Object.fromEntries(users.flatMap((userId) => [[userId, deps.nameOf(userId)]].filter(([, name]) => name))),
    activities,
  };
}

/** The steps of the called side as they were carried out; that somebody's connection was lost is another matter. */
function done(deps: ExplainDeps, trace: readonly TraceStep[], calledId: UserId | null): HappenedStep[] {
  let userId = calledId;
  return trace.flatMap((step): HappenedStep[] => {
    if (step.side !== 'callee' || (step.why !== 'call' && step.why !== 'transfer')) return [];
    const { facts } = step;
    if (step.step === 'ringPerson' || step.step === 'greet') userId = facts.userId ?? null;
    const kind = happenedKind(step.step, step.because);
    if (!kind) return [];
    const what = {
      ...nothingHappened,
      atMs: step.atMs,
      kind,
      devices: facts.devices,
      number: facts.number ?? null,
      forMs: facts.forMs ?? null,
      ...(facts.also && { also: facts.also }),
      confirm: facts.confirm ?? false,
    };
    if (kind === 'group') return [{ ...what, name: facts.person ?? null }];
    if (kind === 'end') return [{ ...what, reason: facts.endReason ?? null }];
    return [{ ...what, userId, name: facts.person ?? (userId && deps.nameOf(userId)) }];
  });
}

const happenedKinds: Readonly<Partial<Record<PlanStep['kind'], HappenedStep['kind']>>> = {
  ringDevices: 'ring',
  ringAlso: 'also',
  ringReachable: 'ring',
  ringPerson: 'goOn',
  dialOutside: 'dial',
  say: 'say',
  greet: 'voicemail',
  queue: 'group',
  end: 'end',
};

/** The beep belongs to the voicemail, as what is recorded after it does. */
const happenedKind = (kind: PlanStep['kind'], because: RouteReason): HappenedStep['kind'] | undefined =>
  kind === 'say' && because === 'toVoicemail' ? undefined : happenedKinds[kind];

const besidePlanned = (also: Beside): Partial<HappenedStep> =>
  'number' in also
    ? { number: also.number, confirm: also.confirm ?? false }
    : { also: { userId: also.person.userId, name: also.person.name, devices: [] } };

function planned(plan: readonly PlanStep[], calledId: UserId | null, name: string | null): HappenedStep[] {
  return plan.flatMap((step, index): HappenedStep[] => {
    const kind = happenedKind(step.kind, step.because);
    if (!kind) return [];
    const what = { ...nothingHappened, atMs: null, kind, forMs: lastsOf(step, plan[index + 1]).forMs ?? null };
    const also = 'also' in step && step.also ? besidePlanned(step.also) : {};
    switch (step.kind) {
      case 'ringDevices': {
        const devices = step.targets.map(({ label }) => label);
        return [{ ...what, userId: calledId, name, devices, ...also }];
      }
      case 'ringPerson':
        return [{ ...what, userId: step.person.userId, name: step.person.name, ...also }];
      case 'greet':
        return [{ ...what, userId: step.owner.userId, name: step.owner.name, forMs: null }];
      case 'queue':
        return [{ ...what, name: step.to?.name ?? name, forMs: null }];
      case 'ringAlso':
        return [{ ...what, ...also }];
      case 'dialOutside':
        return [{ ...what, number: step.number, confirm: step.confirm ?? false }];
      case 'end':
        return [{ ...what, reason: step.reason }];
      default:
        return [what];
    }
  });
}
