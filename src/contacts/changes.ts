import { groupListId } from '../contract/contacts/limits';
import type { ContactId, GroupId, OrganisationId, UserId } from '../contract/ids';
import type { GroupState } from '../contract/contacts/realtime';
import type { Publisher } from '../ports/publisher';
import type { Reader } from './group-members';

/** Tells windows what has changed, once it is stored. */
export interface Changes {
  /**
   * Something of a person's own; `contactId` null = more than one contact, or the groups themselves. `contact`: an own
   * contact has come, changed or gone, and not only what it is to the person.
   */
  own(reader: Reader, contactId: ContactId | null, what?: 'contact'): void;
  /** A group that others may see: its members, or with them its name and whether it is there. */
  group(organisationId: OrganisationId, id: GroupId): void;
  /** What a window that watches is told; null: nothing has changed since the start of the server. */
  state(organisationId: OrganisationId, id: GroupId): GroupState | null;
}

export interface ChangesDeps {
  readonly publisher: Publisher;
  readonly nowMs: number;
  /** Told before the person's windows, which ask at once. */
  readonly personalChanged: (userId: UserId) => void;
}

/**
 * Revisions are kept in memory: they grow while the server lives, and begin with its start. A window that comes back
 * after a restart asks for everything anew.
 */
export function createChanges({ publisher, nowMs, personalChanged }: ChangesDeps): Changes {
  const revisions = new Map<string, number>();
  const keyOf = (organisationId: OrganisationId, id: GroupId): string => `${organisationId}/${id}`;

  function changed(organisationId: OrganisationId, id: GroupId): void {
    const key = keyOf(organisationId, id);
    revisions.set(key, (revisions.get(key) ?? nowMs) + 1);
    publisher.changed('groups', organisationId, id);
  }

  return {
    own({ organisationId, userId }, contactId, what) {
      personalChanged(userId);
      publisher.toUser(organisationId, userId, { type: 'contacts.changed', contactId, own: what === 'contact' });
    },
    group(organisationId, id) {
      changed(organisationId, id);
      changed(organisationId, groupListId as GroupId);
    },
    state(organisationId, groupId) {
      const rev = revisions.get(keyOf(organisationId, groupId));
      return rev === undefined ? null : { groupId, rev };
    },
  };
}
