import type { Host } from './host';

/**
 * A tab lives in Teams or in a browser's tab strip; a pop-out is a window of its own, opened from a tab or installed as
 * an app.
 */
export type WindowKind = 'tab' | 'popout';

/** The address says it. A framed page is a tab whatever its address says: its host takes it away when it likes. */
export function readWindowKind(window: Window): WindowKind {
  return window.parent === window && new URLSearchParams(window.location.search).get('window') === 'popout'
    ? 'popout'
    : 'tab';
}

/** The page is a screen on the wall. */
export const isWall = ({ location }: Window): boolean => location.search.includes('window=wall');

/** The address of the own window of the same person, in the language and theme of the host that it is opened from. */
export function popoutAddress(
  origin: string,
  { account, locale, theme }: Pick<Host, 'account' | 'locale' | 'theme'>,
): string {
  const url = new URL('/tab/', origin);
  url.searchParams.set('window', 'popout');
  url.searchParams.set('locale', locale);
  url.searchParams.set('theme', theme);
  if (account !== null) url.searchParams.set('as', account);
  return url.href;
}
