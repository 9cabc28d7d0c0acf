import { useState } from 'react';
import type { ClientErrorCode } from '../../api/client-error';
import { useActBelow, type Acting } from '../../ui/use-act-below';

const below = ['/administration/', ['administration']] as const;

/** Does something below `/administration/`. */
export const useAct = (): Acting => useActBelow(...below);

export interface FormActing extends Acting {
  /** Why the last of it was not done: the form says it. */
  readonly refusal: ClientErrorCode | null;
}

/** Does something below `/administration/` out of a form that stays open when it is refused. */
export function useActInForm(): FormActing {
  const [refusal, setRefusal] = useState<ClientErrorCode | null>(null);
  const { act, busy } = useActBelow(...below, setRefusal);
  return {
    busy,
    refusal,
    act: (...what) => {
      setRefusal(null);
      return act(...what);
    },
  };
}
