import { useMemo } from 'react';
import type { OtherParty } from '../../../src/contract/calls/call-view';

/** Whom a call is with: the same object while it is the same party, however the call changes. */
export function useParty(call: OtherParty | null): OtherParty | null {
  const { name = null, number = null, contactId = null, userId = null } = call ?? {};
  const none = call === null;
  return useMemo(() => (none ? null : { name, number, contactId, userId }), [none, name, number, contactId, userId]);
}
