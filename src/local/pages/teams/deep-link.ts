/** Where a link leads: to a sub-page of our own tab, to a window of its own, or nowhere that this host can go. */
export type LinkTarget =
  | { readonly to: 'tab'; readonly subPageId: string }
  | { readonly to: 'window'; readonly address: string }
  | { readonly to: 'nowhere' };

/**
 * Pure: what Teams would do with a link of a card or of the tab (`…/l/entity/<app>/<tab>?context={"subEntityId":…}` is
 * the tab itself).
 */
export function targetOfLink(link: string, teamsAppId: string): LinkTarget {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return { to: 'nowhere' };
  if (url.origin !== 'https://teams.microsoft.com') return { to: 'window', address: url.href };
  const [, l, entity, app] = url.pathname.split('/');
  // Other links into Teams need a real one.
  return l === 'l' && entity === 'entity' && app === teamsAppId
    ? { to: 'tab', subPageId: subPageIn(url) }
    : { to: 'nowhere' };
}

function subPageIn(url: URL): string {
  try {
    const context: unknown = JSON.parse(url.searchParams.get('context') ?? '{}');
    const subPage =
      typeof context === 'object' && context !== null && 'subEntityId' in context ? context.subEntityId : '';
    return typeof subPage === 'string' ? subPage : '';
  } catch {
    return '';
  }
}
