import { makeStyles, tokens } from '@fluentui/react-components';

/** Tables of figures: wide ones scroll by themselves. */
export const useTableStyles = makeStyles({
  scroll: { overflowX: 'auto', padding: `0 ${tokens.spacingHorizontalL}` },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
      textAlign: 'end',
      whiteSpace: 'nowrap',
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
      fontWeight: tokens.fontWeightRegular,
    },
    '& thead th': { borderTop: 'none', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
    '& th:first-child': { textAlign: 'start' },
  },
  chart: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}` },
  legend: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, marginLeft: 'auto' },
});
