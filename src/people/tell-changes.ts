import type { ContactRevisions } from './contact-revisions';
import type { FollowDirectoryDeps } from './follow-directory';
import type { DirectoryIndexes } from './index/directory-indexes';
import type { PersonalFactsOf } from './personal-facts';

export interface Followers {
  readonly indexes: Pick<DirectoryIndexes, 'changed' | 'changedEverywhere'>;
  readonly facts: Pick<PersonalFactsOf, 'changed' | 'changedEverywhere'>;
  readonly revisions: Pick<ContactRevisions, 'changed' | 'changedEverywhere'>;
}

/**
 * Whoever holds something of the directory hears of its changes; windows last: they ask at once, and are told but once.
 */
export function tellChanges({ indexes, facts, revisions }: Followers): Pick<FollowDirectoryDeps, 'onChange' | 'onGap'> {
  return {
    onChange({ organisationId, ownerUserId, contactIds }) {
      if (ownerUserId !== null) return facts.changed(ownerUserId);
      void indexes.changed(organisationId, contactIds).then(() => revisions.changed(organisationId, contactIds));
    },
    onGap() {
      indexes.changedEverywhere();
      facts.changedEverywhere();
      revisions.changedEverywhere();
    },
  };
}
