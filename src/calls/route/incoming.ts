import type { EndReason } from '../../contract/calls/end-reason';
import type { RouteReason } from '../../contract/calls/trace';
import type { UserId } from '../../contract/ids';
import type { LeftOut, RouteStep } from '../../contract/rules/explanation';
import { mostDiversions, shortestRingS } from '../../contract/rules/limits';
import type { RuleAction, RuleTarget } from '../../contract/rules/rules';
import type { AlsoRung, Beside, PlanStep, RingTarget } from '../engine/plan';
import type { IncomingFacts, PersonFacts } from './facts';
import { isSilent } from './facts';
import { candidatesOf } from './layers';
import { queueStep } from './rules';
import type { Candidate } from './layers';

/** How a call came to a person. */
interface Way {
  /** Nobody of these is forwarded to. */
  readonly path: readonly UserId[];
  readonly diversions: number;
  /** How long whoever forwards wants it to ring here; null = the first who is called. */
  readonly forS: number | null;
}

export interface Refusal {
  readonly reason: EndReason;
  readonly because: RouteReason;
  /** Who was called wants no call from this caller now, nor a message. */
  readonly isFinal?: true;
}

/** What becomes of a call to a person. */
export interface Found {
  readonly steps: readonly PlanStep[];
  /** Nobody is reached: what whoever calls is told. */
  readonly refusal: Refusal;
  readonly trace: readonly RouteStep[];
  /** Whom the facts say nothing of, though a forward leads to them. */
  readonly asks: readonly UserId[];
}

interface Done extends Omit<Found, 'trace'> {
  readonly trace: readonly RouteStep[];
  readonly leftOut: LeftOut | null;
}

const nobodyAnswered: Refusal = { reason: 'noAnswer', because: 'nobodyAnswered' };
/** The call ends there for good; after the others the next rule is asked. */
const final: ReadonlySet<LeftOut> = new Set(['loop', 'tooManyForwards']);
const nothing = { steps: [], trace: [], asks: [] } as const;
const leaving = (leftOut: LeftOut): Done => ({
  ...nothing,
  leftOut,
  refusal: { reason: 'noAnswer', because: 'forwardLeftOut' },
});

const becauseOf: Readonly<Record<Candidate['layer'], RouteReason>> = {
  safety: 'calledBackByHelp',
  blocked: 'callerBlocked',
  vip: 'vip',
  own: 'byRule',
  activity: 'devicesReachable',
  organisation: 'byRule',
  builtIn: 'devicesReachable',
};

interface Search {
  readonly incoming: IncomingFacts;
  /** Devices of the first who is called. */
  readonly targets: readonly RingTarget[];
  readonly atMs: number;
}

/** The way of a call to a person, through the forwards of whoever it comes to. */
export function findWay(search: Search, calledId: UserId): Found {
  const { path, diversions } = search.incoming;
  return wayTo(search, calledId, { path: [...path, calledId], diversions, forS: null });
}

function wayTo(search: Search, userId: UserId, way: Way): Found {
  const { incoming, atMs } = search;
  const person = incoming.people[userId];
  if (!person) return { ...nothing, asks: [userId], refusal: nobodyAnswered };
  const candidates = candidatesOf(incoming, person, atMs, way.forS === null);
  const skipped = new Map<Candidate, LeftOut>();
  const asks: UserId[] = [];
  for (const candidate of candidates) {
    if (!candidate.matched) continue;
    const done = carryOut(search, candidate, candidates, person, way);
    asks.push(...done.asks);
    if (done.leftOut !== null) skipped.set(candidate, done.leftOut);
    if (done.steps.length === 0 && done.leftOut !== null && !final.has(done.leftOut)) continue;
    const mine = candidates.map((each) => toStep(userId, each, each === candidate, skipped.get(each) ?? null));
    return { ...done, asks, trace: [...mine, ...done.trace] };
  }
  return { ...nothing, refusal: nobodyAnswered };
}

