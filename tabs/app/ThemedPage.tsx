import {
  FluentProvider,
  makeStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ThemeName } from '../hosts/host';

const themes: Record<ThemeName, Theme> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const useStyles = makeStyles({
  page: { height: '100%', backgroundColor: tokens.colorNeutralBackground3, overflow: 'hidden' },
});

export function ThemedPage({ theme, children }: { theme: ThemeName; children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    // Fluent gives the provider's class to every popup layer too, so the page's own look is on an element inside.
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }} data-theme={theme}>
      <div className={styles.page}>{children}</div>
    </FluentProvider>
  );
}
