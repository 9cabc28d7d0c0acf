import { QueryClient } from '@tanstack/react-query';
import { groupListId } from '../../../src/contract/contacts/limits';
import type { ContactId, GroupId } from '../../../src/contract/ids';
import { allContactsId, directoryId } from '../../../src/contract/people/directory-ids';
import { contactId } from '../../fakes/samples';
import { createApplyContactValues } from './apply-to-contacts';

const keys = [
  ['directory', 'page', 0],
  ['contacts', 'an'],
  ['search', 'an'],
  ['contact', contactId(1)],
  ['contact', contactId(2)],
  ['groups'],
];

function setUp() {
  const queries = new QueryClient();
  for (const key of keys) queries.setQueryData(key, {});
  const apply = createApplyContactValues();
  const outdated = (): string[] =>
    keys.filter((key) => queries.getQueryState(key)?.isInvalidated === true).map((key) => key.join('/'));
  const fresh = (): void => keys.forEach((key) => queries.setQueryData(key, {}));
  const says = (id: string, rev: number): void => apply(queries, { contacts: [{ contactId: id as ContactId, rev }] });
  return { says, outdated, fresh };
}

it('a contact that has changed is asked for anew, with the lists that it may be in', () => {
  const { says, outdated } = setUp();
  says(contactId(1), 1);
  expect(outdated()).toEqual(['directory/page/0', 'contacts/an', 'search/an', `contact/${contactId(1)}`]);
});

it('a revision is once, also when the contact comes on screen again', () => {
  const { says, outdated, fresh } = setUp();
  says(contactId(1), 1);
  fresh();
  says(contactId(1), 1);
  expect(outdated()).toEqual([]);
  says(contactId(1), 2);
  expect(outdated()).toHaveLength(4);
});

it('the list alone, and everything', () => {
  const { says, outdated, fresh } = setUp();
  says(directoryId, 1);
  expect(outdated()).toEqual(['directory/page/0', 'contacts/an', 'search/an', 'groups']);
  fresh();
  says(allContactsId, 1);
  expect(outdated()).toHaveLength(5);
});

it('a group that a colleague has changed is asked for anew, with who is in it; each revision once', () => {
  const queries = new QueryClient();
  const apply = createApplyContactValues();
  const lists = [['groups'], ['members', 'a group', ''], ['membership', contactId(1)]];
  const fresh = (): void => lists.forEach((key) => queries.setQueryData(key, {}));
  const outdated = (rev: number): number => {
    fresh();
    apply(queries, { groups: [{ groupId: groupListId as GroupId, rev }] });
    return lists.filter((key) => queries.getQueryState(key)?.isInvalidated === true).length;
  };
  expect([outdated(1), outdated(1), outdated(2)]).toEqual([3, 0, 3]);
});

it('values of others change nothing', () => {
  const { outdated } = setUp();
  createApplyContactValues()(new QueryClient(), { people: [] });
  expect(outdated()).toEqual([]);
});
