import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ImportReason, ImportRefusal } from '../contract/imports/fields';
import type { ImportCounts, ImportedContact, ImportId, ImportOutcome, ImportState } from '../contract/imports/imports';
import type { ContactId, GroupId, OrganisationId, UserId } from '../contract/ids';

/** Tables of files of contacts; see `database.ts`. */
export interface ImportTable {
  id: ImportId;
  organisation_id: OrganisationId;
  created_at: Generated<Date>;
  created_by: UserId | null;
  file_name: string;
  state: ImportState;
  format: Generated<'csv' | 'vcard'>;
  /** `ImportChange` of the contract. */
  chosen: ColumnType<object, string | undefined, string>;
  /** How the file was read, see src/imports/read/read-file.ts. */
  found: ColumnType<object, string | undefined, string>;
  counts: ColumnType<ImportCounts, string | undefined, string>;
  refusal: ImportRefusal | null;
  removed_missing: Generated<boolean>;
  applied_at: Date | null;
  /** The file is there as a whole. */
  received: Generated<boolean>;
  kept: Generated<number>;
}

export interface ImportPartTable {
  organisation_id: OrganisationId;
  import_id: ImportId;
  position: number;
  bytes: Buffer;
}

export interface ImportLineTable {
  organisation_id: OrganisationId;
  import_id: ImportId;
  line: number;
  outcome: ImportOutcome;
  reason: ImportReason | null;
  detail: string | null;
  name: string;
  contact_id: ContactId | null;
  before: JSONColumnType<ImportedContact> | null;
  after: JSONColumnType<ImportedContact> | null;
  search_text: string | null;
  search_text_before: string | null;
}

export interface ImportHeaderTable {
  organisation_id: OrganisationId;
  header: string;
  field: string;
}

/** Where a contact stood that an import has removed; neither group nor mark: a favourite. */
export interface ImportMembershipTable {
  organisation_id: OrganisationId;
  import_id: ImportId;
  contact_id: ContactId;
  /** Of a company's group nobody's. */
  user_id: UserId | null;
  group_id: GroupId | null;
  mark: 'vip' | 'blocked' | null;
  added_at: Date;
}

/** The photo of a contact that an import has removed. */
export interface ImportPhotoTable {
  organisation_id: OrganisationId;
  import_id: ImportId;
  contact_id: ContactId;
  type: string;
  image: Buffer;
  version: string;
}
