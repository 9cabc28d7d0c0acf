import {
  Button,
  Card,
  Field,
  Input,
  Link,
  MessageBar,
  MessageBarBody,
  Spinner,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowForwardFilled, CallEndFilled, CallFilled, PauseFilled, PlayFilled } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import type { DemoPerson } from '../../page-routes';
import { CallStatus } from '../phone/CallStatus';
import { DigitPad } from '../phone/DigitPad';
import { HearingView } from '../phone/HearingView';
import { PhoneFrame } from '../phone/PhoneFrame';
import type { PhoneTexts } from '../phone/texts';
import { usePhone, type PhoneModel } from '../phone/use-phone';
import { usePhoneTexts } from '../phone/use-phone-texts';
import { useVoiceChoice } from '../phone/use-voice-choice';
import { VoiceField } from '../phone/VoiceField';
import { Page } from '../shared/Page';
import { parseTheme } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { useDirectory } from '../shared/use-directory';
import { fill } from '../start/texts';
import { enrolDeskPhone } from './enrol';

const useStyles = makeStyles({
  buttons: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  centre: { minHeight: '100vh', display: 'grid', placeItems: 'center' },
});

const asItIs = (text: string | null) => text ?? '';
/** Another pitch than the outside phone's, so that one hears who is who. */
const ordinaryToneHz = 660;

/**
 * `/local/desk-phone?as=`: a standard SIP phone on the desk of one of the demo people. `says=` and `tone=` are for
 * tests, `locale=` names the device too.
 */
export function DeskPhonePage() {
  const styles = useStyles();
  const [as] = useAddressValue('as', asItIs);
  const { texts } = usePhoneTexts('desk');
  const [theme] = useAddressValue('theme', parseTheme);
  const directory = useDirectory();
  const person = directory.state === 'ready' ? directory.directory.people.find(({ key }) => key === as) : undefined;
  if (person?.extension != null) return <DeskPhone person={person} />;
  return (
    <Page theme={theme}>
      <div className={styles.centre}>
        {directory.state === 'loading' ? (
          <Spinner label={texts.starting} />
        ) : (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>
              {texts.nobody}
              <Link href="/">{texts.allPeople}</Link>
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
    </Page>
  );
}

function DeskPhone({ person }: { readonly person: DemoPerson }) {
  const language = usePhoneTexts('desk');
  const { texts } = language;
  const voice = useVoiceChoice(ordinaryToneHz);
  const [target, setTarget] = useState('');
  // As the address named it when the page was opened: another language does not cut a call.
  const [label] = useState(texts.device);
  const enrol = useMemo(() => enrolDeskPhone(person, label), [person, label]);
  const model = usePhone({ enrol, saying: voice.saying, toneHz: voice.toneHz, autoAnswer: false });
  return (
    <PhoneFrame title={texts.desk} language={language} model={model}>
      <Card>
        <CallStatus owner={`${person.name}, ${person.extension ?? ''}`} phone={model.phone} texts={texts} />
        <HearingView hearing={model.hearing} texts={texts} />
        <Field label={texts.number}>
          <Input type="tel" value={target} onChange={(_event, { value }) => setTarget(value)} />
        </Field>
        <CallButtons model={model} target={target} texts={texts} />
        <DigitPad label={texts.keypad} disabled={model.phone.state !== 'active'} onDigit={model.sendDigit} />
      </Card>
      <Card>
        <VoiceField voice={voice} microphoneRefused={model.microphoneRefused} texts={texts} />
      </Card>
      <Text size={200}>{fill(texts.aboutDesk, { name: person.name })}</Text>
    </PhoneFrame>
  );
}

interface CallButtonsProps {
  readonly model: PhoneModel;
  readonly target: string;
  readonly texts: PhoneTexts;
}

function CallButtons({ model, target, texts }: CallButtonsProps) {
  const styles = useStyles();
  const { state, registered, transfer } = model.phone;
  const [idle, answered, noNumber] = [
    state === 'idle' || state === 'ended',
    state === 'active' || state === 'held',
    target.trim() === '',
  ];

  return (
    <div className={styles.buttons}>
      <Button
        appearance="primary"
        icon={<CallFilled />}
        disabled={!idle || !registered || noNumber}
        onClick={() => model.call(target, false)}
      >
        {texts.call}
      </Button>
      <Button icon={<CallFilled />} disabled={state !== 'ringing'} onClick={model.answer}>
        {texts.answer}
      </Button>
      <Button icon={<CallEndFilled />} disabled={state !== 'ringing'} onClick={model.decline}>
        {texts.decline}
      </Button>
      <Button
        icon={state === 'held' ? <PlayFilled /> : <PauseFilled />}
        disabled={!answered}
        onClick={() => model.setHold(state !== 'held')}
      >
        {state === 'held' ? texts.resume : texts.hold}
      </Button>
      <Button
        icon={<ArrowForwardFilled />}
        disabled={!answered || noNumber || transfer === 'asked'}
        onClick={() => model.transfer(target)}
      >
        {texts.transfer}
      </Button>
      <Button icon={<CallEndFilled />} disabled={idle || state === 'ringing'} onClick={model.hangUp}>
        {texts.hangUp}
      </Button>
    </div>
  );
}
