import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { lineChange, makeCall } from '../../tests/fakes/snapshot';
import type { OrganisationId, UserId } from '../contract/ids';
import { createLogPublisher } from './log-publisher';
import { createMemoryEventLog } from './memory-event-log';
import { organisationStream, userStream } from './event-log';

const organisationId = randomUUID() as OrganisationId;
const [anna, bjorn] = [randomUUID() as UserId, randomUUID() as UserId];

function setUp() {
  const clock = createFakeClock();
  const log = createMemoryEventLog();
  const publisher = createLogPublisher({ log, clock });
  const events = async (stream: Parameters<typeof log.head>[0]) => ((await log.readAfter(stream, 0)) ?? []).map(({ frame }) => (JSON.parse(String(frame)) as { events: unknown[] }).events);
  return { clock, publisher, events };
}

test('calls go out at once', async () => {
  const { publisher, events } = setUp();
  const call = makeCall();
  publisher.toUser(organisationId, anna, { type: 'call', call });
  expect(await events(userStream(organisationId, anna))).toEqual([[{ type: 'call', call }]]);
});

test('line changes of 50 ms are one message with the newest state of each person', async () => {
  const { clock, publisher, events } = setUp();
  publisher.lineChanged(organisationId, lineChange(anna, 'ringing'));
  clock.advance(49);
  publisher.lineChanged(organisationId, lineChange(bjorn, 'inCall'));
  publisher.lineChanged(organisationId, lineChange(anna, 'inCall'));
  expect(await events(organisationStream(organisationId))).toEqual([]);
  clock.advance(1);
  publisher.lineChanged(organisationId, lineChange(anna, 'idle'));
  clock.advance(50);
  expect(await events(organisationStream(organisationId))).toEqual([
    [{ type: 'lines', changes: [lineChange(anna, 'inCall'), lineChange(bjorn, 'inCall')] }],
    [{ type: 'lines', changes: [lineChange(anna, 'idle')] }],
  ]);
});

test('organisations are kept apart', async () => {
  const { clock, publisher, events } = setUp();
  const other = randomUUID() as OrganisationId;
  publisher.lineChanged(other, lineChange(bjorn, 'inCall'));
  clock.advance(50);
  expect(await events(organisationStream(organisationId))).toEqual([]);
  expect(await events(organisationStream(other))).toHaveLength(1);
});

test('stopping writes what waits and leaves no timer', async () => {
  const { clock, publisher, events } = setUp();
  publisher.lineChanged(organisationId, lineChange(anna, 'inCall'));
  publisher.stop();
  expect(await events(organisationStream(organisationId))).toHaveLength(1);
  expect(clock.pending).toBe(0);
});
