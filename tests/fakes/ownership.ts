import { createProcessOwnership } from '../../src/storage/process-ownership';

/** The ownership of one process, whose lock a test can let another server have. */
export function createLosableOwnership() {
  const lock = new AbortController();
  return { ...createProcessOwnership({ fence: 1, lost: lock.signal }), lose: () => lock.abort() };
}
