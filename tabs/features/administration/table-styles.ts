import { makeStyles, tokens } from '@fluentui/react-components';
import { tint } from '../../ui/tint';

/** Where columns have no room beside each other, a row is a card of lines. The section is the container. */
const narrowTable = '@container (max-width: 700px)';

export const useTableStyles = makeStyles({
  scroll: { overflowY: 'auto', overflowX: 'hidden', minHeight: 0, minWidth: 0, outlineStyle: 'none' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [narrowTable]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  row: {
    display: 'grid',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalL}`,
    boxSizing: 'border-box',
    minHeight: '32px',
    [narrowTable]: { display: 'flex', flexWrap: 'wrap', rowGap: '2px' },
  },
  body: { position: 'relative', width: '100%' },
  line: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    minHeight: '48px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  pressable: { cursor: 'pointer', ':hover': { backgroundColor: tint(4) } },
  selected: {
    backgroundColor: tint(8),
    ':hover': { backgroundColor: tint(8) },
  },
  cell: { minWidth: 0, overflowWrap: 'anywhere' },
  // On a card these come under the first line, smaller.
  more: {
    [narrowTable]: {
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
      color: tokens.colorNeutralForeground2,
    },
  },
  whole: { [narrowTable]: { flexBasis: '100%' } },
  // A picture or mark stands before the first line; what belongs to it begins below its words.
  person: { [narrowTable]: { flex: '1 1 calc(100% - 120px)' } },
  under: { [narrowTable]: { marginLeft: '84px' } },
  end: { [narrowTable]: { marginLeft: 'auto' } },
  grow: { [narrowTable]: { flex: '1 1 60%' } },
  empty: { [narrowTable]: { display: 'none' } },
});
