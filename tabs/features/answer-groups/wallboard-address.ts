import type { AnswerGroupId } from '../../../src/contract/ids';
import type { Host } from '../../hosts/host';

/** Which groups a screen on the wall shows stands in its address, so that it survives a restart of the computer. */
export function wallboardAddress(
  origin: string,
  { account, locale, theme }: Pick<Host, 'account' | 'locale' | 'theme'>,
  groups: readonly AnswerGroupId[],
): string {
  const url = new URL('/tab/', origin);
  url.searchParams.set('window', 'wall');
  url.searchParams.set('groups', groups.join());
  url.searchParams.set('locale', locale);
  // Screens on walls are dark unless somebody has made the address say otherwise.
  url.searchParams.set('theme', theme === 'contrast' ? 'contrast' : 'dark');
  if (account !== null) url.searchParams.set('as', account);
  return url.href;
}

/** Those of the groups that the address names; all of them where it names none. */
export function namedGroups<Group extends { readonly id: AnswerGroupId }>(
  search: string,
  groups: readonly Group[],
): readonly Group[] {
  const named = (new URLSearchParams(search).get('groups') ?? '').split(',').filter(Boolean);
  return named.length === 0 ? groups : groups.filter(({ id }) => named.includes(id));
}
