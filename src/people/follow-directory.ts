import { z } from 'zod';
import { ContactId, OrganisationId, UserId } from '../contract/ids';
import { readNotice } from '../following/read-notice';
import type { Clock } from '../ports/clock';
import type { Wakes } from '../ports/wakes';

/** Contacts of one owner that have changed, as the triggers of the database say it; null: too many to name. */
const Change = z.object({
  organisationId: OrganisationId,
  /** Null: the company's. */
  ownerUserId: UserId.nullable(),
  contactIds: z.array(ContactId).max(100).nullable(),
});
export type DirectoryChange = z.infer<typeof Change>;

export interface FollowDirectoryDeps {
  readonly wakes: Wakes;
  readonly clock: Clock;
  /** Told of what one transaction has changed, or some that came together. */
  readonly onChange: (change: DirectoryChange) => void;
  /** Anything may have changed. */
  readonly onGap: () => void;
}

/** What one transaction says comes in one go, or nearly. */
const gatherMs = 20;
/** Of more, it is only said that there are many. */
const mostAtOnce = 400;

/** Follows the contacts of all organisations, whoever changes them. @throws VaxelError server.unavailable */
export async function followDirectory({ wakes, clock, onChange, onGap }: FollowDirectoryDeps): Promise<void> {
  const gathered = new Map<string, DirectoryChange>();

  function tell(): void {
    const changes = [...gathered.values()];
    gathered.clear();
    changes.forEach(onChange);
  }

  function add(change: DirectoryChange): void {
    const key = `${change.organisationId} ${change.ownerUserId}`;
    if (gathered.size === 0) clock.after(gatherMs, tell);
    const before = gathered.get(key);
    const ids = before === undefined ? change.contactIds : both(before.contactIds, change.contactIds);
    gathered.set(key, { ...change, contactIds: ids });
  }

  await wakes.listen('directory_changed', {
    onNotice(payload) {
      const change = readNotice(Change, payload);
      if (change === null) onGap();
      else add(change);
    },
    onGap,
  });
}

function both(some: readonly ContactId[] | null, others: readonly ContactId[] | null): ContactId[] | null {
  if (some === null || others === null) return null;
  const all = [...new Set([...some, ...others])];
  return all.length > mostAtOnce ? null : all;
}
