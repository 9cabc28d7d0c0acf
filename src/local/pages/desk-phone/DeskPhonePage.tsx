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
import { usePhone, type PhoneModel } from '../phone/use-phone';
import { useVoiceChoice } from '../phone/use-voice-choice';
import { VoiceField } from '../phone/VoiceField';
import { Page } from '../shared/Page';
import { parseLocale } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { useDirectory } from '../shared/use-directory';
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
 * tests, `locale=` names the device.
 */
export function DeskPhonePage() {
  const styles = useStyles();
  const [as] = useAddressValue('as', asItIs);
  const directory = useDirectory();
  const person = directory.state === 'ready' ? directory.directory.people.find(({ key }) => key === as) : undefined;
  if (person?.extension != null) return <DeskPhone person={person} />;
  return (
    <Page theme="default">
      <div className={styles.centre}>
        {directory.state === 'loading' ? (
          <Spinner label="Starting" />
        ) : (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>
              Nobody of that name has an extension in the demo organisations. <Link href="/">All people</Link>
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
    </Page>
  );
}

function DeskPhone({ person }: { readonly person: DemoPerson }) {
  const [locale] = useAddressValue('locale', parseLocale);
  const voice = useVoiceChoice(ordinaryToneHz);
  const [target, setTarget] = useState('');
  const enrol = useMemo(
    () => enrolDeskPhone(person, locale.startsWith('sv') ? 'Bordstelefon' : 'Desk phone'),
    [person, locale],
  );
  const model = usePhone({ enrol, saying: voice.saying, toneHz: voice.toneHz, autoAnswer: false });
  return (
    <PhoneFrame title="Desk phone" model={model}>
      <Card>
        <CallStatus owner={`${person.name}, ${person.extension ?? ''}`} phone={model.phone} />
        <HearingView hearing={model.hearing} />
        <Field label="Number">
          <Input type="tel" value={target} onChange={(_event, { value }) => setTarget(value)} />
        </Field>
        <CallButtons model={model} target={target} />
        <DigitPad disabled={model.phone.state !== 'active'} onDigit={model.sendDigit} />
      </Card>
      <Card>
        <VoiceField voice={voice} microphoneRefused={model.microphoneRefused} />
      </Card>
      <Text size={200}>
        An ordinary SIP phone that knows nothing of Växel: it rings when {person.name} is called, and the calls on it
        can be moved to the tab and back.
      </Text>
    </PhoneFrame>
  );
}

function CallButtons({ model, target }: { readonly model: PhoneModel; readonly target: string }) {
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
        Call
      </Button>
      <Button icon={<CallFilled />} disabled={state !== 'ringing'} onClick={model.answer}>
        Answer
      </Button>
      <Button icon={<CallEndFilled />} disabled={state !== 'ringing'} onClick={model.decline}>
        Decline
      </Button>
      <Button
        icon={state === 'held' ? <PlayFilled /> : <PauseFilled />}
        disabled={!answered}
        onClick={() => model.setHold(state !== 'held')}
      >
        {state === 'held' ? 'Resume' : 'Hold'}
      </Button>
      <Button
        icon={<ArrowForwardFilled />}
        disabled={!answered || noNumber || transfer === 'asked'}
        onClick={() => model.transfer(target)}
      >
        Transfer
      </Button>
      <Button icon={<CallEndFilled />} disabled={idle || state === 'ringing'} onClick={model.hangUp}>
        Hang up
      </Button>
    </div>
  );
}
