import type { OtherParty } from '../../src/contract/calls/call-view';

/** The number of whoever is nobody's contact yet, of which a contact can be made. Null for all others. */
export const newContactNumber = ({
  contactId,
  userId,
  number,
}: Pick<OtherParty, 'contactId' | 'userId' | 'number'>): string | null =>
  contactId === null && userId === null ? number : null;
