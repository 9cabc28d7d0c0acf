import { readForeignSound } from '../../src/sound/foreign-sound';
import { toMp4 } from '../../src/sound/mp4';
import type { SoundWork } from '../../src/kept-sounds/sound-work';

/** Here, and not in a thread. */
export const soundWorkHere: SoundWork = { readForeign: readForeignSound, toMp4 };
