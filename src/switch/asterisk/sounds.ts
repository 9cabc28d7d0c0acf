import type { Sound } from '../port-sounds';

/** Tones never end by themselves; Asterisk makes them itself, as the country's are (indications.conf). */
const tones: Partial<Record<Sound, string>> = { ringing: 'ring', busy: 'busy', congestion: 'congestion' };

/** What `play` of ARI takes, for one sound after the other; spoken ones are files below `folder`. */
export function mediaOf(sounds: readonly Sound[], folder: string): string {
  return sounds
    .map((sound) => (tones[sound] === undefined ? `sound:${folder}/${sound}` : `tone:${tones[sound]};tonezone=se`))
    .join(',');
}
