import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { RecordingList } from '../../recordings/chunks';

const useStyles = makeStyles({
  tab: { overflowY: 'auto', position: 'relative', padding: tokens.spacingHorizontalL },
});

const everyone = {};

/** All recorded calls of the organisation. */
export function RecordingsTab(): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.tab}>
      <RecordingList of={everyone} />
    </div>
  );
}
