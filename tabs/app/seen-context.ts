import { createContext, useContext } from 'react';
import type { SeenCalls } from './seen-calls';

export const SeenCallsContext = createContext<SeenCalls | null>(null);

export function useSeenCalls(): SeenCalls {
  const seen = useContext(SeenCallsContext);
  if (seen === null) throw new Error('no memory of seen calls around this component');
  return seen;
}
