import type { Theme } from '@fluentui/react-components';

/**
 * The renderer's settings (adaptivecards `HostConfig`) that give a card the colours, sizes and gaps which Teams gives
 * it.
 */
export function cardHostConfig(theme: Theme): object {
  const colour = (normal: string, subtle: string) => ({ default: normal, subtle });
  const foregroundColors = {
    default: colour(theme.colorNeutralForeground1, theme.colorNeutralForeground2),
    accent: colour(theme.colorBrandForeground1, theme.colorBrandForeground1),
    good: colour(theme.colorPaletteGreenForeground1, theme.colorPaletteGreenForeground1),
    warning: colour(theme.colorPaletteDarkOrangeForeground1, theme.colorPaletteDarkOrangeForeground1),
    attention: colour(theme.colorPaletteRedForeground1, theme.colorPaletteRedForeground1),
    light: colour(theme.colorNeutralForeground3, theme.colorNeutralForeground3),
    dark: colour(theme.colorNeutralForeground1, theme.colorNeutralForeground2),
  };
  return {
    supportsInteractivity: true,
    fontFamily: theme.fontFamilyBase,
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 32, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme.colorNeutralStroke2 },
    containerStyles: {
      default: { backgroundColor: theme.colorNeutralBackground1, foregroundColors },
      emphasis: { backgroundColor: theme.colorNeutralBackground3, foregroundColors },
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline' },
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { color: 'default', weight: 'bolder', wrap: true, maxWidth: 120 },
      value: { color: 'default', wrap: true },
      spacing: 12,
    },
  };
}
