import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';

/** Theme names as TeamsJS says them. */
export const hostThemes = ['default', 'dark', 'contrast'] as const;
export type HostTheme = (typeof hostThemes)[number];

type ThemeLabels = Readonly<Record<HostTheme, string>>;
const inEnglish: ThemeLabels = { default: 'Light', dark: 'Dark', contrast: 'High contrast' };
const inSwedish: ThemeLabels = { default: 'Ljust', dark: 'Mörkt', contrast: 'Hög kontrast' };

export const themeLabels = (locale: string): ThemeLabels => (locale.startsWith('sv') ? inSwedish : inEnglish);

export const fluentThemes: Readonly<Record<HostTheme, Theme>> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** A theme from an address; anything else is the light one. */
export function parseTheme(text: string | null): HostTheme {
  return hostThemes.find((theme) => theme === text) ?? 'default';
}

export const hostLocales = [
  { locale: 'sv-SE', label: 'Svenska' },
  { locale: 'en-US', label: 'English' },
] as const;

/** A locale as Teams may send it; anything that is none is English. */
export function parseLocale(text: string | null): string {
  return text !== null && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text) ? text : 'en-US';
}
