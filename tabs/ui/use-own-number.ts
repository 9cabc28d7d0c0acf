import { useServices } from './services';
import { useStore } from './use-store';
import { useNumbers } from './use-numbers';

/**
 * Reads one of my numbers out as the company names it, "Switchboard 08-519 200 00"; null where I have no other to
 * confuse it with.
 */
export function useOwnNumber(): (number: string | null) => string | null {
  const numbers = useNumbers();
  const me = useStore(useServices().store, (state) => state.me?.user);
  return (number) => {
    if (number === null || (me?.numbers.length ?? 0) < 2) return null;
    const label = me?.numberLabels[number];
    return label === undefined || label === '' ? numbers.local(number) : `${label} ${numbers.local(number)}`;
  };
}
