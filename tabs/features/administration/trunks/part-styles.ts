import { makeStyles, tokens } from '@fluentui/react-components';

/** Parts of the drawer of a trunk. */
export const usePartStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  hint: { color: tokens.colorNeutralForeground3 },
  problem: { color: tokens.colorPaletteRedForeground1 },
  /** One below the other: what is written beside a box changes, and moves no other box. */
  boxes: { display: 'flex', flexDirection: 'column' },
});
