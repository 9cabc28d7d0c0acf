import { useMemo } from 'react';
import type { ReadNumber } from '../../src/contract/numbers';
import { useServices } from '../app/services';
import { useStore } from '../state/store';
import { readTyped, readableNumber } from '../view-models/dialling';

export interface Numbers {
  /** A number as people read it. */
  readable(number: string): string;
  /** What a text means as a number, or null when it is none. */
  read(text: string): ReadNumber | null;
  /** What to dial for a text, or null when it is no number. */
  target(text: string): string | null;
}

export function useNumbers(): Numbers {
  const { phoneLibrary, store } = useServices();
  const library = useStore(phoneLibrary, (value) => value);
  const organisation = useStore(store, (state) => state.me?.organisation);
  return useMemo(() => {
    const read = (text: string): ReadNumber | null => readTyped(text, organisation ?? unknownOrganisation, library);
    return {
      // A number is never broken between two lines.
      readable: (number) => readableNumber(number, library).replaceAll(' ', '\u00a0'),
      read,
      target: (text) => read(text)?.number ?? null,
    };
  }, [library, organisation]);
}

const unknownOrganisation = { country: 'SE', extensionLengths: [] };
