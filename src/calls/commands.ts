import { VaxelError } from '../contract/errors';
import type { CallId, UserId } from '../contract/ids';
import { errorOf } from '../contract/rules/refused';
import type { AudioPlace, CallCommand } from '../contract/calls/commands';
import type { Principal } from '../ports/principal';
import { isCallIdTaken, routeFor, shownTo } from './arrival';
import type { ArrivalDeps } from './arrival';
import type { Destination } from './route/facts';
import { asParty, asTarget } from './destinations';
import type { LineUser } from '../lines/line-user';
import type { PlanStep } from './engine/plan';
import { otherOf, sideOf } from './engine/call-facts';
import { moveForMs } from './engine/reach/move';
import type { Input, PlainCommand } from './engine/protocol';
import type { Routing } from './incoming-facts';
import type { Knowledge } from './knowledge';
import type { KeepRouting } from './kept-routing';
import type { LiveCalls } from './live-calls';
import type { PlacedCalls } from './placed-calls';
import type { CallRunner } from './runner';
import type { Switch } from '../switch/port';

export interface CommandDeps extends ArrivalDeps {
  readonly knowledge: ArrivalDeps['knowledge'] & Pick<Knowledge, 'recordingOf'>;
  readonly placed: PlacedCalls;
  readonly runner: CallRunner;
  readonly live: LiveCalls;
  readonly keepRouting: KeepRouting;
  readonly switch: Pick<Switch, 'capabilities' | 'isConnected'>;
}

type TransferDeps = Pick<
  CommandDeps,
  'destinations' | 'numberToShow' | 'clock' | 'live' | 'makeRouting' | 'keepRouting' | 'help'
> &
  Pick<ArrivalDeps, 'knowledge'>;

interface Transfer {
  readonly input: Extract<Input, { type: 'transfer' }>;
  readonly routing: Routing;
}

/** All but what is for figures only. */
type EngineCommand = Exclude<CallCommand, { name: 'call.sound' }>;

/** The calls that a command is about. */
export const callsOfCommand = (command: CallCommand): readonly CallId[] =>
  'withCallId' in command ? [command.callId, command.withCallId] : [command.callId];

/** Carries out what users ask of their calls: looks up what the engine must know, and gives it to the engine. */
export function createCommands(deps: CommandDeps) {
  return async (principal: Principal, command: EngineCommand): Promise<void> => {
    const user = deps.lines.user(principal.userId);
    // Who has left may still leave the calls, and nothing else.
    const isLeaving = command.name === 'call.hangUp' || command.name === 'call.decline';
    if (!user && isLeaving)
      return deps.runner.apply(command.callId, { type: 'command', userId: principal.userId, command });
    if (!user) throw new VaxelError('auth.notLinked');
    switch (command.name) {
      case 'call.place':
        return place(deps, user, command);
      case 'call.transfer':
        return carryOutTransfer(deps, user, command.callId, command.number);
      case 'call.record':
        return record(deps, user, command.callId);
      case 'call.connect':
        return deps.runner.connect(command.callId, command.withCallId, user.userId);
      case 'call.add':
        return carryOutAdd(deps, user, command.callId, command.number);
      case 'call.merge':
        haveMixing(deps);
        return deps.runner.merge(command.callId, command.withCallId, user.userId);
      case 'call.removeGuest':
        return deps.runner.apply(command.callId, { type: 'removeGuest', userId: user.userId, guest: command.guest });
      case 'call.muteGuest': {
        const { guest, muted } = command;
        return deps.runner.apply(command.callId, { type: 'muteGuest', userId: user.userId, guest, muted });
      }
      case 'call.move':
        return deps.runner.apply(command.callId, {
          type: 'move',
          userId: user.userId,
          step: await placeStep(deps, user, command.to, null, 'moved'),
        });
      default:
        return deps.runner.apply(command.callId, {
          type: 'command',
          userId: user.userId,
          command: command satisfies PlainCommand,
        });
    }
  };
}

/** A call whose audio is not in the window that asks for it: that device is reached first. @throws VaxelError */
async function place(
  deps: CommandDeps,
  user: LineUser,
  command: Extract<CallCommand, { name: 'call.place' }>,
): Promise<void> {
  const ownDevice = await placeStep(deps, user, command.from, command.show, 'ownDeviceFirst');
  if (!deps.numberToShow.of(user, command.show).allowed && !deps.destinations.isHelp(user, command.number))
    throw new VaxelError('call.numberNotYours');
  await deps.placed.within(user, command, async () => {
    if (await isCallIdTaken(deps, command.callId))
      throw new VaxelError('call.notAllowed', 'this call has started already');
    const { destination, party, calledNumber } = await deps.destinations.dialled(user, command.number);
    allow(destination);
    const { shown, allowed } = shownTo(deps, user, destination, command.show);
    const isHelp = destination.kind === 'outside' && destination.emergency;
    // No limit stands before the own phone either from which help is called.
    const first = isHelp && ownDevice.kind === 'dialOutside' ? { ...ownDevice, paidBy: null } : ownDevice;
    const routing = await routeFor(deps, user, {
      ...{ destination, calledNumber, shown, allowed },
      deviceLabel: command.from.kind === 'device' ? (deps.devices.find(command.from.deviceId)?.label ?? null) : null,
    });
    await deps.runner.apply(command.callId, {
      type: 'start',
      callId: command.callId,
      organisationId: user.organisationId,
      from: { first },
      caller: asParty(user),
      callee: party,
      calledNumber,
      plan: routing.plan,
      shownNumber: destination.kind === 'outside' ? shown : null,
    });
    deps.keepRouting(command.callId, user.organisationId, routing);
  });
}

