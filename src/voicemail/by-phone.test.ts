import type { Transaction } from 'kysely';
import { createFakeClock } from '../../tests/fakes/clock';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import { createRecordingSwitch } from '../../tests/fakes/recording-switch';
import { createMailboxesByPhone, type ByPhoneDeps } from './by-phone';

const anna = { organisationId: 'fjallbo' as OrganisationId, userId: 'anna' as UserId };
const message = 'message' as RecordingId;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function started({ plays = true, isGone = false } = {}) {
  const clock = createFakeClock();
  const database = { isAway: false };
  const done: string[] = [];
  const change = (what: string) => () => {
    if (isGone) return Promise.reject(new VaxelError('request.notFound'));
    if (database.isAway) return Promise.reject(new VaxelError('server.unavailable'));
    done.push(what);
    return Promise.resolve({ callId: 'call', readers: [anna.userId] });
  };
  const mailbox = {
    setHeard: (_transaction: unknown, id: string, heard: boolean) => change(`${id} ${heard ? 'heard' : 'unheard'}`)(),
    remove: (_transaction: unknown, id: string) => change(`${id} deleted`)(),
    restore: (_transaction: unknown, id: string) => change(`${id} restored`)(),
  };
  const run = (work: (transaction: Transaction<Database>) => Promise<unknown>) => work({} as Transaction<Database>);
  const telephony = createRecordingSwitch();
  const mailboxes = createMailboxesByPhone({
    db: { transaction: () => ({ execute: run }) },
    jobs: { enqueue: (_transaction: unknown, { name }: { name: string }) => Promise.resolve(void done.push(name)) },
    mailboxOf: () => mailbox,
    tell: (_person: unknown, id: string) => Promise.resolve(void done.push(`told ${id}`)),
    switch: { capabilities: { ...telephony.capabilities, playsRecordings: plays } },
    logger: { debug() {}, info() {}, warn: () => void done.push('noted'), error() {} },
    clock,
    languageOf: () => 'en',
  } as unknown as ByPhoneDeps);
  return { mailboxes, done, clock, database };
}

test('no mailbox is opened where the switch plays no messages', async () => {
  expect(await started({ plays: false }).mailboxes.open(anna)).toBeNull();
});

test('what is marked by phone is marked in its order, and windows, card and lamp follow', async () => {
  const { mailboxes, done } = started();
  for (const as of ['heard', 'unheard', 'deleted', 'restored'] as const)
    mailboxes.mark(anna.organisationId, anna.userId, message, as);
  await settled();
  const each = ['voicemail-card', 'told message'];
  expect(done).toEqual(['heard', 'unheard', 'deleted', 'restored'].flatMap((as) => [`message ${as}`, ...each]));
});

test('a message that is gone meanwhile is no fault', async () => {
  const { mailboxes, done } = started({ isGone: true });
  mailboxes.mark(anna.organisationId, anna.userId, message, 'heard');
  await settled();
  expect(done).toEqual([]);
});

test('what is marked while the database is away is marked once it is back', async () => {
  const { mailboxes, done, clock, database } = started();
  database.isAway = true;
  mailboxes.mark(anna.organisationId, anna.userId, message, 'deleted');
  await settled();
  expect(done).toEqual([]);
  database.isAway = false;
  clock.advance(1_000);
  await settled();
  expect(done).toEqual(['message deleted', 'voicemail-card', 'told message']);
});
