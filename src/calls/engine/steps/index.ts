import type { PlanStep, StepOf } from '../plan';
import { dialOutside } from './dial-outside';
import { echo } from './echo';
import { end } from './end';
import { goodbye } from './goodbye';
import { greet } from './greet';
import { mailbox } from './mailbox';
import { queue } from './queue';
import { record } from './record';
import { ringAlso } from './ring-also';
import { ringDevices } from './ring-devices';
import { ringPerson } from './ring-person';
import { ringReachable } from './ring-reachable';
import { say } from './say';
import type { StepRules } from './step';
import { wait } from './wait';

const rules: { readonly [Kind in PlanStep['kind']]: StepRules<StepOf<Kind>> } = {
  ringDevices,
  ringAlso,
  ringReachable,
  ringPerson,
  dialOutside,
  wait,
  say,
  echo,
  greet,
  record,
  mailbox,
  queue,
  goodbye,
  end,
};

/** The rules of a step's kind. */
export const rulesOf = <S extends PlanStep>(step: S): StepRules<S> => rules[step.kind] as unknown as StepRules<S>;
