import { makeStyles, tokens } from '@fluentui/react-components';

/** The right side of Calls and Contacts. */
export const useDetailStyles = makeStyles({
  detail: { padding: `${tokens.spacingVerticalXXL} 28px`, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '720px', boxSizing: 'border-box' },
  tight: { padding: tokens.spacingHorizontalL },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  card: { backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusXLarge, boxShadow: tokens.shadow2, padding: `${tokens.spacingVerticalXS} 0`, border: `1px solid ${tokens.colorTransparentStroke}` },
  cardTitle: { margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: { '& > [data-tool]': { opacity: 0 }, ':hover > [data-tool]': { opacity: 1 }, ':focus-within > [data-tool]': { opacity: 1 }, '@media (hover: none)': { '& > [data-tool]': { opacity: 1 } }, display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, padding: `6px ${tokens.spacingHorizontalS} 6px ${tokens.spacingHorizontalL}`, minHeight: '32px' },
  icon: { fontSize: '20px', height: '20px', lineHeight: 1, flexShrink: 0, color: tokens.colorNeutralForeground2 },
  grow: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  call: { color: tokens.colorBrandForeground1 },
  missed: { color: tokens.colorPaletteRedForeground1 },
  more: { margin: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}` },
  facts: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: tokens.spacingHorizontalXL, rowGap: tokens.spacingVerticalXS, margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}` },
  fact: { margin: 0, overflowWrap: 'anywhere' },
});
