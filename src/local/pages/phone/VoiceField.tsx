import { Field, Input, Radio, RadioGroup, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { VoiceChoice } from './use-voice-choice';
import { parseSaying, sayings, type Saying } from './voice';

const useStyles = makeStyles({ radios: { flexWrap: 'wrap' } });

const sayingLabels: Readonly<Record<Saying, string>> = {
  silence: 'Silence',
  tone: 'Tone',
  speech: 'Speech',
  microphone: 'Microphone',
};

/** What this phone says into its calls. */
export function VoiceField({
  voice,
  microphoneRefused,
}: {
  readonly voice: VoiceChoice;
  readonly microphoneRefused: boolean;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState(String(voice.toneHz));
  return (
    <>
      <Field
        label="This phone says"
        {...(microphoneRefused ? { validationMessage: 'The browser refuses the microphone.' } : {})}
      >
        <RadioGroup
          layout="horizontal"
          className={styles.radios}
          value={voice.saying}
          onChange={(_event, { value }) => voice.setSaying(parseSaying(value))}
        >
          {sayings.map((value) => (
            <Radio key={value} value={value} label={sayingLabels[value]} />
          ))}
        </RadioGroup>
      </Field>
      {voice.saying === 'tone' && (
        <Field label="Pitch of the tone, Hz" hint="100 to 3000. Give each phone its own, and you hear who is who.">
          <Input
            inputMode="numeric"
            value={typed}
            onChange={(_event, { value }) => {
              setTyped(value);
              voice.setTone(value);
            }}
          />
        </Field>
      )}
    </>
  );
}
