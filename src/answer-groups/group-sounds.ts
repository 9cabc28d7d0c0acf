import type { Kysely } from 'kysely';
import { onlyMusic, type GroupSays } from '../contract/answer-groups/settings';
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

/** In the place of what is deleted callers hear the standard one. */
export function withSounds(says: GroupSays, sounds: ReadonlyMap<SoundId, string> | undefined): GroupSays {
  const isThere = (sound: SoundId | null): boolean => sound !== null && sounds?.has(sound) === true;
  const { welcome, music, greeting } = says;
  return {
    ...says,
    welcome: welcome === 'none' || welcome === 'standard' || isThere(welcome) ? welcome : 'standard',
    music: isThere(music) ? music : onlyMusic.music,
    greeting: isThere(greeting) ? greeting : onlyMusic.greeting,
  };
}
