import { makeStyles, tokens } from '@fluentui/react-components';
import { shownOnHover } from './touch';

/** Room for two cards beside each other. The pane that scrolls is the container. */
const roomForTwo = '@container (min-width: 780px)';
export const littleRoom = '@container (max-width: 400px)';

/** The right side of Calls and Contacts. */
export const useDetailStyles = makeStyles({
  detail: {
    padding: `${tokens.spacingVerticalXXL} 28px`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '720px',
    boxSizing: 'border-box',
    [roomForTwo]: { maxWidth: '1360px' },
    [littleRoom]: { padding: tokens.spacingHorizontalL },
  },
  title: { margin: 0 },
  columns: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    [roomForTwo]: { display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(320px, 2fr)', alignItems: 'start' },
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    minWidth: 0,
    ':empty': { display: 'none' },
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  // Where a long number leaves no room they go to the next line together: none stands alone there.
  together: { display: 'flex', gap: tokens.spacingHorizontalS, ':empty': { display: 'none' } },
  whole: { whiteSpace: 'nowrap' },
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    padding: `${tokens.spacingVerticalXS} 0`,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  cardTitle: {
    margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  empty: { margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    ...shownOnHover('data-tool'),
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `6px ${tokens.spacingHorizontalS} 6px ${tokens.spacingHorizontalL}`,
    minHeight: '32px',
  },
  icon: { fontSize: '20px', height: '20px', lineHeight: 1, flexShrink: 0, color: tokens.colorNeutralForeground2 },
  grow: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  call: { color: tokens.colorBrandForeground1 },
  missed: { color: tokens.colorPaletteRedForeground1 },
  more: { margin: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}` },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalXS,
    margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
  },
  fact: { margin: 0, overflowWrap: 'anywhere' },
});
