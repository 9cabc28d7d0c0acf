import type { OrganisationId, UserId } from '../contract/ids';
import type { PersonThen } from '../contract/rules/explanation';
import { mostDiversions } from '../contract/rules/limits';
import type { Rule } from '../contract/rules/rules';
import type { Clock } from '../ports/clock';
import type { Lines } from '../lines/lines';
import { withDeadline } from '../time/deadline';
import { asParty, groupParty, lookupMs } from './destinations';
import type { Destinations } from './destinations';
import type { HelpCalls } from './help-calls';
import type { Knowledge } from './knowledge';
import type { StandingCaller } from './standing';
import { stateOfCalls } from './line-state';
import type { LiveCalls } from './live-calls';
import type { NumberToShow } from './number-to-show';
import { isSilent } from './route/facts';
import type { ActivityFact, Destination, IncomingFacts, PersonFacts, RoleFact, RouteFacts } from './route/facts';
import { sideOf } from './engine/call-facts';
import { ringsBy } from './engine/plan';
import { route, unknownPeople } from './route/route';
import type { Routed } from './route/route';

export interface IncomingFactsDeps {
  readonly clock: Clock;
  readonly lines: Lines;
  readonly live: Pick<LiveCalls, 'callsOf' | 'all'>;
  readonly destinations: Pick<Destinations, 'toUser'>;
  readonly numberToShow: NumberToShow;
  readonly knowledge: Knowledge;
  readonly help: HelpCalls;
}

/** Who calls whom. */
export interface IncomingCall {
  readonly organisationId: OrganisationId;
  readonly caller: StandingCaller;
  /** Extension of a colleague, as the other side is told. */
  readonly callerExtension?: string | null;
  readonly calledNumber: string | null;
  /** Those who have to do with the call already, besides the called. */
  readonly path: readonly UserId[];
  /** A question, and no call: if the called person did this; null = what that one does. */
  readonly activityId?: string | null;
}

/** A plan, and all that it was made of. */
export interface Routing extends Routed {
  readonly facts: RouteFacts;
}

/** Makes the plan of a call: asks what rules need of everybody it may come to, and waits for nobody for long. */
export type MakeRouting = (facts: RouteFacts, call: IncomingCall) => Promise<Routing>;

export function createMakeRouting(deps: IncomingFactsDeps): MakeRouting {
  return async (facts, call) => {
    const { destination } = facts;
    if (destination.kind !== 'user' || destination.userId === facts.callerUserId) return { facts, ...route(facts) };
    const gathering = gather(deps, call, facts.atMs);
    const incoming = await gathering.begin(destination.userId);
    let known: RouteFacts = { ...facts, destination: byRole(destination, incoming), incoming };
    for (let round = 0; round <= mostDiversions; round += 1) {
      const asked = unknownPeople(known);
      if (asked.length === 0 || !known.incoming) break;
      const more = await gathering.people(asked);
      if (Object.keys(more).length === 0) break;
      known = { ...known, incoming: { ...known.incoming, people: { ...known.incoming.people, ...more } } };
    }
    return { facts: known, ...route(known) };
  };
}

type Ask = <T>(what: () => T | Promise<T>, fallback: T) => Promise<{ readonly value: T; readonly late: boolean }>;

/** Everything of one call shares one deadline: what is asked for, or the fallback, which harms nobody. */
function createAsk({ clock }: IncomingFactsDeps): Ask {
  const endMs = clock.nowMs() + lookupMs;
  return (what, fallback) => {
    const answer = Promise.resolve().then(what);
    const inTime = answer.then((value) => ({ value, late: false }));
    return withDeadline(clock, Math.max(0, endMs - clock.nowMs()), inTime, { value: fallback, late: true });
  };
}

interface Gathering extends IncomingFactsDeps {
  readonly ask: Ask;
  readonly call: IncomingCall;
  readonly atMs: number;
  readonly defaults: Promise<{ readonly value: readonly Rule[]; readonly late: boolean }>;
}

