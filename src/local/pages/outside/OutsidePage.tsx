import { Button, Card, Field, Input, Link, MessageBar, MessageBarActions, MessageBarBody, Radio, RadioGroup, Switch, Text, Title2, makeStyles, tokens } from '@fluentui/react-components';
import { CallEndFilled, CallFilled } from '@fluentui/react-icons';
import { useState } from 'react';
import { Page } from '../shared/Page';
import { parseTheme } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { CallStatus } from './CallStatus';
import { DigitPad } from './DigitPad';
import { HearingView } from './HearingView';
import { useOutsidePhone } from './use-outside-phone';
import { parseSaying, sayings, type Saying } from './voice';

const useStyles = makeStyles({
  main: { maxWidth: '440px', margin: '0 auto', padding: '24px 16px', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  top: { display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  buttons: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))', gap: tokens.spacingHorizontalS },
  radios: { flexWrap: 'wrap' },
});

const sayingLabels: Readonly<Record<Saying, string>> = { silence: 'Silence', tone: 'Tone', speech: 'Speech', microphone: 'Microphone' };
const parseNumber = (text: string | null) => (text !== null && /^\+[1-9][0-9]{5,14}$/.test(text) ? text : '+46701234567');
const companyNumber = '+46851920000';

/** `/local/outside?number=`: a telephone somewhere in the world. `autoanswer=1` and `says=` are for tests. */
export function OutsidePage() {
  const styles = useStyles();
  const [theme] = useAddressValue('theme', parseTheme);
  const [number] = useAddressValue('number', parseNumber);
  const [saying, setSaying] = useAddressValue('says', parseSaying);
  const [autoAnswer, setAutoAnswer] = useAddressValue('autoanswer', (text) => (text === '1' ? '1' : '0'));
  const [target, setTarget] = useState(companyNumber);
  const [anonymous, setAnonymous] = useState(false);
  const model = useOutsidePhone(number, saying, autoAnswer === '1');
  const { state, registered } = model.phone;
  const busy = state === 'calling' || state === 'ringing' || state === 'active';

  return (
    <Page theme={theme}>
      <main className={styles.main} data-call-state={state} data-registered={registered}>
        <div className={styles.top}>
          <Title2 as="h1">Outside phone</Title2>
          <Link href="/">All people</Link>
        </div>
        {model.soundBlocked && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>The browser keeps this page silent until you allow sound.</MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={model.allowSound}>Allow sound</Button>
            </MessageBarActions>
          </MessageBar>
        )}
        <Card>
          <CallStatus number={number} phone={model.phone} />
          <HearingView hearing={model.hearing} />
          <Field label="Number">
            <Input type="tel" value={target} disabled={busy} onChange={(_event, { value }) => setTarget(value)} />
          </Field>
          <Switch label="Hide my number" checked={anonymous} disabled={busy} onChange={(_event, { checked }) => setAnonymous(checked)} />
          <div className={styles.buttons}>
            <Button appearance="primary" icon={<CallFilled />} disabled={busy || !registered || target.trim() === ''} onClick={() => model.call(target, anonymous)}>Call</Button>
            <Button icon={<CallFilled />} disabled={state !== 'ringing'} onClick={model.answer}>Answer</Button>
            <Button icon={<CallEndFilled />} disabled={!busy} onClick={model.hangUp}>Hang up</Button>
          </div>
          <DigitPad disabled={state !== 'active'} onDigit={model.sendDigit} />
        </Card>
        <Card>
          <Field label="This phone says" {...(model.microphoneRefused ? { validationMessage: 'The browser refuses the microphone.' } : {})}>
            <RadioGroup layout="horizontal" className={styles.radios} value={saying} onChange={(_event, { value }) => setSaying(parseSaying(value))}>
              {sayings.map((value) => (
                <Radio key={value} value={value} label={sayingLabels[value]} />
              ))}
            </RadioGroup>
          </Field>
          <Switch label="Answer by itself" checked={autoAnswer === '1'} disabled={busy} onChange={(_event, { checked }) => setAutoAnswer(checked ? '1' : '0')} />
        </Card>
        <Text size={200}>A phone of another network: the company sees it as an outside number. Open the page with another number to have a second one.</Text>
      </main>
    </Page>
  );
}
