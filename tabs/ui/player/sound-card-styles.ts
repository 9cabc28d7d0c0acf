import { makeStyles, tokens } from '@fluentui/react-components';
import { touch } from '../touch';
import { littleRoom } from './little-room';

/** Something that was said, as a row, and once it is open with its sound: the list is the container. */
export const useSoundCardStyles = makeStyles({
  card: {
    position: 'relative',
    display: 'grid',
    alignItems: 'center',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto auto',
    gridTemplateAreas: '"who actions play time"',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    [littleRoom]: { columnGap: tokens.spacingHorizontalS, padding: tokens.spacingHorizontalM },
  },
  open: {
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gridTemplateAreas: '"who who time" "play player player" "actions actions actions"',
  },
  /** Of a row, what is seldom needed comes with the mouse and the focus; a finger opens the row. */
  atRest: {
    '& > [data-actions]': { opacity: 0 },
    ':hover > [data-actions]': { opacity: 1 },
    ':focus-within > [data-actions]': { opacity: 1 },
    [touch]: { '& > [data-actions]': { display: 'none' } },
    [littleRoom]: { '& > [data-actions]': { display: 'none' } },
  },
  who: {
    gridArea: 'who',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  texts: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  muted: { color: tokens.colorNeutralForeground3 },
  play: { gridArea: 'play' },
  // Beside what is drawn, not beside both lines.
  playOpen: { [littleRoom]: { alignSelf: 'start', marginTop: '4px' } },
  time: {
    gridArea: 'time',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    minWidth: '40px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
  },
});
