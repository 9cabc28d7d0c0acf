import { useSyncExternalStore } from 'react';
import type { Store } from '../state/store';

/** `select` must return the same object while nothing it reads has changed. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
