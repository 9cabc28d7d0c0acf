import type { ThemeName } from './host';

const queries = { contrast: '(forced-colors: active)', dark: '(prefers-color-scheme: dark)' } as const;

/** The theme that the operating system asks for, for pages outside Teams. */
export function mediaTheme(window: Window): ThemeName {
  if (window.matchMedia(queries.contrast).matches) return 'contrast';
  return window.matchMedia(queries.dark).matches ? 'dark' : 'light';
}

/** Tells of changes of the theme; returns the unsubscriber. */
export function onMediaTheme(window: Window, listener: (theme: ThemeName) => void): () => void {
  const lists = Object.values(queries).map((query) => window.matchMedia(query));
  const changed = (): void => listener(mediaTheme(window));
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    for (const list of lists) list.removeEventListener('change', changed);
  };
}
