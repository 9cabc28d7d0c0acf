import { useMemo } from 'react';
import { useServices } from '../app/services';
import { useStore } from '../state/store';
import { dialTarget, readableNumber } from '../view-models/dialling';

export interface Numbers {
  /** A number as people read it. */
  readable(number: string): string;
  /** What to dial for a text, or null when it is no number. */
  target(text: string): string | null;
}

export function useNumbers(): Numbers {
  const { phoneLibrary, store } = useServices();
  const library = useStore(phoneLibrary, (value) => value);
  const country = useStore(store, (state) => state.me?.organisation.country ?? 'SE');
  return useMemo(
    () => ({ readable: (number) => readableNumber(number, library), target: (text) => dialTarget(text, country, library) }),
    [library, country],
  );
}
