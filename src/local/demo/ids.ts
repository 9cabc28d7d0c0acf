import type { OrganisationId, UserId } from '../../contract/ids';
import { stableId } from './stable-id';

/** The organisation's id, for those who need to find it again. */
export function demoOrganisationId(organisation: { readonly key: string }): OrganisationId {
  return stableId(`organisation ${organisation.key}`) as OrganisationId;
}

/** The id of a user of the telephone system, by organisation and key. */
export function demoUserId(organisation: { readonly key: string }, user: { readonly key: string }): UserId {
  return stableId(`user ${organisation.key} ${user.key}`) as UserId;
}
