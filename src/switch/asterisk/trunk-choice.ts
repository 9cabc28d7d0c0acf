import type { OrganisationId } from '../../contract/ids';
import { areOfOneOperator } from '../../contract/trunks/same-operator';
import type { Trunk } from '../port';
import { calledNumber, type SaidByOperator } from './trunk-arrivals';

/** Whose a number is (E.164); null: nobody's here. */
export type OwnerOf = (number: string) => OrganisationId | null;

/**
 * The trunk that a call has come by. Where several have the same operator, Asterisk has found one of them: meant is the
 * one whose account is called, else the one whose organisation has the number that is called, as its trunk reads it.
 */
export function meantTrunk(found: Trunk, all: readonly Trunk[], said: SaidByOperator, ownerOf: OwnerOf): Trunk {
  const others = all.filter((each) => each !== found && each.enabled && areOfOneOperator(each, found));
  if (others.length === 0) return found;
  const here = [found, ...others];
  const isOf = (trunk: Trunk): boolean => {
    const number = calledNumber(said, trunk);
    return number !== null && ownerOf(number) === trunk.organisationId;
  };
  const called = here.filter(({ registers, account }) => registers && account === said.dialled);
  return called.find(isOf) ?? called[0] ?? here.find(isOf) ?? found;
}
