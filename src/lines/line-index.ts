import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { LineGroup, LineOrganisation, LineUser } from './line-user';
import { groupTarget, personAt, userTarget } from './target';
import type { LineTarget } from './target';

/**
 * Users, answer groups and organisations, found by what is dialled. A change costs what it is about, not what there is.
 */
export interface LineIndex {
  users(): Iterable<LineUser>;
  organisation(id: OrganisationId): LineOrganisation | undefined;
  user(id: UserId): LineUser | undefined;
  group(id: AnswerGroupId): LineGroup | undefined;
  groupsOf(organisationId: OrganisationId): readonly LineGroup[];
  byExtension(organisationId: OrganisationId, extension: string): LineTarget | undefined;
  extensionLengths(organisationId: OrganisationId): readonly number[];
  byNumber(number: string): LineTarget | undefined;
  /** Those of these ids that are not given are gone; so are groups of theirs. */
  replaceOrganisations(
    ids: readonly OrganisationId[],
    organisations: readonly LineOrganisation[],
    groups: readonly LineGroup[],
  ): void;
  /** As above; returns who was there and is gone, and who was not there before. */
  replaceUsers(
    ids: readonly UserId[],
    users: readonly LineUser[],
  ): { readonly gone: readonly LineUser[]; readonly came: readonly LineUser[] };
}

type HasExtension = Pick<LineUser, 'organisationId' | 'extension'>;

export function createLineIndex(
  allOrganisations: readonly LineOrganisation[],
  allUsers: readonly LineUser[],
  allGroups: readonly LineGroup[],
): LineIndex {
  const organisations = new Map<OrganisationId, LineOrganisation>();
  const users = new Map<UserId, LineUser>();
  const groups = new Map<AnswerGroupId, LineGroup>();
  const byExtension = new Map<string, LineTarget>();
  const byNumber = new Map<string, LineTarget>();
  /** How many extensions of each length an organisation has. */
  const lengths = new Map<OrganisationId, Map<number, number>>();
  const extensionKey = ({ organisationId, extension }: HasExtension): string => `${organisationId}/${extension}`;

  function countLength({ organisationId, extension }: HasExtension, change: 1 | -1): void {
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
    if (personAt(byExtension.get(extensionKey(user))) === user) byExtension.delete(extensionKey(user));
    for (const number of user.numbers) if (personAt(byNumber.get(number)) === user) byNumber.delete(number);
    for (const each of user.inherited ?? []) {
      const found = inheritedBy(each);
      if (personAt(found.get(inheritedKey(user, each))) === user) found.delete(inheritedKey(user, each));
    }
    countLength(user, -1);
  }

  function addGroup(group: LineGroup): void {
    groups.set(group.groupId, group);
    const target = groupTarget(group);
    byExtension.set(extensionKey(group), target);
    if (group.number !== null) byNumber.set(group.number, target);
    countLength(group, 1);
  }

  function removeGroup(group: LineGroup): void {
    groups.delete(group.groupId);
    const isOfGroup = (target: LineTarget | undefined): boolean =>
      target?.kind === 'answerGroup' && target.group === group;
    if (isOfGroup(byExtension.get(extensionKey(group)))) byExtension.delete(extensionKey(group));
    if (group.number !== null && isOfGroup(byNumber.get(group.number))) byNumber.delete(group.number);
    countLength(group, -1);
  }

  for (const organisation of allOrganisations) organisations.set(organisation.id, organisation);
  for (const user of allUsers) add(user);
  for (const group of allGroups) addGroup(group);

  return {
    users: () => users.values(),
    organisation: (id) => organisations.get(id),
    user: (id) => users.get(id),
    group: (id) => groups.get(id),
    groupsOf: (organisationId) => [...groups.values()].filter((each) => each.organisationId === organisationId),
    byExtension: (organisationId, extension) => byExtension.get(`${organisationId}/${extension}`),
    extensionLengths: (organisationId) => [...(lengths.get(organisationId)?.keys() ?? [])],
    byNumber: (number) => byNumber.get(number),
    replaceOrganisations(ids, found, foundGroups) {
      for (const id of ids) organisations.delete(id);
      for (const organisation of found) organisations.set(organisation.id, organisation);
      for (const group of [...groups.values()]) if (ids.includes(group.organisationId)) removeGroup(group);
      foundGroups.forEach(addGroup);
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
