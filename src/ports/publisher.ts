import type { OrganisationId, UserId } from '../contract/ids';
import type { ServerEvent } from '../contract/realtime';

/** How features tell clients of a change. Returns at once; delivery and resumption are the gateway's work. */
export interface Publisher {
  /** To every window of one user, at once, and to windows that were away when they are back. */
  toUser(organisationId: OrganisationId, userId: UserId, event: ServerEvent): void;
  /** What colleagues see of the person has changed: those who watch get the newest value with the next tick. */
  personChanged(organisationId: OrganisationId, userId: UserId): void;
}
