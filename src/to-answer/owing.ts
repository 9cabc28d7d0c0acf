import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { Owing } from './store';

/** Who is in a group, as far as it is owed for. */
export interface OwingGroup {
  readonly members: readonly { readonly userId: UserId }[];
  readonly supervisors: readonly UserId[];
}

/** The answer groups of an organisation; handed in by theirs. */
export type GroupsOf = (organisationId: OrganisationId) => ReadonlyMap<AnswerGroupId, OwingGroup>;

/** A call to a group is owed by all who answer in it or supervise it. */
export const peopleOf = ({ members, supervisors }: OwingGroup): ReadonlySet<UserId> =>
  new Set([...members.map(({ userId }) => userId), ...supervisors]);

export const owingOf = (groups: ReturnType<GroupsOf>, userId: UserId): Owing => ({
  userId,
  groupIds: [...groups].filter(([, group]) => peopleOf(group).has(userId)).map(([id]) => id),
});
