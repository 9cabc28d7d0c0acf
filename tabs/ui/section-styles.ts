import { makeStyles, tokens } from '@fluentui/react-components';

/** A section: its list on the left, the detail on the right. */
export const useSectionStyles = makeStyles({
  section: {
    display: 'grid',
    gridTemplateColumns: 'clamp(340px, 17vw, 440px) minmax(0, 1fr)',
    minHeight: 0,
    minWidth: 0,
    height: '100%',
  },
  medium: { gridTemplateColumns: '290px minmax(0, 1fr)' },
  single: { gridTemplateColumns: 'minmax(0, 1fr)', '& > section': { borderRight: 'none' } },
  list: {
    outlineStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  // What stands in it is laid out by the room that it has, see detail-styles.ts.
  detail: {
    outlineStyle: 'none',
    minWidth: 0,
    minHeight: 0,
    overflowY: 'auto',
    position: 'relative',
    containerType: 'inline-size',
  },
  back: { margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} 0` },
});
