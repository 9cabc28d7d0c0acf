import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ActivityState } from '../../src/contract/activities/activity';

const useStyles = makeStyles({
  dot: { width: '10px', height: '10px', borderRadius: '50%', flexShrink: 0, boxSizing: 'border-box' },
  free: { backgroundColor: tokens.colorPaletteLightGreenForeground3 },
  busy: { backgroundColor: tokens.colorPaletteRedBackground3 },
  // A ring: colour alone tells nobody.
  away: { border: `3px solid ${tokens.colorPaletteMarigoldBorderActive}` },
});

/** What an activity says, as a colour and a shape; the words stand beside it. */
export function ActivityDot({ state }: { state: ActivityState }): ReactNode {
  const styles = useStyles();
  return <span className={mergeClasses(styles.dot, styles[state])} aria-hidden />;
}
