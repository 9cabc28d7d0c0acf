import type { OrganisationId } from '../contract/ids';
import type { LineUser } from './line-user';

/** What an extension or a number leads to. */
export interface UserTarget {
  readonly kind: 'user';
  readonly organisationId: OrganisationId;
  readonly user: LineUser;
}

export type LineTarget = UserTarget;

export const userTarget = (user: LineUser): UserTarget => ({ kind: 'user', organisationId: user.organisationId, user });
