import { randomUUID } from 'node:crypto';
import { makeCall } from '../../tests/fakes/snapshot';
import type { OrganisationId, UserId } from '../contract/ids';
import { userStream } from './event-log';
import { createLogPublisher } from './log-publisher';
import { createMemoryEventLog } from './memory-event-log';

const organisationId = randomUUID() as OrganisationId;
const anna = randomUUID() as UserId;

function setUp(log = createMemoryEventLog()) {
  const changed: UserId[] = [];
  const errors: unknown[] = [];
  const publisher = createLogPublisher({
    log,
    topics: { changed: (_topic, _organisation, userId) => changed.push(userId as UserId) },
    logger: { error: (line: unknown) => void errors.push(line) },
  });
  return { log, publisher, changed, errors };
}

test('what happens to a person is in the stream at once', async () => {
  const { log, publisher } = setUp();
  const call = makeCall();
  publisher.toUser(organisationId, anna, { type: 'call', call });
  const [entry] = (await log.readAfter(userStream(organisationId, anna).id, 0)) ?? [];
  expect(JSON.parse(String(entry?.frame))).toEqual({
    type: 'events',
    stream: 'user',
    seq: 1,
    events: [{ type: 'call', call }],
  });
});

test('what colleagues see is told to those who watch', () => {
  const { publisher, changed } = setUp();
  publisher.changed('people', organisationId, anna);
  expect(changed).toEqual([anna]);
});

test('a log that takes nothing is a line in the log, and no end of the process', async () => {
  const { publisher, errors } = setUp({ ...createMemoryEventLog(), append: () => Promise.reject(new Error('full')) });
  publisher.toUser(organisationId, anna, { type: 'history.restored' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(errors).toEqual([expect.objectContaining({ userId: anna })]);
});
