import type { ContactId, UserId } from '../../contract/ids';

/** As the other side is told. */
export interface Known {
  readonly contactId: ContactId | null;
  readonly name: string | null;
  /** Extension of a user, E.164 of an outside number, what was dialled for a service; null = withheld. */
  readonly number: string | null;
  /** The name is from this person's own contacts: it is shown to nobody else. */
  readonly knownOnlyTo?: UserId;
}

export interface Person extends Known {
  readonly kind: 'person';
  readonly userId: UserId;
}

/** Somebody who is not in this organisation: no devices, and nowhere to come back from. */
export interface Outside extends Known {
  readonly kind: 'outside';
  readonly userId: null;
}

/** The server itself, which speaks and listens in the place of a person in its steps. It has no legs. */
export interface Service extends Known {
  readonly kind: 'service';
  readonly userId: null;
  readonly service: ServiceName;
}

/** What the server itself does at the other end of a call. */
export type ServiceName = 'announcement' | 'echo' | 'code' | 'voicemail' | 'mailbox' | 'answerGroup';

/** Who takes part. */
export type PartyIdentity = Person | Outside | Service;

/** Who it is, without how they take part. */
export function identityOf(party: PartyIdentity): PartyIdentity {
  const { contactId, name, number, knownOnlyTo } = party;
  const known = { contactId, name, number, ...(knownOnlyTo !== undefined && { knownOnlyTo }) };
  if (party.kind === 'person') return { ...known, kind: party.kind, userId: party.userId };
  return party.kind === 'service'
    ? { ...known, kind: party.kind, userId: null, service: party.service }
    : { ...known, kind: party.kind, userId: null };
}

/** What one who takes part may know of another; null = whoever is outside. */
export const seenBy = (viewer: UserId | null, { contactId, name, number, knownOnlyTo }: Known): Known =>
  knownOnlyTo === undefined || knownOnlyTo === viewer
    ? { contactId, name, number }
    : { contactId: null, name: null, number };
