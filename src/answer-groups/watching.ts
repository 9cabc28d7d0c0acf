import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import type { Principal } from '../ports/principal';

type Watcher = Pick<Principal, 'userId' | 'roles'>;
type Watched = Pick<AnswerGroupAdminView, 'members' | 'supervisors'>;

/** Supervises the group, or is an administrator. */
export const maySupervise = ({ supervisors }: Watched, { userId, roles }: Watcher): boolean =>
  roles.includes('administrator') || supervisors.includes(userId);

/** How a group does is for those who answer in it, too. */
export const maySee = (group: Watched, watcher: Watcher): boolean =>
  maySupervise(group, watcher) || group.members.some(({ userId }) => userId === watcher.userId);
