import { makeStyles, tokens } from '@fluentui/react-components';

/** Parts of the drawer of a trunk. */
export const usePartStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
});
