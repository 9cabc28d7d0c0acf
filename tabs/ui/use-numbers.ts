import { useMemo } from 'react';
import type { ReadNumber } from '../../src/contract/numbers/numbers';
import { useServices } from './services';
import { useStore } from './use-store';
import { localNumber, readTyped, readableNumber } from '../view-models/dialling';

export interface Numbers {
  /** A number as people everywhere read it, `+46 8 519 200 11`: for names and for what is read aloud. */
  readable(number: string): string;
  /** A number as the organisation's country writes it, `08-519 200 11`: for what is looked at. */
  local(number: string): string;
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
    const known = organisation ?? unknownOrganisation;
    const read = (text: string): ReadNumber | null => readTyped(text, known, library);
    return {
      readable: (number) => unbroken(readableNumber(number, library)),
      local: (number) => unbroken(localNumber(number, known.country, library)),
      read,
      target: (text) => read(text)?.number ?? null,
    };
  }, [library, organisation]);
}

const unknownOrganisation = { country: 'SE', extensionLengths: [] };

/** A number is never broken between two lines. */
const unbroken = (number: string): string => number.replaceAll(' ', '\u00a0');
