import { createProcessOwnership } from '../../src/storage/process-ownership';

/** The ownership of one process, whose lock a test can let another server have. */
export function createLosableOwnership() {
  const lock = new AbortController();
  return { ...createProcessOwnership(lock.signal), lose: () => lock.abort() };
}
