import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** ITU-T E.161: the letters on the keys. */
const keys: readonly (readonly [string, string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

export const keypadKeys: ReadonlySet<string> = new Set(keys.map(([digit]) => digit));

/** Whether a key press is a tone; together with a modifier it means something else. */
export function isTone({
  key,
  ctrlKey,
  altKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): boolean {
  return keypadKeys.has(key) && !ctrlKey && !altKey && !metaKey;
}

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: tokens.spacingHorizontalS },
  key: { height: '48px', minWidth: 0, display: 'flex', flexDirection: 'column', gap: 0, padding: 0 },
  digit: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  letters: {
    fontSize: '10px',
    lineHeight: '12px',
    height: '12px',
    letterSpacing: '0.12em',
    fontWeight: tokens.fontWeightRegular,
    color: 'inherit',
    opacity: 0.75,
  },
});

/** Twelve keys; pressing one is reported, sounding it is the owner's. */
export function Keypad({
  onDigit,
  onLong,
  keyClassName,
}: {
  onDigit: (digit: string) => void;
  onLong?: (digit: string) => void;
  keyClassName?: string;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.grid} role="group" aria-label={t('keypad.title')}>
      {keys.map(([digit, letters]) => (
        <Button
          key={digit}
          className={mergeClasses(styles.key, keyClassName)}
          aria-label={digit}
          onClick={() => onDigit(digit)}
          onContextMenu={(event) => {
            if (!onLong) return;
            event.preventDefault();
            onLong(digit);
          }}
        >
          <span className={styles.digit}>{digit}</span>
          <span className={styles.letters} aria-hidden>
            {letters}
          </span>
        </Button>
      ))}
    </div>
  );
}
