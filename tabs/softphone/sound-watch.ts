import { createQualityMeter } from './call-quality';
import { createMediaWatch } from './media-watch';
import type { MediaPath, MediaSample, RestartOutcome, SoundEvents, SoundWatch } from './ports';

/** The sound of one session, as its adapter knows it. */
export interface Sound {
  sample(): Promise<MediaSample | null>;
  path(): MediaPath;
  /** ICE restart (RFC 8839 §4.4.3) by re-INVITE. */
  restart(): Promise<RestartOutcome>;
}

/** Rates the sound, sees that it stops, and asks for another way. Comes with the phone, after the first view. */
export function watchSound({ sample, path, restart }: Sound, { onQuality, ...events }: SoundEvents): SoundWatch {
  const quality = createQualityMeter(events.clock);
  return createMediaWatch({
    ...events,
    sample,
    path,
    restart,
    onSample(each) {
      const rated = quality.add(each);
      if (rated !== null) onQuality(rated === 'nothing' ? null : rated);
    },
  });
}