function gather(deps: IncomingFactsDeps, call: IncomingCall, atMs: number) {
  const ask = createAsk(deps);
  const defaults = ask<readonly Rule[]>(() => deps.knowledge.defaultsOf(call.organisationId), []);
  const all: Gathering = { ...deps, ask, call, atMs, defaults };
  async function people(userIds: readonly UserId[]): Promise<IncomingFacts['people']> {
    const found = await Promise.all(userIds.map(async (userId) => [userId, await person(all, userId)] as const));
    return Object.fromEntries(found.flatMap(([userId, each]) => (each ? [[userId, each]] : [])));
  }
  return { people, begin: async (calledId: UserId) => begin(all, calledId, await people([calledId])) };
}

async function person(all: Gathering, userId: UserId): Promise<PersonFacts | null> {
  const { ask, knowledge, atMs } = all;
  const { organisationId, caller } = all.call;
  const user = all.lines.user(userId);
  if (user?.organisationId !== organisationId) return null;
  // Who withholds the number is in nobody's group.
  const isNobody = caller.userId === null && caller.number === null;
  const standing = () => (isNobody ? 'none' : knowledge.standingOf(organisationId, userId, caller));
  const [activity, circle, rules, ofAll, zone] = await Promise.all([
    ask(() => knowledge.activityOf(organisationId, userId, atMs), null),
    ask<PersonFacts['circle']>(standing, 'unknown'),
    ask<readonly Rule[]>(() => knowledge.rulesOf(organisationId, userId), []),
    all.defaults,
    ask(() => knowledge.zoneOf(organisationId, userId), 'Europe/Stockholm'),
  ]);
  const role = roleOf(all, organisationId, userId, atMs);
  const ruled = numbersIn([...rules.value, ...ofAll.value], user.mobile);
  const numbers = role?.rings.mobile && user.mobile !== null ? [...new Set([...ruled, user.mobile])] : ruled;
  const judged = () => (numbers.length === 0 ? {} : knowledge.verdictsOf(organisationId, userId, numbers));
  const verdicts = await ask<PersonFacts['verdicts']>(judged, {});
  const asked = { activity, circle, rules, defaults: ofAll, rights: verdicts };
  return {
    person: asParty(user),
    zone: zone.value,
    activity: activity.value,
    line: lineOf(all, userId),
    circle: circle.value,
    rules: rules.value,
    mobile: user.mobile,
    verdicts: verdicts.value,
    groups: groupsIn([...rules.value, ...ofAll.value], all),
    show: shownOf(all, caller),
    role,
    voicemail: knowledge.voicemailOf(organisationId, userId),
    emergencyUntilMs: all.help.untilMs(userId),
    late: Object.entries(asked).flatMap(([key, { late }]) => (late ? [key as PersonThen['late'][number]] : [])),
  };
}

async function begin(all: Gathering, calledId: UserId, known: IncomingFacts['people']): Promise<IncomingFacts> {
  const { call, ask, knowledge } = all;
  const { organisationId, caller, activityId } = call;
  const called = known[calledId];
  const { value: defaults } = await all.defaults;
  const isAsked = typeof activityId === 'string';
  const isWanted = [...(called?.rules ?? []), ...defaults].some(({ when }) => when.activities.length > 0);
  const choices = () => (isWanted || isAsked ? knowledge.activitiesOf(organisationId) : []);
  const { value: activities } = await ask<Awaited<ReturnType<typeof choices>>>(choices, []);
  const asked = activities.find(({ id }) => id === activityId);
  return {
    caller: {
      kind: caller.userId !== null ? 'internal' : caller.number === null ? 'anonymous' : 'external',
      number: caller.userId === null ? caller.number : (call.callerExtension ?? null),
    },
    calledNumber: call.calledNumber,
    path: call.path,
    diversions: 0,
    // What whoever asks does just now is beside the question.
    isConsulting: activityId === undefined && isConsulting(all, caller),
    isLoop: isLoop(all, calledId, caller),
    people: asked && called ? { ...known, [calledId]: { ...called, activity: ifItWere(asked) } } : known,
    defaults,
    activities: Object.fromEntries(activities.map(({ id, name }) => [id, name])),
  };
}

