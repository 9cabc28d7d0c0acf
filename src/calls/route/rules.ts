import type { EndReason } from '../../contract/calls/end-reason';
import type { RouteReason } from '../../contract/calls/trace';
import type { AnswerGroupId } from '../../contract/ids';
import { reasonOf } from '../../contract/rules/refused';
import { mailboxPlan } from '../engine/mailbox-plan';
import type { PlanStep, RingTarget, StepOf } from '../engine/plan';
import type { KnownDevice, RouteFacts } from './facts';

export type Plan = readonly PlanStep[];

/** A plan for the calls that the rule is about; null = it is not about this one. */
export type Rule = (facts: RouteFacts) => Plan | null;

/** How long devices ring before the call goes on; a person expects about five rings. */
const ringForMs = 20_000;
/** An outside network decides by itself when it gives up; this is our last resort. */
const outsideForMs = 60_000;

/** For a phone that takes the early media and never opens it. */
const announcementForMs = 12_000;
/** Longer than any self test. */
const longestEchoMs = 30_000;

/** Longer than through all groups that one goes on to. */
const longestWaitMs = 24 * 3_600_000;

export const queueStep = (groupId: AnswerGroupId, priority?: number): StepOf<'queue'> => ({
  ...(priority !== undefined && { priority }),
  ...{ kind: 'queue', groupId, forMs: longestWaitMs, because: 'toAnswerGroup' },
});

/** @param because shown to who asks why */
export const end = (reason: EndReason, because: RouteReason): PlanStep => ({ kind: 'end', reason, because });
const unanswered = end('noAnswer', 'nobodyAnswered');

/** "The number you have called is not in use", in Swedish and in English: about seven seconds. */
const announced: Plan = [
  { kind: 'say', sounds: ['not-in-use-sv', 'not-in-use-en'], forMs: announcementForMs, because: 'unknownNumber' },
  end('unknownNumber', 'unknownNumber'),
];

const showsOthersNumber: Rule = ({ mayShowNumber }) =>
  mayShowNumber ? null : [end('notAllowed', 'numberToShowNotYours')];

/** Nothing stands before it: no right, no limit, and no number to show. */
const help: Rule = ({ destination, shownNumber: show }) => {
  if (destination.kind !== 'outside' || !destination.emergency) return null;
  const { number } = destination;
  const because = 'emergencyNumber';
  return [{ kind: 'dialOutside', number, show, paidBy: null, forMs: outsideForMs, because }, unanswered];
};

const outsideNumber: Rule = ({ destination, shownNumber: show, isDialled }) => {
  if (destination.kind !== 'outside') return null;
  const { number, verdict, paidBy } = destination;
  if (verdict !== 'ok') return [end(reasonOf(verdict), verdict)];
  const because = 'outsideNumber';
  const dialled: PlanStep = { kind: 'dialOutside', number, show, paidBy, forMs: outsideForMs, because };
  return [isDialled ? { ...dialled, ifUnknown: announced } : dialled, unanswered];
};

const service: Rule = ({ destination }) =>
  destination.kind === 'service'
    ? [{ kind: 'echo', forMs: longestEchoMs, because: 'selfTest' }, end('hungUp', 'selfTest')]
    : null;

const mailbox: Rule = ({ destination }) => (destination.kind === 'mailbox' ? mailboxPlan(destination) : null);
/** The group itself says how long one waits, and whereto one goes on. */
const answerGroup: Rule = ({ destination }) =>
  destination.kind === 'answerGroup' ? [queueStep(destination.groupId), unanswered] : null;

const code: Rule = ({ destination }) => {
  if (destination.kind !== 'code') return null;
  const { done } = destination;
  const because = done ? 'codeDone' : 'codeRefused';
  const sounds = done ? (['code-done-sv', 'code-done-en'] as const) : (['code-refused-sv', 'code-refused-en'] as const);
  return [{ kind: 'say', sounds, forMs: announcementForMs, because }, end(done ? 'hungUp' : 'notAllowed', because)];
};

const ownNumber: Rule = ({ destination, callerUserId }) =>
  destination.kind === 'user' && destination.userId === callerUserId ? [end('ownNumber', 'ownNumber')] : null;

/**
 * Where no device of a person is surely there, those that are connected but silent are the last resort: they may only
 * be slow (R9).
 */
export function devicesToRing(devices: readonly KnownDevice[]): readonly RingTarget[] {
  const sure = devices.filter(({ isReachable }) => isReachable);
  return (sure.length > 0 ? sure : devices).map(({ target }) => target);
}

/** Nothing is known but the devices. */
const ringsDevices: Rule = ({ destination, incoming }) => {
  if (destination.kind !== 'user' || incoming) return null;
  const targets = devicesToRing(destination.devices);
  if (targets.length === 0) return [end('unreachable', 'noDeviceReachable')];
  return [{ kind: 'ringDevices', targets, forMs: ringForMs, because: 'devicesReachable' }, unanswered];
};

/** The first that gives a plan decides. */
export const rules: readonly Rule[] = [
  help,
  showsOthersNumber,
  service,
  mailbox,
  answerGroup,
  code,
  outsideNumber,
  ownNumber,
  ringsDevices,
];

/** Where no rule leads anywhere: nobody has this number. */
export const unknownNumber = ({ isDialled }: RouteFacts): Plan => (isDialled ? announced : announced.slice(-1));
