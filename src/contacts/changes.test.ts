import { randomUUID } from 'node:crypto';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import { createChanges } from './changes';

test('windows are told of what is their person’s own after whoever answers them, since they ask at once', () => {
  const [organisationId, userId] = [randomUUID() as OrganisationId, randomUUID() as UserId];
  const told: string[] = [];
  const publisher = { toUser: () => void told.push('windows'), changed: () => undefined };
  const changes = createChanges({ publisher, nowMs: 1, personalChanged: (id) => void told.push(`facts of ${id}`) });
  changes.own({ organisationId, userId }, randomUUID() as ContactId, 'contact');
  expect(told).toEqual([`facts of ${userId}`, 'windows']);
});
