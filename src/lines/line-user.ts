import type { AnswerGroupId, ContactId, OrganisationId, UserId } from '../contract/ids';

/** What routing must know of a user, at once and also while the database is away. */
export interface LineUser {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly contactId: ContactId;
  readonly displayName: string;
  readonly extension: string;
  /** E.164, the default first. */
  readonly numbers: readonly string[];
  /** Extensions and numbers of those who have left and whose calls come here. */
  readonly inherited?: readonly string[];
  /** E.164, from the contact card. */
  readonly mobile: string | null;
}

export interface LineOrganisation {
  readonly id: OrganisationId;
  /** Host part of its SIP addresses. */
  readonly domain: string;
  readonly country: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA: in which its days and opening hours are. */
  readonly timeZone: string;
}

/** What routing must know of an answer group. */
export interface LineGroup {
  readonly groupId: AnswerGroupId;
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly extension: string;
  /** E.164. */
  readonly number: string | null;
}
