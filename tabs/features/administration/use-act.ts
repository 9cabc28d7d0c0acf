import { useActBelow, type Acting } from '../../ui/use-act-below';

/** Does something below `/administration/`. */
export const useAct = (): Acting => useActBelow('/administration/', ['administration']);
