import { useEffect } from 'react';
import type { ContactId } from '../../src/contract/ids';
import { useServices } from './services';

/** While the part is drawn, what an administrator changes of these contacts is asked for anew. */
export function useWatchedContacts(ids: readonly string[]): void {
  const { watchingContacts } = useServices();
  const key = ids.join();
  useEffect(
    () => (key === '' ? undefined : watchingContacts.add(key.split(',') as ContactId[])),
    [watchingContacts, key],
  );
}
