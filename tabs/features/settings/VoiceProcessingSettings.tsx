import { Switch, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import type { VoiceProcessing } from '../../softphone/ports';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    margin: `0 calc(-1 * ${tokens.spacingHorizontalS})`,
  },
});

const parts: readonly (keyof VoiceProcessing)[] = ['echoCancellation', 'noiseSuppression', 'autoGainControl'];

/** What the browser does to one's voice; also in the middle of a call. */
export function VoiceProcessingSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { audioSettings } = useServices();
  const processing = useStore(audioSettings, (value) => value.processing);
  return (
    <div className={styles.box} role="group" aria-label={t('settings.voice')}>
      {parts.map((part) => (
        <Switch
          key={part}
          label={t(`settings.${part}`)}
          checked={processing[part]}
          onChange={(_, { checked }) =>
            audioSettings.update((value) => ({ ...value, processing: { ...value.processing, [part]: checked } }))
          }
        />
      ))}
    </div>
  );
}
