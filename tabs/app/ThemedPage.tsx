import {
  FluentProvider,
  makeStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import { useLayoutEffect } from 'react';
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
  // The host's theme, not the computer's, also for what the browser draws by itself: pickers, lists, scrollbars.
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  return (
    // Fluent gives the provider's class to every popup layer too, so the page's own look is on an element inside.
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }} data-theme={theme}>
      <div className={styles.page}>{children}</div>
    </FluentProvider>
  );
}
