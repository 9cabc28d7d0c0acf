import type { SoundId } from '../ids';
import type { GroupSays } from './settings';

/**
 * In the place of what is deleted callers hear the standard one.
 * @param sounds those of the group that there are
 */
export function withSounds(says: GroupSays, sounds: Pick<ReadonlyMap<SoundId, unknown>, 'has'> | undefined): GroupSays {
  const isThere = (sound: SoundId | null): boolean => sound !== null && sounds?.has(sound) === true;
  const { welcome, music, greeting } = says;
  return {
    ...says,
    welcome: welcome === 'none' || welcome === 'standard' || isThere(welcome) ? welcome : 'standard',
    music: isThere(music) ? music : null,
    greeting: isThere(greeting) ? greeting : null,
  };
}