/** What a candidate says, and where it says nothing of nobody answering, what the layers after it say of that. */
function carryOut(
  search: Search,
  candidate: Candidate,
  all: readonly Candidate[],
  person: PersonFacts,
  way: Way,
): Done {
  const [action, then] = [...candidate.actions, ...noAnswerPart(candidate, all)];
  if (!action || action.do === 'busy' || action.do === 'reject')
    return { ...nothing, leftOut: null, refusal: refusalOf(candidate, action, way) };
  if (action.do === 'voicemail') return voicemail(person, way);
  if (action.do === 'group') return group(action, person);
  if (action.do === 'forward') return forward(search, action, person, way);
  const rung = ring(search, action, candidate, person, way);
  // Who is rung beside is not forwarded to afterwards.
  const on = { ...way, path: [...way.path, ...rung.colleagues] };
  const after = then?.do === 'forward' ? forward(search, then, person, on) : null;
  const steps = [...rung.steps, ...(after?.steps ?? [])];
  // Nobody could be rung, and so the word is that of whoever was asked next.
  const refusal = rung.steps.length > 0 ? nobodyAnswered : (after?.refusal ?? unreachableBy(person));
  const leftOut = rung.leftOut ?? after?.leftOut ?? null;
  const trace = [...rung.trace, ...(after?.trace ?? [])];
  return { steps, leftOut, refusal, trace, asks: [...rung.asks, ...(after?.asks ?? [])] };
}

/** That of whoever was called first: who has none is not left without a call. */
const voicemail = (person: PersonFacts, { forS }: Way): Done =>
  forS === null && !person.voicemail
    ? leaving('noVoicemail')
    : { ...nothing, leftOut: null, refusal: { reason: 'noAnswer', because: 'toVoicemail' } };

/** The group says how long one waits, and where one goes on to: never back to whose rule it is. */
function group({ groupId }: Extract<RuleAction, { do: 'group' }>, { groups = {} }: PersonFacts): Done {
  const to = groups[groupId];
  if (to === undefined) return leaving('nobodyThere');
  const steps = [{ ...queueStep(groupId), to }];
  return { ...nothing, steps, leftOut: null, refusal: { ...nobodyAnswered, isFinal: true } };
}

type Ring = Extract<RuleAction, { do: 'ring' | 'ringAlso' }>;

interface Rung extends Omit<Done, 'refusal'> {
  /** Who is rung beside. */
  readonly colleagues: readonly UserId[];
}

function ring(search: Search, action: Ring, { layer }: Candidate, person: PersonFacts, way: Way): Rung {
  const { targets, incoming } = search;
  const role = person.role ?? null;
  const silent = role !== null && isSilent(role, way.forS === null ? incoming.calledNumber : null);
  const mobile = role?.rings.mobile === true && !silent ? ({ kind: 'mobile' } as const) : null;
  const target = action.do === 'ringAlso' ? action.target : mobile;
  const { also, leftOut, ...more } = besides(search, target, person, way);
  const rung = { ...more, leftOut, colleagues: also && 'person' in also ? [also.person.userId] : [] };
  const isFirst = way.forS === null;
  if (isFirst && targets.length === 0 && also === null) return { ...rung, leftOut: null, steps: [] };
  const forS = layer === 'builtIn' ? (way.forS ?? action.forS) : action.forS;
  const steps = together(also, forS, isFirst && targets.length === 0 ? 0 : afterOf(action), (beside, forMs) =>
    isFirst
      ? { kind: 'ringDevices', targets, ...beside, forMs, because: becauseOf[layer] }
      : {
          kind: 'ringPerson',
          person: person.person,
          ...beside,
          ...(role && { rings: role.rings }),
          forMs,
          because: 'forwarded',
        },
  );
  return { ...rung, steps };
}

/** Nobody waits for what rings beside where nothing rings before it. */
const afterOf = (action: Ring): number => (action.do === 'ringAlso' ? (action.afterS ?? 0) : 0);

/** Devices, and what rings beside them: at once, or after a while. */
function together(
  also: Beside | null,
  forS: number,
  afterS: number,
  own: (beside: { readonly also?: Beside }, forMs: number) => PlanStep,
): readonly PlanStep[] {
  if (also === null) return [own({}, 1_000 * forS)];
  if (afterS === 0) return [own({ also }, 1_000 * forS)];
  const first = own({}, 1_000 * afterS);
  const forMs = 1_000 * Math.max(shortestRingS, forS - afterS);
  return [first, { kind: 'ringAlso', also, forMs, because: first.because }];
}

/** What rings beside somebody's devices: a number that the person's calls may lead to, or a colleague. */
function besides(
  search: Search,
  target: RuleTarget | null,
  person: PersonFacts,
  way: Way,
): Pick<Done, 'leftOut' | 'trace' | 'asks'> & { readonly also: Beside | null } {
  if (target === null) return { ...nothing, also: null, leftOut: null };
  if (target.kind === 'user') return colleague(search, target.userId, way);
  const to = numberOf(target, person);
  return 'number' in to ? { ...nothing, also: to, leftOut: null } : { ...nothing, also: null, leftOut: to.leftOut };
}

