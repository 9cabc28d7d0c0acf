import type { OrganisationId } from '../contract/ids';
import type { LineGroup, LineUser } from './line-user';

/** What an extension or a number leads to. */
export interface UserTarget {
  readonly kind: 'user';
  readonly organisationId: OrganisationId;
  readonly user: LineUser;
}

export interface GroupTarget {
  readonly kind: 'answerGroup';
  readonly organisationId: OrganisationId;
  readonly group: LineGroup;
}

export type LineTarget = UserTarget | GroupTarget;

export const userTarget = (user: LineUser): UserTarget => ({ kind: 'user', organisationId: user.organisationId, user });
export const groupTarget = (group: LineGroup): GroupTarget => ({
  kind: 'answerGroup',
  organisationId: group.organisationId,
  group,
});

/** Who has the extension or the number, where a person has it. */
export const personAt = (target: LineTarget | undefined): LineUser | undefined =>
  target?.kind === 'user' ? target.user : undefined;
