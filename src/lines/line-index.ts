import type { OrganisationId, UserId } from '../contract/ids';
import type { LineOrganisation, LineUser } from './line-user';
import { userTarget } from './target';
import type { LineTarget } from './target';

/** Users and organisations, found by what is dialled. A change costs what it is about, not what there is. */
export interface LineIndex {
  users(): Iterable<LineUser>;
  organisation(id: OrganisationId): LineOrganisation | undefined;
  user(id: UserId): LineUser | undefined;
  byExtension(organisationId: OrganisationId, extension: string): LineTarget | undefined;
  extensionLengths(organisationId: OrganisationId): readonly number[];
  byNumber(number: string): LineTarget | undefined;
  /** Those of these ids that are not given are gone. */
  replaceOrganisations(ids: readonly OrganisationId[], organisations: readonly LineOrganisation[]): void;
  /** As above; returns who was there and is gone, and who was not there before. */
  replaceUsers(
    ids: readonly UserId[],
    users: readonly LineUser[],
  ): { readonly gone: readonly LineUser[]; readonly came: readonly LineUser[] };
}

export function createLineIndex(
  allOrganisations: readonly LineOrganisation[],
  allUsers: readonly LineUser[],
): LineIndex {
  const organisations = new Map<OrganisationId, LineOrganisation>();
  const users = new Map<UserId, LineUser>();
  const byExtension = new Map<string, LineTarget>();
  const byNumber = new Map<string, LineTarget>();
  /** How many extensions of each length an organisation has. */
  const lengths = new Map<OrganisationId, Map<number, number>>();
  const extensionKey = ({ organisationId, extension }: LineUser): string => `${organisationId}/${extension}`;

  function countLength({ organisationId, extension }: LineUser, change: 1 | -1): void {
    const counts = lengths.get(organisationId) ?? new Map<number, number>();
    lengths.set(organisationId, counts);
    const count = (counts.get(extension.length) ?? 0) + change;
    if (count === 0) counts.delete(extension.length);
    else counts.set(extension.length, count);
  }

  // A number has its country code, an extension only digits.
  const isNumber = (text: string): boolean => text.startsWith('+');
  const inheritedBy = (each: string) => (isNumber(each) ? byNumber : byExtension);
  const inheritedKey = ({ organisationId }: LineUser, each: string): string =>
    isNumber(each) ? each : `${organisationId}/${each}`;

  function add(user: LineUser): void {
    users.set(user.userId, user);
    const target = userTarget(user);
    byExtension.set(extensionKey(user), target);
    for (const number of user.numbers) byNumber.set(number, target);
    for (const each of user.inherited ?? []) inheritedBy(each).set(inheritedKey(user, each), target);
    countLength(user, 1);
  }

  function remove(user: LineUser): void {
    users.delete(user.userId);
    if (byExtension.get(extensionKey(user))?.user === user) byExtension.delete(extensionKey(user));
    for (const number of user.numbers) if (byNumber.get(number)?.user === user) byNumber.delete(number);
    for (const each of user.inherited ?? []) {
      const found = inheritedBy(each);
      if (found.get(inheritedKey(user, each))?.user === user) found.delete(inheritedKey(user, each));
    }
    countLength(user, -1);
  }

  for (const organisation of allOrganisations) organisations.set(organisation.id, organisation);
  for (const user of allUsers) add(user);

  return {
    users: () => users.values(),
    organisation: (id) => organisations.get(id),
    user: (id) => users.get(id),
    byExtension: (organisationId, extension) => byExtension.get(`${organisationId}/${extension}`),
    extensionLengths: (organisationId) => [...(lengths.get(organisationId)?.keys() ?? [])],
    byNumber: (number) => byNumber.get(number),
    replaceOrganisations(ids, found) {
      for (const id of ids) organisations.delete(id);
      for (const organisation of found) organisations.set(organisation.id, organisation);
    },
    replaceUsers(ids, found) {
      const before = ids.flatMap((id) => users.get(id) ?? []);
      before.forEach(remove);
      found.forEach(add);
      const known = new Set(before.map(({ userId }) => userId));
      return {
        gone: before.filter(({ userId }) => !users.has(userId)),
        came: found.filter(({ userId }) => !known.has(userId)),
      };
    },
  };
}
