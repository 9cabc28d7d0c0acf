import type { EndReason } from '../../contract/calls/end-reason';
import type { RouteReason } from '../../contract/calls/trace';
import type { PlanStep } from '../engine/call';
import type { RouteFacts } from './facts';

export type Plan = readonly PlanStep[];

/** A plan for the calls that the rule is about; null = it is not about this one. */
export type Rule = (facts: RouteFacts) => Plan | null;

/** How long devices ring before the call goes on; a person expects about five rings. */
const ringForMs = 20_000;
/** An outside network decides by itself when it gives up; this is our last resort. */
const outsideForMs = 60_000;

const end = (reason: EndReason, because: RouteReason): PlanStep => ({ kind: 'end', reason, because });
const unanswered = end('noAnswer', 'nobodyAnswered');

const showsOthersNumber: Rule = ({ mayShowNumber }) => (mayShowNumber ? null : [end('notAllowed', 'numberToShowNotYours')]);

const outsideNumber: Rule = ({ destination, shownNumber }) => {
  if (destination.kind !== 'outside') return null;
  const because = destination.emergency ? 'emergencyNumber' : 'outsideNumber';
  return [{ kind: 'dialOutside', number: destination.number, show: shownNumber, forMs: outsideForMs, because }, unanswered];
};

const ownNumber: Rule = ({ destination, callerUserId }) =>
  destination.kind === 'user' && destination.userId === callerUserId ? [end('ownNumber', 'ownNumber')] : null;

/** Where no device of a person is surely there, those that are connected but silent are the last resort: they may only be slow (R9). */
const ringsDevices: Rule = ({ destination }) => {
  if (destination.kind !== 'user') return null;
  const sure = destination.devices.filter(({ isReachable }) => isReachable);
  const targets = (sure.length > 0 ? sure : destination.devices).map(({ target }) => target);
  if (targets.length === 0) return [end('unreachable', 'noDeviceReachable')];
  return [{ kind: 'ringDevices', targets, forMs: ringForMs, because: 'devicesReachable' }, unanswered];
};

/** The first that gives a plan decides. */
export const rules: readonly Rule[] = [showsOthersNumber, outsideNumber, ownNumber, ringsDevices];

/** Where no rule leads anywhere: nobody has this number. */
export const unknownNumber: Plan = [end('unknownNumber', 'unknownNumber')];
