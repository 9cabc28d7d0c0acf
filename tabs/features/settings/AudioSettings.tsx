import { Button, Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useFieldRow } from '../../ui/field-row';
import type { AudioDevice } from '../../softphone/ports';
import { useStore } from '../../ui/use-store';
import { MicrophoneTest } from './MicrophoneTest';
import { VoiceProcessingSettings } from './VoiceProcessingSettings';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

/** Microphone, speaker and ring device, each with a way to try it. */
export function AudioSettings(): ReactNode {
  const styles = useStyles();
  const fields = useFieldRow();
  const { t } = useTranslation();
  const { softphone, audioSettings, ringer } = useServices();
  const chosen = useStore(audioSettings, (value) => value);
  const audio = useStore(softphone.state, (state) => state.audio);
  const named = audio.microphones.some(({ label }) => label !== '');
  useEffect(() => void softphone.refreshAudioDevices(), [softphone]);
  return (
    <div className={styles.box}>
      <MicrophoneTest className={fields.row}>
        <DeviceChoice
          label={t('settings.microphone')}
          devices={audio.microphones}
          value={chosen.microphoneId}
          onChange={(microphoneId) => audioSettings.set({ ...chosen, microphoneId })}
          {...(named ? {} : { hint: t('settings.devicesHidden') })}
        />
      </MicrophoneTest>
      <VoiceProcessingSettings />
      <div className={fields.row}>
        <DeviceChoice
          label={t('settings.speaker')}
          devices={audio.speakers}
          value={chosen.speakerId}
          onChange={(speakerId) => audioSettings.set({ ...chosen, speakerId })}
        />
        <Button icon={<PlayRegular />} onClick={() => ringer.testTone('speaker')}>
          {t('settings.testSpeaker')}
        </Button>
      </div>
      <div className={fields.row}>
        <DeviceChoice
          label={t('settings.ringDevice')}
          devices={audio.speakers}
          value={chosen.ringDeviceId}
          onChange={(ringDeviceId) => audioSettings.set({ ...chosen, ringDeviceId })}
        />
        <Button icon={<PlayRegular />} onClick={() => ringer.testTone('ringDevice')}>
          {t('settings.testRing')}
        </Button>
      </div>
    </div>
  );
}

interface DeviceChoiceProps {
  readonly label: string;
  readonly hint?: string;
  readonly devices: readonly AudioDevice[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

function DeviceChoice({ label, hint, devices, value, onChange }: DeviceChoiceProps): ReactNode {
  const { t } = useTranslation();
  // A chosen device that is unplugged stays chosen, and comes back when it does.
  const present = devices.some(({ id }) => id === value);
  const shown = hint ?? (value !== null && !present && devices.length > 0 ? t('settings.unplugged') : undefined);
  return (
    <Field label={label} {...(shown === undefined ? {} : { hint: shown })}>
      <Select
        value={present ? (value ?? '') : ''}
        onChange={(_, data) => onChange(data.value === '' ? null : data.value)}
      >
        <option value="">{t('settings.systemDefault')}</option>
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label || `${label} ${index + 1}`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
