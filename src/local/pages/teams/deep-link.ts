/**
 * The sub-page that a Teams link to our tab names (`…/l/entity/<app>/<tab>?context={"subEntityId":…}`).
 * Null when the link goes anywhere else.
 */
export function subPageOfDeepLink(link: string, teamsAppId: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const path = url.pathname.split('/');
  if (url.origin !== 'https://teams.microsoft.com' || path[1] !== 'l' || path[2] !== 'entity' || path[3] !== teamsAppId) return null;
  try {
    const context: unknown = JSON.parse(url.searchParams.get('context') ?? '{}');
    const subPage = typeof context === 'object' && context !== null && 'subEntityId' in context ? context.subEntityId : '';
    return typeof subPage === 'string' ? subPage : '';
  } catch {
    return '';
  }
}
