import { createContext, useContext } from 'react';
import type { CallId } from '../../../src/contract/ids';

/** What the person is in the middle of; it belongs to the panel, so that cards may come, go and change under it. */
export interface PanelTask {
  readonly kind: 'transfer' | 'connect';
  readonly callId: CallId;
}

export const PanelTaskContext = createContext<(task: PanelTask) => void>(() => undefined);

export function useBeginTask(): (task: PanelTask) => void {
  return useContext(PanelTaskContext);
}
