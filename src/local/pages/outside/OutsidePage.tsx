import { Button, Card, Field, Input, Switch, Text, makeStyles, tokens } from '@fluentui/react-components';
import { CallEndFilled, CallFilled } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { CallStatus, shownNumber } from '../phone/CallStatus';
import { DigitPad } from '../phone/DigitPad';
import { HearingView } from '../phone/HearingView';
import { PhoneFrame } from '../phone/PhoneFrame';
import { usePhone } from '../phone/use-phone';
import { usePhoneTexts } from '../phone/use-phone-texts';
import { useVoiceChoice } from '../phone/use-voice-choice';
import { VoiceField } from '../phone/VoiceField';
import { useAddressValue } from '../shared/use-address';
import { enrolOutsidePhone } from './enrol';

const useStyles = makeStyles({
  buttons: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
});

const parseNumber = (text: string | null) =>
  text !== null && /^\+[1-9][0-9]{5,14}$/.test(text) ? text : '+46701234567';
const companyNumber = '+46851920000';
const ordinaryToneHz = 440;

/** `/local/outside?number=`: a telephone somewhere in the world. `autoanswer=1`, `says=` and `tone=` are for tests. */
export function OutsidePage() {
  const styles = useStyles();
  const [number] = useAddressValue('number', parseNumber);
  const [autoAnswer, setAutoAnswer] = useAddressValue('autoanswer', (text) => (text === '1' ? '1' : '0'));
  const language = usePhoneTexts('outside');
  const { texts } = language;
  const voice = useVoiceChoice(ordinaryToneHz);
  const [target, setTarget] = useState(companyNumber);
  const [anonymous, setAnonymous] = useState(false);
  const enrol = useMemo(() => enrolOutsidePhone(number), [number]);
  const model = usePhone({ enrol, saying: voice.saying, toneHz: voice.toneHz, autoAnswer: autoAnswer === '1' });
  const { state, registered } = model.phone;
  const busy = state !== 'idle' && state !== 'ended';

  return (
    <PhoneFrame title={texts.outside} language={language} model={model}>
      <Card>
        <CallStatus owner={shownNumber(number)} phone={model.phone} texts={texts} />
        <HearingView hearing={model.hearing} texts={texts} />
        <Field label={texts.number}>
          <Input type="tel" value={target} disabled={busy} onChange={(_event, { value }) => setTarget(value)} />
        </Field>
        <Switch
          label={texts.hide}
          checked={anonymous}
          disabled={busy}
          onChange={(_event, { checked }) => setAnonymous(checked)}
        />
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            icon={<CallFilled />}
            disabled={busy || !registered || target.trim() === ''}
            onClick={() => model.call(target, anonymous)}
          >
            {texts.call}
          </Button>
          <Button icon={<CallFilled />} disabled={state !== 'ringing'} onClick={model.answer}>
            {texts.answer}
          </Button>
          <Button icon={<CallEndFilled />} disabled={!busy} onClick={model.hangUp}>
            {texts.hangUp}
          </Button>
        </div>
        <DigitPad label={texts.keypad} disabled={state !== 'active'} onDigit={model.sendDigit} />
      </Card>
      <Card>
        <VoiceField voice={voice} microphoneRefused={model.microphoneRefused} texts={texts} />
        <Switch
          label={texts.byItself}
          checked={autoAnswer === '1'}
          disabled={busy}
          onChange={(_event, { checked }) => setAutoAnswer(checked ? '1' : '0')}
        />
      </Card>
      <Text size={200}>{texts.aboutOutside}</Text>
    </PhoneFrame>
  );
}
