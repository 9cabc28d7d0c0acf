import { VaxelError } from '../contract/errors';
import type { CallId, UserId } from '../contract/ids';
import type { AudioPlace, CallCommand } from '../contract/calls/commands';
import type { Principal } from '../ports/principal';
import { isCallIdTaken } from './arrival';
import type { ArrivalDeps } from './arrival';
import { asParty, asTarget } from './destinations';
import type { LineUser } from '../lines/line-user';
import type { PlanStep } from './engine/plan';
import { otherSide, sideOf } from './engine/call';
import { moveForMs } from './engine/reach/move';
import type { Input, PlainCommand } from './engine/protocol';
import type { LiveCalls } from './live-calls';
import { route } from './route/route';
import { standingAt } from './standing';
import type { PlacedCalls } from './placed-calls';
import type { CallRunner } from './runner';

export interface CommandDeps extends ArrivalDeps {
  readonly placed: PlacedCalls;
  readonly runner: CallRunner;
  readonly live: Pick<LiveCalls, 'get'>;
}

/** The calls that a command is about. */
export const callsOfCommand = (command: CallCommand): readonly CallId[] =>
  'withCallId' in command ? [command.callId, command.withCallId] : [command.callId];

/** Carries out what users ask of their calls: looks up what the engine must know, and gives it to the engine. */
export function createCommands(deps: CommandDeps) {
  return async (principal: Principal, command: CallCommand): Promise<void> => {
    const user = deps.lines.user(principal.userId);
    if (!user) throw new VaxelError('auth.notLinked');
    switch (command.name) {
      case 'call.place':
        return place(deps, user, command);
      case 'call.transfer':
        return deps.runner.apply(command.callId, await transferTo(deps, user, command));
      case 'call.connect':
        return deps.runner.connect(command.callId, command.withCallId, user.userId);
      case 'call.move':
        return deps.runner.apply(command.callId, {
          type: 'move',
          userId: user.userId,
          step: placeStep(deps, user, command.to, null, 'moved'),
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
  const first = placeStep(deps, user, command.from, command.show, 'ownDeviceFirst');
  const { shown, allowed } = deps.numberToShow.of(user, command.show);
  if (!allowed) throw new VaxelError('call.numberNotYours');
  await deps.placed.within(user, command.callId, async () => {
    if (await isCallIdTaken(deps, command.callId))
      throw new VaxelError('call.notAllowed', 'this call has started already');
    const { destination, party, calledNumber } = await deps.destinations.dialled(user, command.number);
    const standing = await standingAt(deps, user.organisationId, destination, asParty(user));
    await deps.runner.apply(command.callId, {
      type: 'start',
      callId: command.callId,
      organisationId: user.organisationId,
      from: { first },
      caller: asParty(user),
      callee: party,
      calledNumber,
      plan: route({
        atMs: deps.clock.nowMs(),
        isDialled: true,
        callerUserId: user.userId,
        destination,
        standing,
        shownNumber: shown,
        mayShowNumber: allowed,
      }),
      shownNumber: destination.kind === 'outside' ? shown : null,
    });
  });
}

/** How a person is reached to whom a call is transferred; the outside world sees what the transferor's calls show. */
export async function transferTo(
  deps: Pick<CommandDeps, 'destinations' | 'numberToShow' | 'clock' | 'standingOf' | 'live'>,
  user: LineUser,
  { callId, number }: { readonly callId: CallId; readonly number: string },
): Promise<Extract<Input, { type: 'transfer' }>> {
  const { destination, party, calledNumber } = await deps.destinations.dialled(user, number);
  const { shown } = deps.numberToShow.of(user, null);
  const call = deps.live.get(callId);
  const side = call && sideOf(call, user.userId);
  // Whoever is handed on is as blocked as if they called themselves.
  const other = call && side ? call[otherSide(side)] : { userId: null, number: null };
  const standing = await standingAt(deps, user.organisationId, destination, other);
  return {
    type: 'transfer',
    userId: user.userId,
    target: party,
    calledNumber,
    plan: route({
      atMs: deps.clock.nowMs(),
      isDialled: false,
      callerUserId: null,
      destination,
      standing,
      shownNumber: shown,
      mayShowNumber: true,
    }),
  };
}

/**
 * The step that leads to a place for the user's audio. The way to the mobile leads outside too: it shows what the call
 * shows.
 * @throws VaxelError device.notFound | device.unreachable | call.unknownNumber
 */
function placeStep(
  deps: Pick<CommandDeps, 'devices' | 'numberToShow'>,
  user: LineUser,
  place: AudioPlace,
  show: string | null,
  because: 'moved' | 'ownDeviceFirst',
): PlanStep {
  if (place.kind === 'mobile') {
    if (user.mobile === null) throw new VaxelError('call.unknownNumber', 'the contact card has no mobile number');
    return {
      kind: 'dialOutside',
      number: user.mobile,
      show: deps.numberToShow.of(user, show).shown,
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
  because: 'moved' | 'ownDeviceFirst',
): PlanStep {
  const device = devices.find(deviceId);
  if (device?.userId !== userId) throw new VaxelError('device.notFound');
  if (!devices.isReachable(deviceId)) throw new VaxelError('device.unreachable', `${device.label} does not answer`);
  return { kind: 'ringDevices', targets: [asTarget(device)], auto: true, forMs: moveForMs, because };
}
