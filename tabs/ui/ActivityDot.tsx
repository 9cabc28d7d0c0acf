import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ActivityState } from '../../src/contract/activities/activity';

/** Where the computer chooses the colours no background is drawn, but every border is. */
const filled = { border: '5px solid transparent' } as const;

const useStyles = makeStyles({
  dot: { width: '10px', height: '10px', borderRadius: '50%', flexShrink: 0, boxSizing: 'border-box' },
  free: { ...filled, backgroundColor: tokens.colorPaletteLightGreenForeground3 },
  // Where the computer chooses the colours it is a square.
  busy: {
    ...filled,
    backgroundColor: tokens.colorPaletteRedBackground3,
    '@media (forced-colors: active)': { borderRadius: 0 },
  },
  // A ring: colour alone tells nobody.
  away: { border: `3px solid ${tokens.colorPaletteMarigoldBorderActive}` },
});

/** What an activity says, as a colour and a shape; the words stand beside it. */
export function ActivityDot({ state }: { state: ActivityState }): ReactNode {
  const styles = useStyles();
  return <span className={mergeClasses(styles.dot, styles[state])} aria-hidden />;
}
