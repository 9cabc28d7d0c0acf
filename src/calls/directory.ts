import type { ContactId, OrganisationId } from '../contract/ids';

/** The company's contacts, as calls ask for them; a call goes on without an answer. */
export interface Directory {
  /** @throws VaxelError server.unavailable */
  contactByNumber(
    organisationId: OrganisationId,
    number: string,
  ): Promise<{ readonly contactId: ContactId; readonly name: string } | null>;
}
