import { useServices } from './services';
import { useStore } from './use-store';

/** Whether the server tells us what changes. When it does not, what we were told before may be wrong by now. */
export function useConnected(): boolean {
  return useStore(useServices().store, ({ connection: { state } }) => state === 'online' || state === 'connecting');
}
