import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, CallId, DeviceId, OrganisationId, UserId } from '../contract/ids';
import type { DeviceRegistry } from '../devices/registry';
import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import type { Switch } from '../switch/port';
import type { Sound } from '../switch/port-sounds';
import { haveMixing, stepToDevice } from './commands';
import { asParty, asTarget } from './destinations';
import { isSupervisor, servedIn } from './engine/call-facts';
import type { Call, Supervision } from './engine/call';
import type { PlanStep } from './engine/plan';
import { moveForMs } from './engine/reach/move';
import type { LiveCalls } from './live-calls';
import type { CallRunner } from './runner';

/** The agent, and the group whose call it has to be. */
export interface Supervised {
  readonly agent: UserId;
  readonly groupId: AnswerGroupId;
  /** The other side is told before anything is heard. */
  readonly isTold: boolean;
}

/** Who is in the call of an agent now, for which group. */
export interface Supervising extends Pick<Supervised, 'agent' | 'groupId'> {
  readonly supervisor: UserId;
}

/** What supervisors of answer groups do in the calls of agents. Whether they may is for the groups to say. */
export interface Supervisions {
  of(organisationId: OrganisationId): readonly Supervising[];
  /**
   * @param on the own device; null = the one in use
   * @throws VaxelError answerGroups.notTalking, call.*, device.*
   */
  supervise(supervisor: UserId, of: Supervised, as: Supervision, on: DeviceId | null): Promise<void>;
  /** @throws VaxelError answerGroups.notTalking */
  stop(supervisor: UserId, of: Pick<Supervised, 'agent'>): Promise<void>;
}

export interface SupervisionDeps {
  readonly switch: Pick<Switch, 'capabilities' | 'isConnected'>;
  readonly live: Pick<LiveCalls, 'all' | 'callsOf'>;
  readonly lines: Lines;
  readonly devices: DeviceRegistry;
  readonly runner: Pick<CallRunner, 'apply'>;
}

export function createSupervisions(deps: SupervisionDeps): Supervisions {
  const { live, lines, runner } = deps;
  const callOf = ({ agent, groupId }: Omit<Supervised, 'isTold'>): Call => {
    const call = live.callsOf(agent).find((each) => isServed(each, agent, groupId));
    if (!call) throw new VaxelError('answerGroups.notTalking');
    return call;
  };
  return {
    of: (organisationId) =>
      live.all().flatMap((call) => (call.organisationId === organisationId ? supervisingIn(call) : [])),
    async supervise(supervisor, of, as, on) {
      haveMixing(deps);
      const user = lines.user(supervisor);
      if (!user) throw new VaxelError('auth.notLinked');
      const call = callOf(of);
      const step = ownDevice(deps, user, on);
      const { agent, isTold } = of;
      await runner.apply(call.id, {
        ...{ type: 'supervise', supervisor: asParty(user), agent, as, step, tells: isTold ? said(deps, user) : [] },
      });
    },
    async stop(supervisor, { agent }) {
      const callId = supervisedBy(live.callsOf(supervisor), supervisor, agent);
      if (callId === null) throw new VaxelError('answerGroups.notTalking');
      await runner.apply(callId, {
        ...{ type: 'command', userId: supervisor, command: { name: 'call.hangUp', callId } },
      });
    },
  };
}

/** The agent has the call for this group, whoever the caller called at first. */
const isServed = (call: Call, agent: UserId, groupId: AnswerGroupId): boolean =>
  servedIn(call)?.userId === agent && servedFor(call) === groupId;

function servedFor(call: Call): AnswerGroupId | null {
  const [step] = servedIn(call)?.plan ?? [];
  return step?.kind === 'queue' ? step.groupId : null;
}

function supervisingIn(call: Call): readonly Supervising[] {
  const groupId = servedFor(call);
  if (groupId === null) return [];
  return (call.guests ?? []).flatMap(({ userId: supervisor, supervises: agent }) =>
    supervisor === null || agent === undefined ? [] : [{ supervisor, agent, groupId }],
  );
}

const supervisedBy = (calls: readonly Call[], supervisor: UserId, agent: UserId): CallId | null =>
  calls.find(({ guests = [] }) =>
    guests.some((each) => each.userId === supervisor && isSupervisor(each) && each.supervises === agent),
  )?.id ?? null;

/** The device that shall hear: it has been asked for, and answers by itself. Null = there is none. */
function ownDevice(deps: SupervisionDeps, { userId }: LineUser, on: DeviceId | null): PlanStep | null {
  if (on !== null) return stepToDevice(deps, userId, on, 'supervised');
  const [device] = deps.devices.reachableOf(userId);
  return device
    ? { kind: 'ringDevices', targets: [asTarget(device)], auto: true, forMs: moveForMs, because: 'supervised' }
    : null;
}

/** In the language of the organisation: of whoever called nothing is known. */
const said = ({ lines }: SupervisionDeps, { organisationId }: LineUser): readonly Sound[] => [
  lines.organisation(organisationId)?.language.startsWith('en') ? 'supervised-en' : 'supervised-sv',
];
