import { makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { touch } from '../../ui/touch';

/** On the dark card everything takes the card's own colour. */
const quietOnDark = 'color-mix(in srgb, currentColor 42%, transparent)';

export const useCardStyles = makeStyles({
  card: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    padding: '14px',
    border: `1px solid ${tokens.colorTransparentStroke}`,
    flexShrink: 0,
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  compact: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  ringing: { outline: `2px solid ${tokens.colorPaletteGreenBackground3}`, boxShadow: tokens.shadow16 },
  active: {
    backgroundColor: tokens.colorBrandBackgroundPressed,
    color: tokens.colorNeutralForegroundOnBrand,
    boxShadow: tokens.shadow8,
    // Fluent's focus rings are black in the light theme, 1.9 : 1 here; the card's own is drawn inside, where it is dark
    // as well.
    '--colorStrokeFocus2': tokens.colorNeutralForegroundOnBrand,
    ':focus-visible': { outlineOffset: '-5px' },
  },
  anchored: { outline: `2px solid ${tokens.colorPaletteMarigoldBorderActive}`, boxShadow: tokens.shadow16 },
  elsewhere: { boxShadow: 'none', border: `1px dashed ${tokens.colorNeutralStroke1}` },
  ended: { backgroundColor: 'transparent', boxShadow: 'none', border: `1px dashed ${tokens.colorNeutralStroke1}` },
  sticky: { position: 'sticky', top: 0, zIndex: 1 },
  // Six buttons as large as a finger needs stand in a row at 320 px.
  row: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
    alignItems: 'center',
    [touch]: { gap: '2px' },
  },
  wide: { flex: 1, height: '36px', minWidth: 0 },
  round: { width: '36px', height: '36px', minWidth: '36px', flexShrink: 0 },
  small: { width: '30px', height: '30px', minWidth: '30px', flexShrink: 0 },
  last: { marginLeft: 'auto' },
  onActive: {
    color: 'inherit',
    ...shorthands.borderColor(quietOnDark),
    backgroundColor: 'transparent',
    ':hover': {
      color: 'inherit',
      ...shorthands.borderColor(quietOnDark),
      backgroundColor: 'color-mix(in srgb, currentColor 12%, transparent)',
    },
    ':hover:active': { color: 'inherit', backgroundColor: 'color-mix(in srgb, currentColor 20%, transparent)' },
  },
  pressed: {
    color: tokens.colorNeutralForegroundInverted,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    ':hover': { color: tokens.colorNeutralForegroundInverted, backgroundColor: tokens.colorNeutralBackgroundInverted },
  },
  pressedOnActive: {
    color: tokens.colorBrandBackgroundPressed,
    backgroundColor: tokens.colorNeutralForegroundOnBrand,
    ':hover': { color: tokens.colorBrandBackgroundPressed, backgroundColor: tokens.colorNeutralForegroundOnBrand },
  },
  green: {
    backgroundColor: tokens.colorPaletteGreenBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ...shorthands.borderColor(tokens.colorTransparentStroke),
    ':hover': { backgroundColor: tokens.colorPaletteGreenForeground1, color: tokens.colorNeutralForegroundOnBrand },
    ':hover:active': {
      backgroundColor: tokens.colorPaletteGreenForeground1,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
  red: {
    backgroundColor: tokens.colorPaletteRedBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ...shorthands.borderColor(tokens.colorTransparentStroke),
    ':hover': { backgroundColor: tokens.colorPaletteRedForeground1, color: tokens.colorNeutralForegroundOnBrand },
    ':hover:active': {
      backgroundColor: tokens.colorPaletteRedForeground1,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
  quality: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
    ':empty': { display: 'none' },
  },
  detail: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  detailOnActive: { color: 'color-mix(in srgb, currentColor 82%, transparent)' },
});
