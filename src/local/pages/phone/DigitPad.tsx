import { Button, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  pad: { display: 'grid', gridTemplateColumns: 'repeat(6, 1fr)', gap: tokens.spacingHorizontalXS },
  key: { minWidth: 0 },
});

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Keys that send DTMF into the call. */
export function DigitPad({
  label,
  disabled,
  onDigit,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onDigit: (digit: string) => void;
}) {
  const styles = useStyles();
  return (
    <div role="group" aria-label={label} className={styles.pad}>
      {keys.map((key) => (
        <Button key={key} size="small" className={styles.key} disabled={disabled} onClick={() => onDigit(key)}>
          {key}
        </Button>
      ))}
    </div>
  );
}
