import { makeStyles, tokens } from '@fluentui/react-components';

/** How an activity looks in the calendar, by its icon; its name always stands beside the colour. */
const useStyles = makeStyles({
  meeting: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    borderLeftColor: tokens.colorBrandStroke1,
  },
  lunch: {
    backgroundColor: tokens.colorPaletteGoldBackground2,
    color: tokens.colorPaletteGoldForeground2,
    borderLeftColor: tokens.colorPaletteGoldBorderActive,
  },
  busy: {
    backgroundColor: tokens.colorPaletteRedBackground1,
    color: tokens.colorPaletteRedForeground1,
    borderLeftColor: tokens.colorPaletteRedBorderActive,
  },
  travelling: {
    backgroundColor: tokens.colorPaletteTealBackground2,
    color: tokens.colorPaletteTealForeground2,
    borderLeftColor: tokens.colorPaletteTealBorderActive,
  },
  holiday: {
    backgroundColor: tokens.colorPaletteForestBackground2,
    color: tokens.colorPaletteForestForeground2,
    borderLeftColor: tokens.colorPaletteForestBorderActive,
  },
  sick: {
    backgroundColor: tokens.colorPaletteLilacBackground2,
    color: tokens.colorPaletteLilacForeground2,
    borderLeftColor: tokens.colorPaletteLilacBorderActive,
  },
  child: {
    backgroundColor: tokens.colorPalettePeachBackground2,
    color: tokens.colorPalettePeachForeground2,
    borderLeftColor: tokens.colorPalettePeachBorderActive,
  },
  available: {
    backgroundColor: tokens.colorPaletteGreenBackground1,
    color: tokens.colorPaletteGreenForeground1,
    borderLeftColor: tokens.colorPaletteGreenBorderActive,
  },
  other: {
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    borderLeftColor: tokens.colorNeutralStrokeAccessible,
  },
});

/** The classes of an activity's icon. */
export function useTone(): (icon: string | undefined) => string {
  const styles = useStyles();
  return (icon = 'other') => (icon in styles ? styles[icon as keyof typeof styles] : styles.other);
}
