import { randomUUID } from 'node:crypto';
import { CallId } from '../contract/ids';
import type { DeviceId } from '../contract/ids';
import type { ArrivedLeg } from '../switch/port';
import { withDeadline } from '../time/deadline';
import type { CallStore } from './call-store';
import { asParty, lookupMs, serviceParty, toGroup } from './destinations';
import type { DestinationDeps, Destinations, Dialled } from './destinations';
import type { HelpCalls } from './help-calls';
import type { MakeRouting, Routing } from './incoming-facts';
import type { Input } from './engine/protocol';
import type { Knowledge } from './knowledge';
import type { NumberToShow, ShownNumber } from './number-to-show';
import type { Destination } from './route/facts';
import type { LineUser } from '../lines/line-user';
import { readDialled } from '../lines/numbering';
import type { LineTarget } from '../lines/target';

/**
 * What a phone dials to have something done, e.g. `*55*123456`: true once it is done, false if it is refused, in the
 * same words whatever the reason; null: it is no code of this one's.
 */
export type DialledCode = (by: LineUser, dialled: string) => Promise<boolean | null>;

export interface ArrivalDeps extends DestinationDeps {
  readonly destinations: Destinations;
  readonly numberToShow: NumberToShow;
  readonly store: Pick<CallStore, 'isCallIdTaken'>;
  readonly makeRouting: MakeRouting;
  readonly help: HelpCalls;
  isLive(callId: CallId): boolean;
  readonly codes: readonly DialledCode[];
}

/** A call that begins, and what its plan was made of. */
export interface Start {
  readonly input: Extract<Input, { type: 'start' }>;
  readonly routing: Routing;
}

interface RouteOf extends Pick<Dialled, 'destination' | 'calledNumber'> {
  readonly shown: string | null;
  readonly allowed: boolean;
  /** The phone that the caller speaks with. */
  readonly deviceLabel: string | null;
}

/**
 * Turns a leg that arrived at the switch into the start of a call: who calls, who is meant, and the plan. Null when the
 * leg belongs to nobody here (a number of no organisation, a device that was just revoked).
 */
export type StartOfArrived = (arrived: ArrivedLeg) => Promise<Start | null>;

export function createArrival(deps: ArrivalDeps): StartOfArrived {
  return (arrived) =>
    arrived.from.kind === 'device'
      ? fromDevice(deps, arrived, arrived.from.deviceId)
      : fromOutside(deps, arrived, arrived.from);
}

async function fromDevice(deps: ArrivalDeps, arrived: ArrivedLeg, deviceId: DeviceId): Promise<Start | null> {
  const device = deps.devices.find(deviceId);
  const caller = device && deps.lines.user(device.userId);
  if (!device || !caller) return null;
  const callId = chooseCallId(deps, arrived.callId);
  const { destination, party, calledNumber } =
    (await carriedOut(deps, caller, arrived.dialled)) ?? (await deps.destinations.dialled(caller, arrived.dialled));
  const { shown, allowed } = shownTo(deps, caller, destination, arrived.show);
  const routing = await routeFor(deps, caller, {
    ...{ destination, calledNumber, shown, allowed },
    deviceLabel: device.label,
  });
  const input = {
    type: 'start' as const,
    callId: await callId,
    organisationId: caller.organisationId,
    from: { leg: arrived.leg, deviceId: device.id, label: device.label },
    caller: asParty(caller),
    callee: party,
    calledNumber,
    plan: routing.plan,
    shownNumber: destination.kind === 'outside' ? shown : null,
  };
  return { input, routing };
}

/**
 * What the outside world shall see of the caller. Help sees where to go and whom to call back: the number of the site,
 * else one of the caller's own, and never nobody's.
 */
export function shownTo(
  {
    numberToShow,
    knowledge,
  }: Pick<ArrivalDeps, 'numberToShow'> & { readonly knowledge: Pick<Knowledge, 'siteNumberOf'> },
  caller: LineUser,
  destination: Destination,
  wanted: string | null,
): ShownNumber {
  const chosen = numberToShow.of(caller, wanted);
  if (destination.kind !== 'outside' || !destination.emergency) return chosen;
  const site = knowledge.siteNumberOf(caller.organisationId);
  return { shown: site ?? chosen.shown ?? caller.numbers[0] ?? null, allowed: true };
}

