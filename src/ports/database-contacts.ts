import type { ColumnType, Generated } from 'kysely';
import type { ContactId, GroupId, OrganisationId, UserId } from '../contract/ids';
import type { PhoneNumber } from '../contract/people/people';

/* The tables of contacts, and of what people have noted of them, of `Database`. */

export interface ContactTable {
  id: ContactId;
  organisation_id: OrganisationId;
  display_name: string;
  company: string | null;
  department: string | null;
  role: string | null;
  extension: string | null;
  status_message: string | null;
  numbers: ColumnType<PhoneNumber[], string | undefined, string>;
  /** `searchText()` of src/search/search-text.ts; '' = entered by SQL, made when the server hears of it. */
  search_text: Generated<string>;
  /** Whose own contact it is; null = the company's. */
  owner_user_id: Generated<UserId | null>;
  mail_address: Generated<string | null>;
  /** Which photo it has; the photo itself stands apart. */
  photo: Generated<string | null>;
  /** What an import finds it by; the company's only. */
  external_id: Generated<string | null>;
  /** Of an own contact: it can be restored for a day. */
  deleted_at: Generated<Date | null>;
}

export interface ContactTokenTable {
  organisation_id: OrganisationId;
  contact_id: ContactId;
  token: string;
}

/** What a photo of a contact may be. */
export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp';

export interface ContactPhotoTable {
  organisation_id: OrganisationId;
  contact_id: ContactId;
  type: PhotoType;
  image: Buffer;
}

export interface ContactGroupTable {
  id: GroupId;
  organisation_id: OrganisationId;
  /** Null = the company's. */
  owner_user_id: UserId | null;
  name: string;
  shared: Generated<boolean>;
  created_at: Generated<Date>;
  deleted_at: Generated<Date | null>;
}

export interface GroupMemberTable {
  organisation_id: OrganisationId;
  group_id: GroupId;
  contact_id: ContactId;
  added_at: Generated<Date>;
}

export interface FavouriteTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  contact_id: ContactId;
  added_at: Generated<Date>;
}

/** Of a contact or of a bare number, E.164. */
export interface CallerMarkTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  contact_id: ContactId | null;
  number: string | null;
  mark: 'vip' | 'blocked';
  added_at: Generated<Date>;
}

export interface FreeWatchTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  watched_user_id: UserId;
  created_at: Generated<Date>;
  expires_at: Date;
}
