import type { PartyIdentity } from '../../src/calls/engine/identity';
import type { Destination } from '../../src/calls/route/facts';
import type { UserId } from '../../src/contract/ids';

export function identity(userId: UserId | null, number: string | null): PartyIdentity {
  const known = { contactId: null, name: userId, number: number ?? userId };
  return userId === null ? { ...known, kind: 'outside', userId } : { ...known, kind: 'person', userId };
}

/** Who is at a destination, as the service would have it. */
export function party(destination: Destination): PartyIdentity {
  if (destination.kind === 'user') return identity(destination.userId, null);
  if (destination.kind === 'outside') return identity(null, destination.number);
  const service = destination.kind === 'service' ? destination.service : 'announcement';
  return { kind: 'service', service, userId: null, contactId: null, name: null, number: '*43' };
}