const ifItWere = (activity: Pick<ActivityFact, 'id' | 'name' | 'callHandling'>): ActivityFact => ({
  ...activity,
  untilMs: null,
  source: 'asked',
});

/** Where the rules lead outside. */
function numbersIn(rules: readonly Rule[], mobile: string | null): readonly string[] {
  const targets = rules
    .flatMap(({ on, actions }) => (on ? actions : []))
    .flatMap((each) => ('target' in each ? [each.target] : []));
  const numbers = targets.flatMap((target) =>
    target.kind === 'number' ? [target.number] : target.kind === 'mobile' && mobile !== null ? [mobile] : [],
  );
  return [...new Set(numbers)];
}

/** Those of the organisation to which the rules lead: one that has been deleted is not among them. */
function groupsIn(
  rules: readonly Rule[],
  { lines, call: { organisationId } }: Pick<Gathering, 'lines' | 'call'>,
): NonNullable<PersonFacts['groups']> {
  const ids = rules
    .flatMap(({ on, actions }) => (on ? actions : []))
    .flatMap((each) => ('groupId' in each ? [each.groupId] : []));
  const groups = [...new Set(ids)].flatMap((id) => lines.group(id) ?? []);
  const own = groups.filter((each) => each.organisationId === organisationId);
  return Object.fromEntries(own.map((each) => [each.groupId, groupParty(each)]));
}

/** Who has called for help is called back wherever there is a phone. */
function roleOf(
  { knowledge, help }: IncomingFactsDeps,
  organisationId: OrganisationId,
  userId: UserId,
  atMs: number,
): RoleFact | null {
  const untilMs = help.untilMs(userId);
  return untilMs !== null && atMs < untilMs ? null : knowledge.roleOf(organisationId, userId);
}

/** Of the devices of the called those that ring by the role that holds. */
function byRole(
  destination: Extract<Destination, { kind: 'user' }>,
  { calledNumber, people }: IncomingFacts,
): Destination {
  const role = people[destination.userId]?.role ?? null;
  if (role === null) return destination;
  const silent = isSilent(role, calledNumber);
  return {
    ...destination,
    devices: destination.devices.filter(({ target }) => !silent && ringsBy(role.rings, target)),
  };
}

function lineOf({ live, destinations }: IncomingFactsDeps, userId: UserId): PersonFacts['line'] {
  if (stateOfCalls(userId, live.callsOf(userId)) === 'inCall') return 'inCall';
  const there = destinations.toUser(userId);
  return there.kind === 'user' && there.devices.length === 0 ? 'unreachable' : 'free';
}

/** Whom a forwarded call comes from stays who it is; a colleague shows what the colleague's own calls show. */
function shownOf({ lines, numberToShow }: IncomingFactsDeps, { userId, number }: StandingCaller): string | null {
  const colleague = userId === null ? undefined : lines.user(userId);
  return colleague ? numberToShow.of(colleague, null).shown : number;
}

const isConsulting = ({ live }: IncomingFactsDeps, { userId }: StandingCaller): boolean =>
  userId !== null && live.callsOf(userId).some((call) => call.state === 'active' && sideOf(call, userId) !== null);

/** The called person's own forward is being dialled for the same caller: that phone has sent it back. */
function isLoop({ live }: IncomingFactsDeps, calledId: UserId, { userId, number }: StandingCaller): boolean {
  if (userId !== null || number === null) return false;
  return live
    .all()
    .some(({ legs }) =>
      legs.some(
        (leg) =>
          leg.forwardedBy === calledId && (leg.state === 'dialling' || leg.state === 'ringing') && leg.shown === number,
      ),
    );
}
