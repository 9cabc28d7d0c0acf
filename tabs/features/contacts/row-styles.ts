import { makeStyles, tokens } from '@fluentui/react-components';
import { touch } from '../../ui/touch';

/** How high a row is, and where a finger may press it. */
export const rowPx = 56;
export const touchRowPx = 64;

/** A row of a list of contacts: what it says, and its own buttons, which lie where line and groups were. */
export const useContactRowStyles = makeStyles({
  row: {
    position: 'relative',
    userSelect: 'none',
    ':hover [data-tools]': { opacity: 1 },
    ':focus-within [data-tools]': { opacity: 1 },
    ':hover [data-side]': { visibility: 'hidden' },
    ':focus-within [data-side]': { visibility: 'hidden' },
    // In the high-contrast theme the row turns over, and what lies on it follows.
    ':hover [data-tools] button': { color: tokens.colorNeutralForeground1Hover },
    // Its buttons are always there, and the line has a line of its own.
    [touch]: {
      height: `${touchRowPx}px`,
      paddingRight: '104px',
      ':hover [data-side]': { visibility: 'visible' },
      ':focus-within [data-side]': { visibility: 'visible' },
    },
  },
  selected: { '& [data-tools] button': { color: tokens.colorNeutralForeground1Selected } },
  cell: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flex: 1, minWidth: 0 },
  person: {
    [touch]: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      rowGap: 0,
      '& > :first-child': { gridRow: '1 / span 2' },
    },
  },
  tools: {
    position: 'absolute',
    right: tokens.spacingHorizontalM,
    top: '12px',
    display: 'flex',
    gap: '2px',
    opacity: 0,
    [touch]: { opacity: 1, top: '10px', right: tokens.spacingHorizontalXS },
  },
});
