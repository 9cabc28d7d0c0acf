import { Button, Card, Field, Input, Switch, Text, makeStyles, tokens } from '@fluentui/react-components';
import { CallEndFilled, CallFilled } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { CallStatus, shownNumber } from '../phone/CallStatus';
import { DigitPad } from '../phone/DigitPad';
import { HearingView } from '../phone/HearingView';
import { PhoneFrame } from '../phone/PhoneFrame';
import { usePhone } from '../phone/use-phone';
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
  const voice = useVoiceChoice(ordinaryToneHz);
  const [target, setTarget] = useState(companyNumber);
  const [anonymous, setAnonymous] = useState(false);
  const enrol = useMemo(() => enrolOutsidePhone(number), [number]);
  const model = usePhone({ enrol, saying: voice.saying, toneHz: voice.toneHz, autoAnswer: autoAnswer === '1' });
  const { state, registered } = model.phone;
  const busy = state !== 'idle' && state !== 'ended';

  return (
    <PhoneFrame title="Outside phone" model={model}>
      <Card>
        <CallStatus owner={shownNumber(number)} phone={model.phone} />
        <HearingView hearing={model.hearing} />
        <Field label="Number">
          <Input type="tel" value={target} disabled={busy} onChange={(_event, { value }) => setTarget(value)} />
        </Field>
        <Switch
          label="Hide my number"
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
            Call
          </Button>
          <Button icon={<CallFilled />} disabled={state !== 'ringing'} onClick={model.answer}>
            Answer
          </Button>
          <Button icon={<CallEndFilled />} disabled={!busy} onClick={model.hangUp}>
            Hang up
          </Button>
        </div>
        <DigitPad disabled={state !== 'active'} onDigit={model.sendDigit} />
      </Card>
      <Card>
        <VoiceField voice={voice} microphoneRefused={model.microphoneRefused} />
        <Switch
          label="Answer by itself"
          checked={autoAnswer === '1'}
          disabled={busy}
          onChange={(_event, { checked }) => setAutoAnswer(checked ? '1' : '0')}
        />
      </Card>
      <Text size={200}>
        A phone of another network: the company sees it as an outside number. Open the page with another number to have
        a second one.
      </Text>
    </PhoneFrame>
  );
}
