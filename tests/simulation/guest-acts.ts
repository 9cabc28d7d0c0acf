import { sidesOf } from '../../src/calls/engine/call';
import { isSupervisor, partyOf } from '../../src/calls/engine/call-facts';
import type { Call } from '../../src/calls/engine/call';
import type { PartyIdentity, Person } from '../../src/calls/engine/identity';
import type { PlanStep } from '../../src/calls/engine/plan';
import type { UserId } from '../../src/contract/ids';
import type { Chance } from './chance';
import type { ModelRunner } from './model-runner';
import type { People } from './people';

const person = (userId: UserId): Person => ({ kind: 'person', userId, contactId: null, name: userId, number: userId });

/** Somebody is added, muted or sent away; or a supervisor comes, goes from one mode to another, or takes over. */
export function guestActs(runner: ModelRunner, chance: Chance, people: People, call: Call | undefined): void {
  if (!call) return;
  const userId = chance.pick(sidesOf(call).flatMap((side) => partyOf(call, side).userId ?? []));
  if (userId === undefined) return;
  const guest = chance.pick(call.guests ?? [])?.side ?? 'guest-1';
  if (chance.of(0.45)) return supervise(runner, chance, people, call, userId);
  if (chance.of(0.15)) return runner.apply(call.id, { type: 'removeGuest', userId, guest });
  if (chance.of(0.15)) return runner.apply(call.id, { type: 'muteGuest', userId, guest, muted: chance.of(0.6) });
  const [target, plan] = added(chance, people);
  runner.apply(call.id, { type: 'add', userId, target, plan });
}

const end: PlanStep = { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' };

function added(chance: Chance, people: People): readonly [PartyIdentity, readonly PlanStep[]] {
  const userId = chance.of(0.8) ? chance.pick(people.users) : undefined;
  if (userId === undefined) {
    const number = `+4670000001${chance.below(4)}`;
    const dials = { kind: 'dialOutside', number, show: null, forMs: 20_000, because: 'outsideNumber' } as const;
    const to = { kind: 'outside', userId: null, contactId: null, name: null, number } as const;
    return [to, [{ ...dials, paidBy: chance.pick(people.users) ?? null }, end]];
  }
  const targets = people.reachable(userId);
  const rings: PlanStep = { kind: 'ringDevices', targets, forMs: 20_000, because: 'devicesReachable' };
  return [person(userId), [rings, end]];
}

function supervise(runner: ModelRunner, chance: Chance, people: People, call: Call, agent: UserId): void {
  const present = call.guests?.find((each) => isSupervisor(each))?.userId;
  const supervisor = (chance.of(0.5) ? present : undefined) ?? chance.pick(people.users);
  if (supervisor === undefined || supervisor === agent) return;
  const targets = people.reachable(supervisor);
  const as = chance.pick(['listen', 'whisper', 'join', 'takeOver', 'takeOver'] as const) ?? 'listen';
  runner.apply(call.id, {
    type: 'supervise',
    ...{ supervisor: person(supervisor), agent, as },
    step:
      targets.length > 0 ? { kind: 'ringDevices', targets, auto: true, forMs: 20_000, because: 'supervised' } : null,
    tells: chance.of(0.5) ? ['beep'] : [],
  });
}
