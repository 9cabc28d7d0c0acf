import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CallId, LegId, RecordingId, UserId } from '../contract/ids';
import type { Job, JobQueue } from '../ports/jobs';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { addContact, addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { changeOf } from './call-change';
import { isInCallLists, recordHistory } from '../history/record';
import { createCallStore, purgeEndedCalls } from './call-store';
import { decide } from './engine/decide';
import type { Call } from './engine/call';
import type { PartyIdentity } from './engine/identity';
import type { Effect, Input } from './engine/protocol';
import { createHistoryStore, purgeHistory } from '../history/store';
import { contactMatches } from '../people/contact-matches';

let database: TestDatabase;
let organisation: TestOrganisation;
let anna: UserId;
let bjorn: UserId;
const enqueued: Job[] = [];
const jobs: Pick<JobQueue, 'enqueue'> = { enqueue: (_transaction, job) => Promise.resolve(void enqueued.push(job)) };

const parts = () => ({
  db: database.db,
  jobs,
  recordHistory,
  isInCallLists: (callId: CallId) => isInCallLists(database.db, callId),
});

beforeAll(async () => {
  database = await createTestDatabase();
  organisation = await addOrganisation(database.db);
  anna = (await addUser(database.db, organisation, { extension: '1001' })).userId;
  bjorn = (await addUser(database.db, organisation, { extension: '1002' })).userId;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('history').execute();
  await database.db.deleteFrom('call').execute();
  enqueued.length = 0;
});

const historyOf = (userId: UserId, organisationId = organisation.id) =>
  createHistoryStore({ db: database.db, contactMatches }, organisationId, userId);

function step(before: Call | null, input: Input, nowMs: number): { call: Call; effects: readonly Effect[] } {
  const decision = decide(before, input, {
    nowMs,
    anchorForMs: 60_000,
    newLegId: () => randomUUID() as LegId,
    newRecordingId: () => randomUUID() as RecordingId,
    recordingOf: () => null,
    mayDial: () => true,
    reachable: () => [],
  });
  if (decision.refused !== undefined) throw new Error(decision.detail);
  return decision;
}

function party(userId: UserId | null, name: string | null, number: string): PartyIdentity {
  const known = { contactId: null, name, number };
  return userId === null ? { ...known, kind: 'outside', userId } : { ...known, kind: 'person', userId };
}

function unanswered(atMs: number, caller: PartyIdentity = party(null, 'Norrbäck Bygg AB', '+46920123400')) {
  const callId = randomUUID() as CallId;
  const ringing = step(
    null,
    {
      type: 'start',
      callId,
      organisationId: organisation.id,
      from: { leg: randomUUID() as LegId },
      caller,
      callee: party(anna, 'Anna Lind', '1001'),
      plan: [
        { kind: 'dialOutside', number: 'x', show: null, paidBy: null, forMs: 1, because: 'outsideNumber' },
        { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
      ],
      shownNumber: null,
    },
    atMs,
  );
  const ended = step(ringing.call, { type: 'timer', timer: 'callee', id: 1 }, atMs + 20_000);
  return {
    callId,
    first: changeOf(null, ringing.call, ringing.effects, atMs),
    last: changeOf(ringing.call, ended.call, ended.effects, atMs + 20_000),
  };
}

const everything = { show: 'all', limit: 100 } as const;

test('an ended call is in the history of whoever missed it, with a job for the chat, once', async () => {
  const store = createCallStore(parts());
  const { callId, first, last } = unanswered(1_790_000_000_000);
  for (const change of [first, last, last, first]) await store.save(change);
  const { entries } = await historyOf(anna).page(everything);
  expect(entries).toMatchObject([
    {
      callId,
      outcome: 'missed',
      other: { name: 'Norrbäck Bygg AB' },
      startedAtMs: 1_790_000_000_000,
      answeredAtMs: null,
    },
  ]);
  expect(enqueued).toMatchObject([{ name: 'missed-call', data: { userId: anna, callId } }]);
  expect(await store.loadOpen()).toEqual([]);
});

test('an ended call takes what becomes of its recordings, with the job of that, and then nothing more', async () => {
  const store = createCallStore(parts());
  const { callId, first, last } = unanswered(1_790_000_000_000);
  const open = { ownerId: anna, leg: randomUUID() as LegId, startedAtMs: 1, ms: null, speechMs: null, reason: null };
  const waiting: Call = { ...last.call, recordings: [{ ...open, id: randomUUID() as RecordingId }] };
  await store.save(first);
  await store.save({ ...last, call: waiting });
  expect(await store.loadOpen()).toEqual([waiting]);
  const leg = open.leg;
  const told = { type: 'recorded', leg, ms: 5_000, speechMs: 4_000, reason: 'ended' } as const;
  const recording = waiting.recordings?.[0]?.id ?? ('none' as RecordingId);
  const over = step(waiting, { ...told, recording }, 1_790_000_030_000);
  const kept = changeOf(waiting, over.call, over.effects, 1_790_000_030_000);
  enqueued.length = 0;
  for (const change of [kept, kept]) await store.save(change);
  expect(enqueued).toMatchObject([{ name: 'voicemail-left', data: { userId: anna, callId, recordingId: recording } }]);
  expect(await store.loadOpen()).toEqual([]);
});

test('a text that cannot be stored is stored in part, with the call and its list', async () => {
  const store = createCallStore(parts());
  const { callId, first, last } = unanswered(1_790_000_000_000, party(null, 'A\ud800B', '10\u000002'));
  for (const change of [first, last]) await store.save(change);
  const { entries } = await historyOf(anna).page(everything);
  expect(entries).toMatchObject([{ callId, other: { name: 'A\ufffdB', number: '10\ufffd02' } }]);
});

test('to whom a call was handed over, until when one had talked, and which number was called', async () => {
  const store = createCallStore(parts());
  const { callId, first, last } = unanswered(1_790_000_000_000);
  const said = {
    transfer: { to: { name: 'Emily', number: '1009', contactId: null, userId: null }, taken: true },
    talkedUntilMs: 1_790_000_014_000,
    calledNumber: '+46851920000',
  };
  await store.save(first);
  await store.save({
    ...last,
    history: last.history.map(({ userId, entry }) => ({ userId, entry: { ...entry, ...said } })),
  });
  expect(await historyOf(anna).find(callId)).toMatchObject(said);
});

test('a call that is up is found again after a stop, whole', async () => {
  const store = createCallStore(parts());
  const { first } = unanswered(1_790_000_000_000);
  await store.save(first);
  expect(await store.loadOpen()).toEqual([first.call]);
});

test('pages go on where the last ended, newest first, and the filter shows missed calls only', async () => {
  const store = createCallStore(parts());
  const made = Array.from({ length: 7 }, (_, n) => unanswered(1_790_000_000_000 + (n >> 1) * 60_000));
  for (const { first, last } of made) await store.save(first).then(() => store.save(last));
  const history = historyOf(anna);
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await history.page({ show: 'missed', limit: 3, ...(before === undefined ? {} : { before }) });
    seen.push(...page.entries.map(({ callId }) => callId));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(new Set(seen)).toEqual(new Set(made.map(({ callId }) => callId)));
  expect(seen).toHaveLength(7);
  const nobodys = Buffer.from(`0000-01-01T00:00:00.000Z|${randomUUID()}`).toString('base64url');
  for (const before of ['not a cursor', nobodys])
    await expect(history.page({ ...everything, before })).rejects.toMatchObject({ code: 'request.invalid' });
});

test.each(['norrback', 'BYGG', '0920-123 400', '+46 920 123400', '123400'])(
  'the history is searched by name and number: %s',
  async (q) => {
    const store = createCallStore(parts());
    for (const each of [
      unanswered(1_790_000_000_000),
      unanswered(1_790_000_100_000, party(null, null, '+46701112233')),
    ]) {
      await store.save(each.first);
      await store.save(each.last);
    }
    const { entries } = await historyOf(anna).page({ ...everything, q });
    expect(entries.map(({ other }) => other.name)).toEqual(['Norrbäck Bygg AB']);
  },
);

test.each(['bygg', 'NORRBÄCKS', 'sven'])(
  'the history is searched by what the directory says of the other side: %s',
  async (q) => {
    const store = createCallStore(parts());
    const contactId = await addContact(database.db, organisation, {
      displayName: 'Sven Ek',
      company: 'Norrbäcks Bygg AB',
    });
    const twin = await addOrganisation(database.db);
    const foreign = await addContact(database.db, twin, { displayName: 'Sven Bygg', company: 'Norrbäcks Bygg AB' });
    for (const caller of [
      { ...party(null, null, '+46701112233'), contactId },
      { ...party(null, 'Eva', '+46701112244'), contactId: foreign },
    ]) {
      const each = unanswered(1_790_000_000_000, caller);
      await store.save(each.first);
      await store.save(each.last);
    }
    const { entries } = await historyOf(anna).page({ ...everything, q });
    expect(entries.map(({ other }) => other.contactId)).toEqual([contactId]);
  },
);

test("deletion takes calls off one user's list only, and can be undone for a day", async () => {
  const store = createCallStore(parts());
  const one = unanswered(1_790_000_000_000);
  const two = unanswered(1_790_000_100_000, party(bjorn, 'Björn', '1002'));
  for (const change of [one.first, one.last, two.first, two.last]) await store.save(change);
  const mine = historyOf(anna);
  const his = historyOf(bjorn);

  const single = await mine.remove({ callIds: [one.callId] });
  expect(single.callIds).toEqual([one.callId]);
  expect((await mine.page(everything)).entries.map(({ callId }) => callId)).toEqual([two.callId]);
  const all = await mine.remove({ all: true });
  expect((await mine.page(everything)).entries).toEqual([]);
  expect((await his.page(everything)).entries).toHaveLength(1);
  await expect(his.restore(all.deletionId)).rejects.toMatchObject({ code: 'history.nothingToUndo' });
  await mine.restore(all.deletionId);
  await mine.restore(single.deletionId);
  expect((await mine.page(everything)).entries).toHaveLength(2);
  await expect(mine.restore(all.deletionId)).rejects.toMatchObject({ code: 'history.nothingToUndo' });

  await mine.remove({ callIds: [one.callId] });
  await database.db
    .updateTable('history')
    .set({ deleted_at: new Date(Date.now() - 25 * 3_600_000) })
    .where('deletion_id', 'is not', null)
    .execute();
  await purgeHistory(database.db, 730);
  expect(await database.db.selectFrom('history').select('call_id').execute()).toHaveLength(2);
});

test('what was known of a call goes a while after its end; call lists stay, and calls that are up', async () => {
  const store = createCallStore(parts());
  const [old, recent, open] = [
    unanswered(1_790_000_000_000),
    unanswered(1_790_000_100_000),
    unanswered(1_790_000_200_000),
  ];
  for (const change of [old.first, old.last, recent.first, recent.last, open.first]) await store.save(change);
  const ended = async (callId: string, daysAgo: number) =>
    void (await sql`update call set ended_at = now() - make_interval(days => ${daysAgo}) where id = ${callId}`.execute(
      database.db,
    ));
  await ended(old.callId, 31);
  await ended(recent.callId, 29);
  const before = (await historyOf(anna).page(everything)).entries;
  await purgeEndedCalls(database.db, 30);
  const left = (await database.db.selectFrom('call').select('id').execute()).map(({ id }) => id);
  expect(left).toEqual(expect.arrayContaining([recent.callId, open.callId]));
  expect(left).not.toContain(old.callId);
  expect((await historyOf(anna).page(everything)).entries).toEqual(before);
});

test('a call of somebody who is no user any more is stored, with the lists of those who are', async () => {
  const store = createCallStore(parts());
  const gone = (await addUser(database.db, organisation, { extension: '1009' })).userId;
  const { first, last } = unanswered(1_790_000_000_000, party(gone, 'Emily', '1009'));
  expect(last.history.map(({ userId }) => userId).sort()).toEqual([anna, gone].sort());
  await store.save(first);
  await database.db.deleteFrom('app_user').where('id', '=', gone).execute();
  await store.save(last);
  expect(await store.loadOpen()).toEqual([]);
  expect((await historyOf(anna).page(everything)).entries).toHaveLength(1);
});

test('the id of a call that is forgotten stays taken: a new call would change the old entry', async () => {
  const store = createCallStore(parts());
  const { callId, first, last } = unanswered(1_790_000_000_000);
  for (const change of [first, last]) await store.save(change);
  await sql`update call set ended_at = now() - interval '31 days' where id = ${callId}`.execute(database.db);
  await purgeEndedCalls(database.db, 30);
  expect(await store.isCallIdTaken(callId)).toBe(true);
  expect(await store.isCallIdTaken(randomUUID() as CallId)).toBe(false);
});

test('another organisation finds nothing, even with the right ids', async () => {
  const store = createCallStore(parts());
  const { callId, first, last } = unanswered(1_790_000_000_000);
  await store.save(first);
  await store.save(last);
  const other = await addOrganisation(database.db, { name: 'Sjöbris' });
  const foreign = historyOf(anna, other.id);
  expect((await foreign.page(everything)).entries).toEqual([]);
  expect(await foreign.find(callId)).toBeNull();
  expect((await foreign.remove({ all: true })).callIds).toEqual([]);
});