/** @throws VaxelError call.notAllowed where the organisation wants none */
function record({ knowledge, runner }: CommandDeps, user: LineUser, callId: CallId): Promise<void> {
  const wish = knowledge.recordingOf(user.organisationId, user.userId);
  if (wish === null) throw new VaxelError('call.notAllowed', 'calls are not recorded here');
  return runner.apply(callId, { type: 'record', userId: user.userId, groupId: null, ...wish });
}

/** @throws VaxelError call.barred | call.*NotAllowed | call.notNow */
function allow(destination: Destination): void {
  if (destination.kind === 'outside' && destination.verdict !== 'ok')
    throw new VaxelError(errorOf(destination.verdict), destination.verdict);
}

/**
 * How a person is reached to whom a call is transferred, who is called by its other side; the outside world sees what
 * the transferor's calls show.
 */
export async function transferTo(
  deps: TransferDeps,
  user: LineUser,
  callId: CallId,
  number: string,
): Promise<Transfer> {
  const { destination, party, calledNumber } = await deps.destinations.dialled(user, number, 'transfer');
  allow(destination);
  const { shown } = shownTo(deps, user, destination, null);
  if (destination.kind === 'outside' && destination.emergency)
    deps.help.called({
      ...{ organisationId: user.organisationId, userId: user.userId },
      ...{ number: destination.number, shownNumber: shown, deviceLabel: null },
    });
  const facts = {
    atMs: deps.clock.nowMs(),
    isDialled: false,
    callerUserId: null,
    destination,
    shownNumber: shown,
    mayShowNumber: true,
  };
  const call = deps.live.get(callId);
  const side = call && sideOf(call, user.userId);
  const other = call && side ? otherOf(call, side) : null;
  const caller = { userId: other?.userId ?? null, number: other?.userId === null ? other.number : null };
  const path = [user.userId, ...(other?.userId ? [other.userId] : [])];
  const { organisationId } = user;
  const routing = await deps.makeRouting(facts, {
    organisationId,
    caller,
    callerExtension: other?.number ?? null,
    calledNumber,
    path,
  });
  return {
    input: { type: 'transfer', userId: user.userId, target: party, calledNumber, plan: routing.plan },
    routing,
  };
}

/** Carries out a transfer, and keeps why it went there. @throws VaxelError when the engine refuses it */
export async function carryOutTransfer(
  deps: TransferDeps & Pick<CommandDeps, 'runner'>,
  user: LineUser,
  callId: CallId,
  number: string,
): Promise<void> {
  const { input, routing } = await transferTo(deps, user, callId, number);
  await deps.runner.apply(callId, input);
  deps.keepRouting(callId, user.organisationId, routing);
}

/** More than two can talk. @throws VaxelError call.noMixing */
export function haveMixing({ switch: { capabilities } }: Pick<CommandDeps, 'switch'>): void {
  if (!capabilities.mixing) throw new VaxelError('call.noMixing');
}

/** Whom a call takes in besides, as whom it is transferred to. @throws VaxelError when the engine refuses it */
async function carryOutAdd(deps: CommandDeps, user: LineUser, callId: CallId, number: string): Promise<void> {
  haveMixing(deps);
  const { input, routing } = await transferTo(deps, user, callId, number);
  await deps.runner.apply(callId, { ...input, type: 'add' });
  deps.keepRouting(callId, user.organisationId, routing);
}

/**
 * The step that leads to a place for the user's audio. The way to the mobile leads outside too: it shows what the call
 * shows.
 * @throws VaxelError device.notFound | device.unreachable | call.unknownNumber | call.barred
 */
async function placeStep(
  deps: Pick<CommandDeps, 'devices' | 'destinations' | 'numberToShow'>,
  user: LineUser,
  place: AudioPlace,
  show: string | null,
  because: 'moved' | 'ownDeviceFirst',
): Promise<PlanStep> {
  if (place.kind === 'mobile') {
    if (user.mobile === null) throw new VaxelError('call.unknownNumber', 'the contact card has no mobile number');
    const verdict = await deps.destinations.verdictOn(user, user.mobile);
    if (verdict !== 'ok') throw new VaxelError(errorOf(verdict), verdict);
    return {
      kind: 'dialOutside',
      number: user.mobile,
      show: deps.numberToShow.of(user, show).shown,
      paidBy: user.userId,
      forMs: moveForMs,
      because,
    };
  }
  return stepToDevice(deps, user.userId, place.deviceId, because);
}

/** @throws VaxelError device.notFound | device.unreachable */
export function stepToDevice(
  { devices }: Pick<CommandDeps, 'devices'>,
  userId: UserId,
  deviceId: Extract<AudioPlace, { kind: 'device' }>['deviceId'],
  because: 'moved' | 'ownDeviceFirst' | 'supervised',
): PlanStep {
  const device = devices.find(deviceId);
  if (device?.userId !== userId) throw new VaxelError('device.notFound');
  if (!devices.isReachable(deviceId)) throw new VaxelError('device.unreachable', `${device.label} does not answer`);
  return { kind: 'ringDevices', targets: [asTarget(device)], auto: true, forMs: moveForMs, because };
}
