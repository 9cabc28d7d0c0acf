import type { OrganisationId, UserId } from '../contract/ids';
import type { LineChange, ServerEvent } from '../contract/realtime';

/** How features tell clients of a change. Returns at once; delivery and resumption are the gateway's work. */
export interface Publisher {
  /** To every window of one user, at once. */
  toUser(organisationId: OrganisationId, userId: UserId, event: ServerEvent): void;
  /** To everyone in the organisation, coalesced with other changes of the same tick (50 ms). */
  lineChanged(organisationId: OrganisationId, change: LineChange): void;
}
