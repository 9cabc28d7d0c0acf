import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useNumbers } from './use-numbers';

const useStyles = makeStyles({
  whole: { position: 'relative', whiteSpace: 'nowrap' },
  heard: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    userSelect: 'none',
  },
});

/**
 * A number as the reader's country writes it, whole on hover. Assistive technology gets the whole one: names do not
 * change with the country of whoever reads them.
 */
export function PhoneNumber({ number }: { number: string }): ReactNode {
  const styles = useStyles();
  const numbers = useNumbers();
  const shown = numbers.local(number);
  const whole = numbers.readable(number);
  if (shown === whole) return <span className={styles.whole}>{shown}</span>;
  return (
    <span className={styles.whole} title={whole}>
      <span aria-hidden>{shown}</span>
      <span className={styles.heard}>{whole}</span>
    </span>
  );
}
