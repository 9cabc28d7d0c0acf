import type { Generated } from 'kysely';
import type { AnswerGroupId, OrganisationId, SoundId, UserId } from '../contract/ids';

/* The table of what is kept to be heard, of `Database`. */

/** With neither a person nor a group it is the organisation's. */
export interface KeptSoundTable {
  id: SoundId;
  organisation_id: OrganisationId;
  user_id: UserId | null;
  group_id: AnswerGroupId | null;
  name: string;
  ms: number;
  kept_at: Generated<Date>;
  deleted_at: Generated<Date | null>;
}
