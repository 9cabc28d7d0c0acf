import type { Kysely } from 'kysely';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import { createLineIndex } from './line-index';
import type { LineGroup, LineOrganisation, LineUser } from './line-user';
import type { LineTarget } from './target';
import { readGroups, readOrganisations, readUsers } from './read-lines';

/** Where something may have changed; `userId` null: the organisation itself, and its answer groups. */
export interface LineChange {
  readonly organisationId: OrganisationId;
  readonly userId: UserId | null;
}

/** Users, answer groups, extensions and numbers of every organisation, held in memory for routing. */
export interface Lines {
  /** Reads everything anew. @throws VaxelError server.unavailable; what was known before stays. */
  load(): Promise<void>;
  /** Looks again where something may have changed, and says whose lines are gone. @throws as `load` */
  apply(changes: readonly LineChange[]): Promise<void>;
  /** Told of each user who is a user no more. */
  onGone(listener: (user: LineUser) => void): void;
  /** Told of each user who was none before, or had left and is back. */
  onCame(listener: (user: LineUser) => void): void;
  /** Told of each extension that somebody else, or nobody, may have from now on. */
  onExtension(listener: (organisationId: OrganisationId, extension: string) => void): void;
  organisation(id: OrganisationId): LineOrganisation | undefined;
  user(id: UserId): LineUser | undefined;
  group(id: AnswerGroupId): LineGroup | undefined;
  groupsOf(organisationId: OrganisationId): readonly LineGroup[];
  byExtension(organisationId: OrganisationId, extension: string): LineTarget | undefined;
  /** The distinct numbers of digits that its extensions have. */
  extensionLengths(organisationId: OrganisationId): readonly number[];
  /** Numbers are unique over all organisations. */
  byNumber(number: string): LineTarget | undefined;
}

export function createLines(db: Kysely<Database>): Lines {
  let index = createLineIndex([], [], []);
  const goneListeners: ((user: LineUser) => void)[] = [];
  const cameListeners: ((user: LineUser) => void)[] = [];
  const tellGone = (user: LineUser): void => goneListeners.forEach((listener) => listener(user));
  const tellCame = (user: LineUser): void => cameListeners.forEach((listener) => listener(user));
  const extensionListeners: Parameters<Lines['onExtension']>[0][] = [];
  const tellExtensions = (users: Iterable<LineUser>): void => {
    for (const { organisationId, extension } of users)
      for (const listener of extensionListeners) listener(organisationId, extension);
  };

  return {
    async load() {
      const before = index;
      index = createLineIndex(await readOrganisations(db), await readUsers(db), await readGroups(db));
      tellExtensions(before.users());
      tellExtensions(index.users());
      for (const user of before.users()) if (index.user(user.userId) === undefined) tellGone(user);
      for (const user of index.users()) if (before.user(user.userId) === undefined) tellCame(user);
    },
    async apply(changes) {
      const ofItself = changes.filter(({ userId }) => userId === null);
      const organisationIds = [...new Set(ofItself.map(({ organisationId }) => organisationId))];
      const userIds = [...new Set(changes.flatMap(({ userId }) => userId ?? []))];
      const organisations = organisationIds.length === 0 ? [] : await readOrganisations(db, organisationIds);
      const groups = organisationIds.length === 0 ? [] : await readGroups(db, organisationIds);
      const users = userIds.length === 0 ? [] : await readUsers(db, userIds);
      index.replaceOrganisations(organisationIds, organisations, groups);
      const before = userIds.flatMap((id) => index.user(id) ?? []);
      const { gone, came } = index.replaceUsers(userIds, users);
      tellExtensions([...before, ...users]);
      gone.forEach(tellGone);
      came.forEach(tellCame);
    },
    onGone: (listener) => void goneListeners.push(listener),
    onCame: (listener) => void cameListeners.push(listener),
    onExtension: (listener) => void extensionListeners.push(listener),
    organisation: (id) => index.organisation(id),
    user: (id) => index.user(id),
    group: (id) => index.group(id),
    groupsOf: (organisationId) => index.groupsOf(organisationId),
    byExtension: (organisationId, extension) => index.byExtension(organisationId, extension),
    extensionLengths: (organisationId) => index.extensionLengths(organisationId),
    byNumber: (number) => index.byNumber(number),
  };
}
