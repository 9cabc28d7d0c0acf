/** A greeting is no longer than this. */
export const longestGreetingMs = 60_000;
/** Nor is any sound that is kept. */
export const longestSoundMs = 300_000;
/** What two minutes of PCM of 48 kHz and 16 bits take, two channels; of Opus it is hours. */
export const mostSoundBytes = 24_000_000;
/** Of one owner. */
export const mostSounds = 100;
/** In signs. */
export const longestSoundName = 80;
