import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { BackspaceRegular } from '@fluentui/react-icons/svg/backspace';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { ShowOnce } from '../number-to-show/ShowOnce';
import { Keypad, keypadKeys } from './Keypad';
import { useNumberField } from './use-number-field';
import type { NumberField } from './use-number-field';

const useStyles = makeStyles({
  pad: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  input: { fontSize: tokens.fontSizeBase500, width: '100%', minWidth: 0, '& input': { minWidth: 0, width: '100%' } },
  readable: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    minHeight: tokens.lineHeightBase200,
    lineHeight: tokens.lineHeightBase200,
    textAlign: 'center',
  },
  call: { height: '40px' },
});

/** Dials by clicking, typing or pasting; every key is heard. */
export function DialPad({ onDone }: { onDone: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, ringer } = useServices();
  const numbers = useNumbers();
  const field = useNumberField();
  const { text, target, hint, press } = field;
  const [show, setShow] = useState<string | undefined>();
  const call = (): void => {
    if (target === null) return;
    calls.place(target, null, { show, after: hint?.kind === 'leftOut' ? hint.digits : '' });
    onDone();
  };
  return (
    <form
      className={styles.pad}
      onSubmit={(event) => {
        event.preventDefault();
        call();
      }}
    >
      <NumberInput field={field} />
      <div className={styles.readable} aria-live="polite">
        {hint !== null
          ? t(`keypad.${hint.kind}`, { ...hint })
          : target !== null && target !== text
            ? numbers.local(target)
            : ''}
      </div>
      <Keypad
        onDigit={(digit) => {
          ringer.digit(digit);
          press(digit);
        }}
        onLong={(digit) => digit === '0' && press('+')}
      />
      <Button
        type="submit"
        appearance="primary"
        className={styles.call}
        icon={<CallRegular />}
        disabled={target === null}
      >
        {t('action.call')}
      </Button>
      <ShowOnce value={show} onChange={setShow} />
    </form>
  );
}

/** The number as it is entered: typed, pasted, or taken back sign by sign. */
function NumberInput({ field: { input, text, change, paste, erase } }: { field: NumberField }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { ringer } = useServices();
  return (
    <Input
      input={{ ref: input }}
      className={styles.input}
      size="large"
      type="tel"
      value={text}
      aria-label={t('keypad.number')}
      autoComplete="off"
      onChange={(_, data) => change(data.value)}
      onPaste={paste}
      onKeyDown={({ key }) => {
        if (keypadKeys.has(key)) ringer.digit(key);
      }}
      contentAfter={
        <Button
          appearance="transparent"
          icon={<BackspaceRegular />}
          aria-label={t('keypad.erase')}
          title={t('keypad.erase')}
          disabled={text === ''}
          onClick={erase}
        />
      }
    />
  );
}
