import type { OrganisationId, UserId } from '../contract/ids';
import type { ServerEvent } from '../contract/realtime';
import type { TopicId, TopicName } from './topics';

/** How features tell clients of a change. Returns at once; delivery and resumption are the gateway's work. */
export interface Publisher {
  /** To every window of one user, at once, and to windows that were away when they are back. */
  toUser(organisationId: OrganisationId, userId: UserId, event: ServerEvent): void;
  /** A value that many may watch has changed: those who do get the newest with the next tick. */
  changed<Name extends TopicName>(topic: Name, organisationId: OrganisationId, id: TopicId<Name>): void;
}
