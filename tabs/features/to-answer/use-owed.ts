import type { ToAnswer } from '../../../src/contract/to-answer/to-answer';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import { useStore } from '../../ui/use-store';
import { rests } from './rests';
import { useToAnswer } from './use-to-answer';

const none: readonly ToAnswer[] = [];

/** How many I should call now: those that do not rest, and that no colleague sees to. @param asks or nobody */
export function useOwed(asks: boolean): number {
  const parties = useToAnswer(asks).data?.parties ?? none;
  const { store } = useServices();
  const me = useStore(store, ({ me: own }) => own?.user.id);
  const nowMs = useServerNow(parties.some(({ snoozedUntilMs }) => snoozedUntilMs !== null));
  return parties.filter((party) => !rests(party, nowMs) && (party.claimedBy === null || party.claimedBy.userId === me))
    .length;
}
