import { makeStyles, tokens } from '@fluentui/react-components';

/** Tables of figures: wide ones scroll by themselves. */
export const useTableStyles = makeStyles({
  scroll: {
    overflowX: 'auto',
    // A shadow at the end as long as there is more: it lies under what goes with the table.
    backgroundImage: [tokens.colorNeutralBackground1, tokens.colorNeutralStroke2]
      .map((colour) => `linear-gradient(to left, ${colour}, transparent)`)
      .join(),
    backgroundPosition: 'right, right',
    backgroundSize: '48px 100%, 24px 100%',
    backgroundRepeat: 'no-repeat',
    backgroundAttachment: 'local, scroll',
  },
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
    '& thead th': {
      borderTop: 'none',
      color: tokens.colorNeutralForeground3,
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
      verticalAlign: 'bottom',
      whiteSpace: 'normal',
      hyphens: 'auto',
    },
    // Whose figures they are stays in sight.
    '& th:first-child': {
      position: 'sticky',
      left: 0,
      paddingLeft: tokens.spacingHorizontalL,
      textAlign: 'start',
      backgroundColor: tokens.colorNeutralBackground1,
    },
    '& tr > :last-child': { paddingRight: tokens.spacingHorizontalL },
    '& tbody th': { whiteSpace: 'normal', minWidth: '96px', overflowWrap: 'anywhere', hyphens: 'auto' },
  },
  chart: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}` },
  legend: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, marginLeft: 'auto' },
});
