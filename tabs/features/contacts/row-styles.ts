import { makeStyles, tokens } from '@fluentui/react-components';
import { touch } from '../../ui/touch';

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
    [touch]: { paddingRight: '104px', '& [data-side]': { display: 'none' } },
  },
  selected: { '& [data-tools] button': { color: tokens.colorNeutralForeground1Selected } },
  cell: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flex: 1, minWidth: 0 },
  tools: {
    position: 'absolute',
    right: tokens.spacingHorizontalM,
    top: '12px',
    display: 'flex',
    gap: '2px',
    opacity: 0,
    [touch]: { opacity: 1, top: '6px', right: tokens.spacingHorizontalXS },
  },
});
