import { Field, SpinButton, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { writtenCount } from '../i18n/count';

// Its own padding is not beside its width: the fields beside it begin there.
const useStyles = makeStyles({ number: { minWidth: 0, width: '100%', boxSizing: 'border-box' } });

export interface CountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly most?: number;
  readonly onValue: (value: number) => void;
}

/** A whole number within bounds, written as the language writes it. */
export function CountField({ label, value, min, most = 10_000, onValue }: CountFieldProps): ReactNode {
  const styles = useStyles();
  const { i18n } = useTranslation();
  /** As the language parts its thousands, or not. */
  const typed = (text: string): number => Number.parseInt(text.replaceAll(/[\s,.](?=\d{3})/g, ''), 10);
  return (
    <Field label={label}>
      <SpinButton
        className={styles.number}
        value={value}
        displayValue={writtenCount(value, i18n.language)}
        min={min}
        max={most}
        onChange={(_, data) => {
          const next = data.value ?? typed(data.displayValue ?? '');
          if (Number.isInteger(next)) onValue(Math.min(most, Math.max(min, next)));
        }}
      />
    </Field>
  );
}
