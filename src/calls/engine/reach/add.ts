import type { UserId } from '../../../contract/ids';
import type { Sound } from '../../../switch/port-sounds';
import { isConnected, isMainSide, isSupervisor, partyOf, sideOf } from '../call-facts';
import type { Call, Guest, GuestMode, Side, Supervision } from '../call';
import { forwardOver } from '../ending';
import { guestOver, isFull, isIn, partOver, seated, takenOver } from '../guests';
import type { Person } from '../identity';
import { newParty } from '../party';
import type { PlanStep } from '../plan';
import { andThen, refuse, unchanged } from '../protocol';
import type { Context, Input, Progress, Refusal, Step } from '../protocol';
import { reach, ringsToo, takesOver } from './reach';
import type { ReachRules } from './reach';
import { nobodyThere, shortened } from './transfer';

/** Somebody shall take part beside the two who talk: they go on meanwhile, and whatever comes of it. */
export function add(call: Call, input: Extract<Input, { type: 'add' }>, context: Context): Progress | Refusal {
  const side = sideOf(call, input.userId);
  if (side === null) return refuse('call.notFound', 'no such call');
  const me = partyOf(call, side);
  if (call.state !== 'active' || !isConnected(me) || isSupervisor(me) || call.callee.kind === 'service')
    return refuse('call.notAllowed', 'only to a call with somebody who is connected others can be added');
  const trouble = isFull(call) ?? nobodyThere(input);
  if (trouble) return trouble;
  if (isIn(call, input.target)) return refuse('call.notAllowed', 'this one is in the call already');
  const party = newParty(input.target, 'in', context, input.calledNumber);
  const guest = seated(call, { ...party, mode: 'talk', broughtBy: input.userId });
  return reach(guest.call, guest.side, 'add', ringing(shortened(input.plan)), context);
}

const rings: ReadonlySet<PlanStep['kind']> = new Set([
  ...(['ringDevices', 'ringAlso', 'ringReachable', 'ringPerson', 'dialOutside', 'wait', 'end'] as const),
]);

/** A voicemail or a queue has nothing to do among people who talk. */
function ringing(plan: readonly PlanStep[]): readonly PlanStep[] {
  const at = plan.findIndex(({ kind }) => !rings.has(kind));
  return at < 0 ? plan : [...plan.slice(0, at), { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' }];
}

/** A supervisor listens, whispers, joins or takes over, from any of these or from outside the call. */
export function supervise(
  call: Call,
  input: Extract<Input, { type: 'supervise' }>,
  context: Context,
): Progress | Refusal {
  const { supervisor, agent, as } = input;
  const side = sideOf(call, agent);
  if (side === null) return refuse('call.notFound', 'no such call');
  if (call.state !== 'active' || !isConnected(partyOf(call, side)) || call.callee.kind === 'service')
    return refuse('call.notAllowed', 'the call is not connected');
  if (isSupervisor(partyOf(call, side))) return refuse('call.notAllowed', 'a supervisor has no call to listen to');
  const guest = call.guests?.find((each) => each.userId === supervisor.userId && isSupervisor(each));
  if (guest) return turnsTo(call, guest, agent, as, context);
  if (isIn(call, supervisor)) return refuse('call.notAllowed', 'the supervisor is in the call already');
  if (input.step === null) return refuse('device.unreachable', 'no device of the supervisor can be reached');
  return isFull(call) ?? comes(call, input, input.step, context);
}

function comes(
  call: Call,
  { supervisor, agent, as, tells }: { supervisor: Person; agent: UserId; as: Supervision; tells: readonly Sound[] },
  step: PlanStep,
  context: Context,
): Progress {
  const guest = seated(call, {
    ...newParty(supervisor, 'out', context),
    mode: modeOf(as),
    broughtBy: supervisor.userId,
    supervises: agent,
    ...(as === 'takeOver' && { takesOver: true }),
    ...(tells.length > 0 && { tells }),
  });
  const plan: readonly PlanStep[] = [step, { kind: 'end', reason: 'ownDevice', because: 'supervised' }];
  return reach(guest.call, guest.side, 'add', plan, context);
}

/** Who takes over listens until the own device has answered. */
const modeOf = (as: Supervision): GuestMode => (as === 'join' ? 'talk' : as === 'takeOver' ? 'listen' : as);

function turnsTo(call: Call, guest: Guest, agent: UserId, as: Supervision, context: Context): Step {
  const { takesOver: _, ...before } = guest;
  const isThere = isConnected(guest);
  const wanted = {
    ...before,
    supervises: agent,
    mode: modeOf(as),
    ...(as === 'takeOver' && { takesOver: true as const }),
  };
  const guests = call.guests?.map((each) => (each === guest ? wanted : each)) ?? [];
  const turned = { ...call, guests };
  return as === 'takeOver' && isThere ? takenOver(turned, wanted, context) : unchanged(turned);
}

/** Somebody is to take part besides: the others go on, with whoever answers or without. */
export const addRules: ReachRules = {
  answered: (call, side, leg, context) =>
    andThen(
      andThen(forwardOver(call, side, 'transferred', true), (each) => takesOver(each, side, leg, context)),
      (each) => arrived(each, side, context),
    ),
  exhausted: (call, side, reason, context) =>
    isMainSide(side) ? partOver(call, side, reason, context) : guestOver(call, side, reason),
  appeared: ringsToo,
  canBeDeclined: true,
  lost: unchanged,
  resumed: unchanged,
};

function arrived(call: Call, side: Side, context: Context): Step {
  const guest = call.guests?.find((each) => each.side === side);
  return guest?.takesOver ? takenOver(call, guest, context) : unchanged(call);
}
