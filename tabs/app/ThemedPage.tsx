import { FluentProvider, makeStyles, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, tokens } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ThemeName } from '../hosts/host';

const themes: Record<ThemeName, Theme> = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

const useStyles = makeStyles({
  page: { height: '100%', backgroundColor: tokens.colorNeutralBackground3, overflow: 'hidden' },
});

export function ThemedPage({ theme, children }: { theme: ThemeName; children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    <FluentProvider theme={themes[theme]} className={styles.page} data-theme={theme}>
      {children}
    </FluentProvider>
  );
}
