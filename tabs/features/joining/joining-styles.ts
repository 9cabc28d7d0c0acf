import { makeStyles, tokens } from '@fluentui/react-components';

export const useJoiningStyles = makeStyles({
  page: {
    height: '100%',
    overflowY: 'auto',
    position: 'relative',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    boxSizing: 'border-box',
  },
  box: {
    // Its margins would else have a form in it be as wide as its widest field.
    width: '100%',
    maxWidth: '640px',
    margin: '0 auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    minWidth: 0,
  },
  title: { margin: 0 },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  text: { color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
  ways: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  way: { gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalL },
  icon: { fontSize: '32px', height: '32px', color: tokens.colorBrandForeground1 },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
    userSelect: 'all',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  // Buttons of cards side by side stand on one line.
  start: { alignSelf: 'flex-start', marginTop: 'auto' },
});
