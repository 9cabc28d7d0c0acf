import { makeStyles, tokens } from '@fluentui/react-components';

/** A tab: what narrows the list, and what can be done, above it. */
export const useBarStyles = makeStyles({
  tab: {
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    gridTemplateColumns: 'minmax(0, 1fr)',
    minHeight: 0,
    minWidth: 0,
    // On a phone what stands above takes most of the height: all of it scrolls, and the list keeps room of its own.
    '@container (max-width: 420px)': { gridTemplateRows: 'auto minmax(320px, 1fr)', overflowY: 'auto' },
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
  search: { flex: '1 1 220px', maxWidth: '320px', minWidth: 0 },
  field: { flex: '0 1 auto', minWidth: '120px' },
  end: { marginLeft: 'auto', display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  count: { flexBasis: '100%', color: tokens.colorNeutralForeground3 },
});
