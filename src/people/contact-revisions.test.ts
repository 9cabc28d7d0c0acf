import { randomUUID } from 'node:crypto';
import { allContactsId, directoryId } from '../contract/people/directory-ids';
import type { ContactId, OrganisationId } from '../contract/ids';
import { createContactRevisions } from './contact-revisions';

const [fjallbo, sjobris] = [randomUUID() as OrganisationId, randomUUID() as OrganisationId];
const [anna, bo] = [randomUUID() as ContactId, randomUUID() as ContactId];

function setUp() {
  const told: string[] = [];
  const changed = (_topic: string, organisationId: OrganisationId, id: string): void =>
    void told.push(`${organisationId === fjallbo ? 'fjallbo' : 'sjobris'} ${id}`);
  return { told, revisions: createContactRevisions({ changed: changed as never }, 1_000) };
}

test('who watches a contact or the list is told, and nobody of another organisation', () => {
  const { told, revisions } = setUp();
  expect(revisions.state(fjallbo, anna)).toBeNull();
  revisions.changed(fjallbo, [anna]);
  expect(told).toEqual([`fjallbo ${anna}`, `fjallbo ${directoryId}`]);
  const before = revisions.state(fjallbo, anna);
  revisions.changed(fjallbo, [anna, bo]);
  expect(revisions.state(fjallbo, anna)?.rev).toBeGreaterThan(before?.rev ?? Infinity);
  expect([revisions.state(sjobris, anna), revisions.state(sjobris, directoryId as ContactId)]).toEqual([null, null]);
});

test('of very many it is told once, and after a gap to all who watch or were told of something', () => {
  const { told, revisions } = setUp();
  revisions.changed(fjallbo, null);
  expect(told).toEqual([`fjallbo ${allContactsId}`, `fjallbo ${directoryId}`]);
  expect(revisions.state(sjobris, bo)).toBeNull();
  told.length = 0;
  revisions.changedEverywhere();
  expect(told.toSorted()).toEqual(
    ['fjallbo', 'sjobris'].flatMap((name) => [`${name} ${directoryId}`, `${name} ${allContactsId}`]).toSorted(),
  );
});