/**
 * A colleague's devices ring beside where the colleague's own groups, role and rules let a call from this caller ring
 * first of all. Whom those rules ring or forward to is not asked: it is another's call.
 */
function colleague({ incoming, atMs }: Search, userId: UserId, way: Way): ReturnType<typeof besides> {
  const not = (leftOut: LeftOut) => ({ ...nothing, also: null, leftOut });
  if (way.path.includes(userId)) return not('loop');
  const person = incoming.people[userId];
  if (!person) return { ...not('nobodyThere'), asks: [userId] };
  const candidates = candidatesOf(incoming, person, atMs, false);
  const decides = candidates.find(({ matched }) => matched);
  const first = decides?.actions[0]?.do;
  const role = person.role ?? null;
  if ((first !== 'ring' && first !== 'ringAlso') || (role !== null && isSilent(role, null))) return not('theirRules');
  return {
    also: { person: person.person, ...(role && { rings: role.rings }) },
    leftOut: null,
    asks: [],
    trace: candidates.map((each) => toStep(userId, each, each === decides, null)),
  };
}

function forward(
  search: Search,
  { target, forS }: Extract<RuleAction, { do: 'forward' }>,
  person: PersonFacts,
  way: Way,
): Done {
  if (way.diversions >= mostDiversions) return leaving('tooManyForwards');
  if (target.kind !== 'user') {
    const to = numberOf(target, person);
    if ('leftOut' in to) return leaving(to.leftOut);
    const party = { kind: 'outside', userId: null, contactId: null, name: null, number: to.number } as const;
    // My own mobile is another device of mine.
    const there = target.kind === 'mobile' ? to : { ...to, to: party };
    const step: PlanStep = {
      kind: 'dialOutside',
      ...there,
      paidBy: to.forwardedBy,
      forMs: 1_000 * forS,
      because: 'forwarded',
    };
    return { ...nothing, steps: [step], leftOut: null, refusal: nobodyAnswered };
  }
  const { userId } = target;
  if (way.path.includes(userId)) return leaving('loop');
  const next = wayTo(search, userId, { path: [...way.path, userId], diversions: way.diversions + 1, forS });
  return { ...next, leftOut: search.incoming.people[userId] ? null : 'nobodyThere' };
}

/** Nothing rings: since no device is there, or since none of them is to ring in the role that holds. */
const unreachableBy = ({ role }: PersonFacts): Refusal => ({
  reason: 'unreachable',
  because: role ? 'notInThisRole' : 'noDeviceReachable',
});

function refusalOf({ layer, rule }: Candidate, action: RuleAction | undefined, way: Way): Refusal {
  // Whoever was called first has not blocked anybody.
  if (layer === 'blocked' && way.forS !== null) return { reason: 'busy', because: 'forwardLeftOut' };
  const because = layer === 'safety' ? 'loop' : rule === null ? becauseOf[layer] : 'byRule';
  const reason = action?.do === 'reject' ? 'declined' : 'busy';
  return { reason, because, ...(way.forS === null && { isFinal: true }) };
}

/** Where devices only ring: the forward of the first rule after it, in a later layer, that applies. */
function noAnswerPart(candidate: Candidate, all: readonly Candidate[]): readonly RuleAction[] {
  const last = candidate.actions.at(-1)?.do;
  if (last !== 'ring' && last !== 'ringAlso') return [];
  const later = all.slice(all.indexOf(candidate) + 1);
  const next = later.find(({ matched, layer }) => matched && layer !== candidate.layer);
  return next?.actions.filter((action) => action.do === 'forward') ?? [];
}

/** A number outside, and why not. Who answers a mobile has to say so: it may be its voicemail. */
function numberOf(target: RuleTarget, person: PersonFacts): AlsoRung | { readonly leftOut: LeftOut } {
  const isMobile = target.kind === 'mobile';
  const number = isMobile ? person.mobile : target.kind === 'number' ? target.number : null;
  if (number === null) return { leftOut: isMobile ? 'noMobile' : 'nobodyThere' };
  const verdict = person.verdicts[number] ?? 'forwardNotAllowed';
  if (verdict !== 'ok') return { leftOut: verdict };
  const { userId } = person.person;
  return { number, show: person.show, forwardedBy: userId, ...(isMobile && { confirm: true }) };
}

const toStep = (
  userId: UserId,
  { layer, rule, matched, tests }: Candidate,
  decides: boolean,
  leftOut: LeftOut | null,
): RouteStep => ({ userId, layer, rule, matched, decides, tests: [...tests], leftOut });
