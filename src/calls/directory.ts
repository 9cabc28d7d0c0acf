import type { ContactId, OrganisationId, UserId } from '../contract/ids';

/** Who has a number, as the directory says. */
export interface KnownCaller {
  /** Null: several have the number, and `name` names them. */
  readonly contactId: ContactId | null;
  readonly name: string;
  /** A person's own contact: nobody else is told. */
  readonly knownOnlyTo?: UserId;
}

/** The company's contacts, then those of the person who sees the call, as calls ask for them. */
export interface Directory {
  /**
   * A call goes on without an answer. @param viewer null = it is not known yet who will see the call @throws VaxelError
   * server.unavailable
   */
  contactByNumber(organisationId: OrganisationId, number: string, viewer: UserId | null): Promise<KnownCaller | null>;
}
