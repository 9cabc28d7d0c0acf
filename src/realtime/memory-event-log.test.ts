import { randomUUID } from 'node:crypto';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LogEntry } from './event-log';
import { userStream } from './event-log';
import { createMemoryEventLog } from './memory-event-log';

const organisationId = randomUUID() as OrganisationId;
const anna = userStream(organisationId, randomUUID() as UserId);
const bjorn = userStream(organisationId, randomUUID() as UserId);
const event = { type: 'history.restored' } as const;
const seqs = (entries: readonly LogEntry[] | null) => entries?.map(({ seq }) => seq) ?? null;

test('numbers each stream by itself, from 1', async () => {
  const log = createMemoryEventLog();
  expect(await log.append(anna, [event])).toBe(1);
  expect(await log.append(anna, [event])).toBe(2);
  expect(await log.append(bjorn, [event])).toBe(1);
  expect([
    await log.head(anna.id),
    await log.head(bjorn.id),
    await log.head(userStream(organisationId, randomUUID() as UserId).id),
  ]).toEqual([2, 1, 0]);
  expect(JSON.parse(String((await log.readAfter(anna.id, 1))?.[0]?.frame))).toEqual({
    type: 'events',
    stream: 'user',
    seq: 2,
    events: [event],
  });
});

test('reads on from any point that it still holds, and says when it does not', async () => {
  const log = createMemoryEventLog({ entriesPerStream: 3 });
  for (let i = 0; i < 5; i += 1) void log.append(anna, [event]);
  expect(seqs(await log.readAfter(anna.id, 2))).toEqual([3, 4, 5]);
  expect(seqs(await log.readAfter(anna.id, 5))).toEqual([]);
  expect(await log.readAfter(anna.id, 1)).toBeNull();
  expect(await log.readAfter(anna.id, 6)).toBeNull();
  expect(seqs(await log.readAfter(bjorn.id, 0))).toEqual([]);
  expect(await log.readAfter(bjorn.id, 1)).toBeNull();
});

test('a stream is bounded by bytes too', async () => {
  const log = createMemoryEventLog({ bytesPerStream: 1_000 });
  for (let i = 0; i < 50; i += 1) void log.append(anna, [event]);
  const held = (await log.readAfter(anna.id, 45)) ?? [];
  expect(seqs(held)).toEqual([46, 47, 48, 49, 50]);
  const size = held[0]?.frame.length ?? 0;
  expect(await log.readAfter(anna.id, 50 - Math.floor(1_000 / size) - 1)).toBeNull();
});

test('all streams together are bounded: the longest silent forget first, and keep their numbers', async () => {
  const log = createMemoryEventLog({ bytes: 1_000 });
  void log.append(anna, [event]);
  for (let i = 0; i < 20; i += 1) void log.append(bjorn, [event]);
  expect(await log.readAfter(anna.id, 0)).toBeNull();
  void log.append(anna, [event]);
  expect(seqs(await log.readAfter(anna.id, 1))).toEqual([2]);
});

test('subscribers hear what is appended from then on, in order, until they leave', () => {
  const log = createMemoryEventLog();
  const heard: number[] = [];
  void log.append(anna, [event]);
  const leave = log.subscribe(anna.id, ({ seq }) => heard.push(seq));
  void log.append(anna, [event]);
  void log.append(bjorn, [event]);
  void log.append(anna, [event]);
  leave();
  void log.append(anna, [event]);
  expect(heard).toEqual([2, 3]);
});

test('two logs have different epochs', () =>
  expect(createMemoryEventLog().epoch).not.toBe(createMemoryEventLog().epoch));
