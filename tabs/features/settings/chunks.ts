import { chunk } from '../../ui/chunk';

/** For whoever needs them outside of the section. */
export const AudioSettings = chunk('audio', async () => (await import('./AudioSettings')).AudioSettings);
