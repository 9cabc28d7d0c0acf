import { Field, Input, Radio, RadioGroup, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { PhoneTexts } from './texts';
import type { VoiceChoice } from './use-voice-choice';
import { parseSaying, sayings } from './voice';

const useStyles = makeStyles({ radios: { flexWrap: 'wrap' } });

/** What this phone says into its calls. */
export function VoiceField({
  voice,
  microphoneRefused,
  texts,
}: {
  readonly voice: VoiceChoice;
  readonly microphoneRefused: boolean;
  readonly texts: PhoneTexts;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState(String(voice.toneHz));
  return (
    <>
      <Field label={texts.says} {...(microphoneRefused ? { validationMessage: texts.refused } : {})}>
        <RadioGroup
          layout="horizontal"
          className={styles.radios}
          value={voice.saying}
          onChange={(_event, { value }) => voice.setSaying(parseSaying(value))}
        >
          {sayings.map((value) => (
            <Radio key={value} value={value} label={texts.sayings[value]} />
          ))}
        </RadioGroup>
      </Field>
      {voice.saying === 'tone' && (
        <Field label={texts.pitch} hint={texts.pitchHint}>
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
