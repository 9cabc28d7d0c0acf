import { makeStyles, tokens } from '@fluentui/react-components';

const narrow = '@media (max-width: 560px)';

/** A field and, where there is one, the button that tries it: all fields of a page end at the same place. */
export const useFieldRow = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 204px',
    gap: tokens.spacingHorizontalS,
    alignItems: 'start',
    // Beside the field, under whose label there may be a hint.
    '& > button': { marginTop: '26px', whiteSpace: 'nowrap' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', '& > button': { marginTop: 0, whiteSpace: 'nowrap' } },
  },
});
