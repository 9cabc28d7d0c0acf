import { randomUUID } from 'node:crypto';
import { CallId } from '../contract/ids';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../clock';
import type { DeviceRegistry } from '../devices/registry';
import type { ArrivedLeg } from '../switch/port';
import { withDeadline } from './deadline';
import type { LineDirectory, LineUser } from './directory';
import type { PartyIdentity } from './engine/call';
import type { CallerLeg, Input } from './engine/protocol';
import { route } from './engine/route';
import type { Destination } from './engine/route';
import type { CallLookups } from './lookups';
import { readDialled } from './numbering';

export interface ArrivalDeps {
  readonly directory: LineDirectory;
  readonly devices: DeviceRegistry;
  readonly lookups: CallLookups;
  readonly clock: Clock;
  isLive(callId: CallId): boolean;
}

type Start = Extract<Input, { type: 'start' }>;

/** Longest wait for a name or a default from the database; the call is worth more than either. */
const lookupMs = 200;

const anonymous = 'anonymous';

/**
 * Turns a leg that arrived at the switch into the start of a call: who calls, who is meant, and the plan. Null when the
 * leg belongs to nobody here (a number of no organisation, a device that was just revoked).
 */
export function createArrival(deps: ArrivalDeps) {
  return (arrived: ArrivedLeg): Promise<Start | null> =>
    arrived.from.kind === 'device' ? fromDevice(deps, arrived, arrived.from.deviceId) : fromOutside(deps, arrived, arrived.from.number);
}

async function fromDevice(deps: ArrivalDeps, arrived: ArrivedLeg, deviceId: NonNullable<CallerLeg['deviceId']>): Promise<Start | null> {
  const device = deps.devices.find(deviceId);
  const caller = device && deps.directory.user(device.userId);
  if (!device || !caller) return null;
  const callId = chooseCallId(deps, arrived.callId);
  const { destination, callee } = await destinationOf(deps, caller, arrived.dialled);
  const shown = arrived.show ?? (await withDeadline(deps.clock, lookupMs, deps.lookups.defaultNumberToShow(caller.userId), null)) ?? caller.numbers[0] ?? anonymous;
  return {
    type: 'start',
    callId: await callId,
    organisationId: caller.organisationId,
    from: { leg: arrived.leg, deviceId: device.id, label: device.label },
    caller: asParty(caller),
    callee,
    plan: route({ callerUserId: caller.userId, destination, mayShowNumber: shown === anonymous || caller.numbers.includes(shown) }),
    shownNumber: destination.kind === 'outside' && shown !== anonymous ? shown : null,
  };
}

async function fromOutside(deps: ArrivalDeps, arrived: ArrivedLeg, number: string | null): Promise<Start | null> {
  // Numbers come from the network in E.164; the country matters only for what a person would type.
  const dialled = readDialled(arrived.dialled, 'SE', () => false);
  const callee = dialled.kind === 'number' ? deps.directory.byNumber(dialled.number) : undefined;
  if (!callee) return null;
  return {
    type: 'start',
    callId: randomUUID() as CallId,
    organisationId: callee.organisationId,
    from: { leg: arrived.leg },
    caller: await outsideParty(deps, callee.organisationId, number),
    callee: asParty(callee),
    plan: route({ callerUserId: null, destination: userDestination(deps, callee.userId), mayShowNumber: true }),
    shownNumber: null,
  };
}

async function destinationOf(deps: ArrivalDeps, caller: LineUser, typed: string): Promise<{ destination: Destination; callee: PartyIdentity }> {
  const { organisationId } = caller;
  const country = deps.directory.organisation(organisationId)?.country ?? 'SE';
  const dialled = readDialled(typed, country, (digits) => deps.directory.byExtension(organisationId, digits) !== undefined);
  if (dialled.kind === 'invalid') return { destination: { kind: 'unknown' }, callee: { userId: null, contactId: null, name: null, number: typed.slice(0, 40) } };
  const colleague =
    dialled.kind === 'extension' ? deps.directory.byExtension(organisationId, dialled.extension) : deps.directory.byNumber(dialled.number);
  if (colleague?.organisationId === organisationId) return { destination: userDestination(deps, colleague.userId), callee: asParty(colleague) };
  const number = dialled.kind === 'number' ? dialled.number : dialled.extension;
  return { destination: { kind: 'outside', number }, callee: await outsideParty(deps, organisationId, number) };
}

const userDestination = (deps: ArrivalDeps, userId: UserId): Destination => ({
  kind: 'user',
  userId,
  reachable: deps.devices.reachableOf(userId).map(({ id, label }) => ({ deviceId: id, label })),
});

const asParty = (user: LineUser): PartyIdentity => ({ userId: user.userId, contactId: user.contactId, name: user.displayName, number: user.extension });

async function outsideParty(deps: ArrivalDeps, organisationId: OrganisationId, number: string | null): Promise<PartyIdentity> {
  const contact = number === null ? null : await withDeadline(deps.clock, lookupMs, deps.lookups.contactByNumber(organisationId, number), null);
  return { userId: null, contactId: contact?.contactId ?? null, name: contact?.name ?? null, number };
}

/**
 * The tab names the call it makes, so that its card and the server's are one. A name that was ever taken is not believed:
 * the stored call would hide the new one, and its history with it.
 */
async function chooseCallId(deps: ArrivalDeps, wanted: string | null): Promise<CallId> {
  const { success, data } = CallId.safeParse(wanted);
  const isTaken = !success || deps.isLive(data) || (await withDeadline(deps.clock, lookupMs, deps.lookups.isCallIdTaken(data), false));
  return isTaken ? (randomUUID() as CallId) : data;
}
