import type { Reach } from '../call';
import { addRules } from './add';
import { anchorRules } from './anchor';
import { callRules } from './call';
import { moveRules } from './move';
import type { ReachRules } from './reach';
import { returnRules } from './return';
import { transferRules } from './transfer';

const rules: Readonly<Record<Reach['why'], ReachRules>> = {
  call: callRules,
  transfer: transferRules,
  return: returnRules,
  anchor: anchorRules,
  move: moveRules,
  add: addRules,
};

/** The rules of why a side is being reached. */
export const reachRules = ({ why }: Pick<Reach, 'why'>): ReachRules => rules[why];
