import type { Kysely } from 'kysely';
import type { GroupSays } from '../contract/answer-groups/settings';
import type { AnswerGroupId, OrganisationId, SoundId } from '../contract/ids';
import type { Database } from '../ports/database';

/** What the sounds of each group are called, of those that are not deleted. */
export type GroupSounds = ReadonlyMap<AnswerGroupId, ReadonlyMap<SoundId, string>>;

/** @throws VaxelError server.unavailable */
export async function readGroupSounds(db: Kysely<Database>, organisationId: OrganisationId): Promise<GroupSounds> {
  const rows = await db
    .selectFrom('kept_sound')
    .select(['id', 'group_id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('group_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .execute();
  const sounds = new Map<AnswerGroupId, Map<SoundId, string>>();
  for (const { id, group_id: groupId, name } of rows)
    if (groupId !== null) sounds.set(groupId, (sounds.get(groupId) ?? new Map<SoundId, string>()).set(id, name));
  return sounds;
}

/** Which sounds of its own a group says. */
export const soundsIn = ({ welcome, music, greeting }: GroupSays): readonly SoundId[] =>
  [welcome, music, greeting].filter((each): each is SoundId => each !== null && each !== 'none' && each !== 'standard');
