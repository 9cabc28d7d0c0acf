import { chunk } from '../../ui/chunk';

/** For the settings. */
export const VoicemailSettings = chunk(
  'voicemailSettings',
  async () => (await import('./VoicemailSettings')).VoicemailSettings,
);