/** What a user dials. */
export function routeFor(
  deps: Pick<ArrivalDeps, 'clock' | 'help' | 'makeRouting'>,
  { userId, organisationId, extension }: LineUser,
  { destination, calledNumber, shown, allowed, deviceLabel }: RouteOf,
): Promise<Routing> {
  if (destination.kind === 'outside' && destination.emergency)
    deps.help.called({ organisationId, userId, number: destination.number, shownNumber: shown, deviceLabel });
  const facts = {
    atMs: deps.clock.nowMs(),
    isDialled: true,
    callerUserId: userId,
    destination,
    shownNumber: shown,
    mayShowNumber: allowed,
  };
  const caller = { userId, number: null };
  return deps.makeRouting(facts, { organisationId, caller, callerExtension: extension, calledNumber, path: [userId] });
}

/** What was dialled is a code: it is carried out, and the call says so. Only its name is kept, as `*55*`. */
async function carriedOut(deps: ArrivalDeps, caller: LineUser, dialled: string): Promise<Dialled | null> {
  const name = /^[*#]\d{1,4}[*#]/.exec(dialled)?.[0];
  if (name === undefined) return null;
  for (const carryOut of deps.codes) {
    const done = await carryOut(caller, dialled);
    if (done !== null)
      return { destination: { kind: 'code', done }, party: serviceParty('code', name), calledNumber: null };
  }
  return null;
}

async function fromOutside(
  deps: ArrivalDeps,
  arrived: ArrivedLeg,
  { number, organisationIds }: Extract<ArrivedLeg['from'], { kind: 'outside' }>,
): Promise<Start | null> {
  // Numbers come from the network in E.164; the country matters only for what a person would type.
  const dialled = readDialled(arrived.dialled, 'SE', () => false);
  const target = dialled.kind === 'number' ? deps.lines.byNumber(dialled.number) : undefined;
  if (!target) return null;
  const { organisationId } = target;
  // No trunk of one organisation leads to the people of another.
  if (organisationIds?.includes(organisationId) === false) return null;
  const calledNumber = dialled.kind === 'number' ? dialled.number : null;
  const { destination, party, viewer } = fromNumber(deps, target, calledNumber);
  const facts = {
    atMs: deps.clock.nowMs(),
    isDialled: true,
    callerUserId: null,
    destination,
    shownNumber: null,
    mayShowNumber: true,
  };
  const [callId, caller, routing] = await Promise.all([
    chooseCallId(deps, arrived.callId),
    deps.destinations.outsideParty(organisationId, number, viewer),
    deps.makeRouting(facts, { organisationId, caller: { userId: null, number }, calledNumber, path: [] }),
  ]);
  const input = {
    type: 'start' as const,
    callId,
    organisationId,
    from: { leg: arrived.leg },
    caller,
    callee: party,
    calledNumber,
    plan: routing.plan,
    shownNumber: null,
  };
  return { input, routing };
}

function fromNumber({ destinations }: ArrivalDeps, target: LineTarget, calledNumber: string | null) {
  if (target.kind === 'answerGroup') return { ...toGroup(target.group, calledNumber), viewer: null };
  const { userId } = target.user;
  return { destination: destinations.toUser(userId), party: asParty(target.user), viewer: userId };
}

/**
 * The tab names the call it makes, so that its card and the server's are one; the switch names one that has come from
 * another call. A name that was ever taken is not believed: the stored call would hide the new one, and its history
 * with it.
 */
async function chooseCallId(deps: ArrivalDeps, wanted: string | null): Promise<CallId> {
  const { success, data } = CallId.safeParse(wanted);
  const isTaken = !success || (await isCallIdTaken(deps, data));
  return isTaken ? (randomUUID() as CallId) : data;
}

/** A call of any organisation has, or had, this id. */
export const isCallIdTaken = async (
  deps: Pick<ArrivalDeps, 'clock' | 'store' | 'isLive'>,
  callId: CallId,
): Promise<boolean> =>
  deps.isLive(callId) || withDeadline(deps.clock, lookupMs, deps.store.isCallIdTaken(callId), false);
