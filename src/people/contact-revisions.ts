import { allContactsId, directoryId } from '../contract/people/directory-ids';
import type { ContactId, OrganisationId } from '../contract/ids';
import type { ContactState } from '../contract/people/realtime';
import type { Publisher } from '../ports/publisher';

/** Tells windows which of the contacts on their screens have changed. */
export interface ContactRevisions {
  /** @param contactIds null: too many to tell one by one */
  changed(organisationId: OrganisationId, contactIds: readonly ContactId[] | null): void;
  /** Notices were missed: any contact of any organisation may have changed. */
  changedEverywhere(): void;
  /** What a window that watches is told; null: nothing has changed since the start of the server. */
  state(organisationId: OrganisationId, contactId: ContactId): ContactState | null;
}

/**
 * Revisions are kept in memory: they begin with the start of the server and grow. A window that comes back after a
 * restart asks for everything anew.
 */
export function createContactRevisions(publisher: Pick<Publisher, 'changed'>, nowMs: number): ContactRevisions {
  const revisions = new Map<OrganisationId, Map<string, number>>();
  let last = nowMs;

  function of(organisationId: OrganisationId): Map<string, number> {
    const theirs = revisions.get(organisationId) ?? new Map<string, number>();
    revisions.set(organisationId, theirs);
    return theirs;
  }

  function change(organisationId: OrganisationId, id: string): void {
    of(organisationId).set(id, (last += 1));
    publisher.changed('contacts', organisationId, id as ContactId);
  }

  function changed(organisationId: OrganisationId, contactIds: readonly ContactId[] | null): void {
    for (const id of contactIds ?? [allContactsId]) change(organisationId, id);
    change(organisationId, directoryId);
  }

  return {
    changed,
    changedEverywhere: () => [...revisions.keys()].forEach((organisationId) => changed(organisationId, null)),
    state(organisationId, contactId) {
      // Whoever watches is told of a gap, also where nothing had changed before it.
      const rev = of(organisationId).get(contactId);
      return rev === undefined ? null : { contactId, rev };
    },
  };
}
