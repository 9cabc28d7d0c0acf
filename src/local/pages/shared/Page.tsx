import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { fluentThemes, type HostTheme } from './themes';

const useStyles = makeStyles({
  root: {
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground3,
    // Gaps are the layout's business; browsers give headings their own.
    '& h1, & h2': { margin: 0 },
  },
});

/** The frame of every page here: the theme, and the page's background over the whole window. */
export function Page({ theme, children }: { readonly theme: HostTheme; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <FluentProvider theme={fluentThemes[theme]}>
      {/* Not on the provider: what it wears, every menu and tooltip wears too, and would cover the page. */}
      <div className={styles.root}>{children}</div>
    </FluentProvider>
  );
}

/** Puts a page into the document. */
export function mountPage(page: ReactNode): void {
  const root = document.getElementById('root');
  if (root !== null) createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
