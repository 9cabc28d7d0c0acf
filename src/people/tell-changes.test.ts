import { randomUUID } from 'node:crypto';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import { tellChanges } from './tell-changes';

const [organisationId, ownerUserId] = [randomUUID() as OrganisationId, randomUUID() as UserId];
const contactIds = [randomUUID() as ContactId];

function setUp() {
  const told: string[] = [];
  const note = (what: string) => () => void told.push(what);
  let isRead = (): void => undefined;
  const follow = tellChanges({
    indexes: {
      changed: () => new Promise<void>((resolve) => (isRead = resolve)),
      changedEverywhere: note('indexes everywhere'),
    },
    facts: { changed: note('facts'), changedEverywhere: note('facts everywhere') },
    revisions: { changed: note('windows'), changedEverywhere: note('windows everywhere') },
  });
  const read = async (): Promise<void> => {
    isRead();
    await new Promise(setImmediate);
  };
  return { told, follow, read };
}

test('windows, which ask at once, hear of a change when they would be answered by it', async () => {
  const { told, follow, read } = setUp();
  follow.onChange({ organisationId, ownerUserId: null, contactIds });
  await new Promise(setImmediate);
  expect(told).toEqual([]);
  await read();
  expect(told).toEqual(['windows']);
});

test('what is a person’s own is forgotten at once; after a gap all of it is, windows last', () => {
  const { told, follow } = setUp();
  follow.onChange({ organisationId, ownerUserId, contactIds });
  follow.onGap();
  expect(told).toEqual(['facts', 'indexes everywhere', 'facts everywhere', 'windows everywhere']);
});
