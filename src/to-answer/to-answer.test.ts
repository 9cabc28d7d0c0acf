import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, CallId, OrganisationId, RecordingId, ToAnswerId } from '../contract/ids';
import type { ToAnswerCommand } from '../contract/to-answer/commands';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { addGroupMessage } from '../voicemail/store';
import { createToAnswerCommands } from './commands';
import { owingOf } from './owing';
import { purgeToAnswer, toAnswerStoreOf, type Unanswered } from './store';

const number = '+46701234567';
const minuteMs = 60_000;
const clock = createFakeClock();

let database: TestDatabase;
let db: Kysely<Database>;
let organisationId: OrganisationId;
let groupId: AnswerGroupId;
const people: Record<string, Principal> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const fjallbo = await addOrganisation(db);
  organisationId = fjallbo.id;
  for (const displayName of ['anna', 'bjorn', 'olga']) {
    const user = await addUser(db, fjallbo, { displayName });
    people[displayName] = { ...user, organisationId, roles: ['user'], expiresAtMs: 0 };
  }
  const { id } = await db
    .insertInto('answer_group')
    .values({ organisation_id: organisationId, name: 'Support', extension: '1901', number: null, settings: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  groupId = id;
});
beforeEach(() => sql`truncate to_answer, voicemail_message`.execute(db));
afterAll(() => database.close());

const groupsOf = () =>
  new Map([[groupId, { members: [{ userId: people['anna']!.userId }], supervisors: [people['bjorn']!.userId] }]]);
const store = () => toAnswerStoreOf(db, organisationId);
const owing = (name: string) => owingOf(groupsOf(), people[name]!.userId);
const open = (name = 'anna') => store().open(owing(name));
const hangsUp = (change: Partial<Unanswered> = {}) =>
  store().add({ groupId, number, why: 'abandoned', callId: randomUUID() as CallId, atMs: clock.nowMs(), ...change });

async function says(name: string, command: ToAnswerCommand): Promise<string> {
  const { execute } = createToAnswerCommands({ db, clock, groupsOf });
  return execute(people[name]!, command).then(
    () => 'done',
    (error: unknown) => (error instanceof VaxelError ? error.code : String(error)),
  );
}
const one = async (): Promise<ToAnswerId> => (await open())[0]!.id;

test('one entry for a number and a group, of which the last call says why, and which rests no longer', async () => {
  const callId = randomUUID() as CallId;
  await hangsUp({ atMs: clock.nowMs() - minuteMs });
  expect(await says('anna', { name: 'toAnswer.snooze', id: await one(), untilMs: clock.nowMs() + minuteMs })).toBe(
    'done',
  );
  await hangsUp({ why: 'timeout', callId });
  // The same call comes to the voicemail.
  await hangsUp({ why: 'voicemail', callId });
  expect(await open()).toMatchObject([{ number, why: 'voicemail', calls: 2, snoozed_until: null }]);
  expect(await open('bjorn')).toHaveLength(1);
  expect(await open('olga')).toEqual([]);
  expect(await says('olga', { name: 'toAnswer.claim', id: await one() })).toBe('request.notFound');
});

test('a message stays the reason while it stands, also when the number then hangs up', async () => {
  const id = randomUUID() as RecordingId;
  const from = { name: null, number, contactId: null, userId: null };
  const sound = { ms: 2_000, speechMs: 2_000, peaks: Array.from({ length: 200 }, () => 7), cutShort: false };
  const left = { ...sound, id, callId: randomUUID() as CallId, from, calledNumber: null, leftAtMs: clock.nowMs() };
  await db.transaction().execute((transaction) => addGroupMessage(transaction, { organisationId, groupId }, left));
  await hangsUp({ why: 'voicemail', callId: left.callId });
  await hangsUp({ atMs: clock.nowMs() + minuteMs });
  expect(await open()).toMatchObject([{ why: 'voicemail', calls: 2 }]);
  await sql`update voicemail_message set deleted_at = now()`.execute(db);
  await hangsUp({ atMs: clock.nowMs() + 2 * minuteMs });
  expect(await open()).toMatchObject([{ why: 'abandoned', calls: 3 }]);
});

test('of two who claim at once one has it, and the other is told', async () => {
  await hangsUp();
  const id = await one();
  const answers = await Promise.all(['anna', 'bjorn'].map((name) => says(name, { name: 'toAnswer.claim', id })));
  expect(answers.toSorted()).toEqual(['done', 'toAnswer.claimed']);
  const [winner, loser] = answers[0] === 'done' ? ['anna', 'bjorn'] : ['bjorn', 'anna'];
  expect(await says(loser, { name: 'toAnswer.release', id })).toBe('toAnswer.claimed');
  expect(await says(winner, { name: 'toAnswer.release', id })).toBe('done');
  expect(await says(loser, { name: 'toAnswer.claim', id })).toBe('done');
});

test('what somebody has claimed who is in the group no more is free again, and nothing else', async () => {
  await hangsUp();
  await hangsUp({ number: '+46701234599' });
  const [first, second] = await open();
  await says('anna', { name: 'toAnswer.claim', id: first!.id });
  await says('bjorn', { name: 'toAnswer.claim', id: second!.id });
  await store().keepClaims(groupId, new Set([people['bjorn']!.userId]));
  expect(await open('bjorn')).toMatchObject([
    { id: first!.id, claimed_by: null },
    { id: second!.id, claimed_by: people['bjorn']!.userId },
  ]);
  expect(await says('bjorn', { name: 'toAnswer.claim', id: first!.id })).toBe('done');
});

test('what is done may be open again, and rests as before, unless the number has called since', async () => {
  await hangsUp();
  const [id, until] = [await one(), new Date(clock.nowMs() + minuteMs)];
  await says('anna', { name: 'toAnswer.snooze', id, untilMs: until.getTime() });
  expect(await says('anna', { name: 'toAnswer.done', id })).toBe('done');
  expect(await open()).toEqual([]);
  expect(await says('bjorn', { name: 'toAnswer.claim', id })).toBe('toAnswer.done');
  expect(await says('anna', { name: 'toAnswer.reopen', id })).toBe('done');
  expect(await open()).toMatchObject([{ id, done_by: null, snoozed_until: until }]);
  await says('anna', { name: 'toAnswer.done', id });
  await hangsUp();
  expect(await says('anna', { name: 'toAnswer.reopen', id })).toBe('toAnswer.done');
  expect(await open()).toHaveLength(1);
});

test('a talk of ten seconds after the last call closes it; another number or a shorter one does not', async () => {
  const now = clock.nowMs();
  await hangsUp({ atMs: now });
  const talks = (fromMs: number, untilMs: number, to = number) => store().talked([{ number: to, fromMs, untilMs }]);
  await talks(now + 1_000, now + 10_999);
  await talks(now + 1_000, now + minuteMs, '+46701234568');
  // It was on before, and went on for nine seconds.
  await talks(now - minuteMs, now + 9_000);
  expect(await open()).toHaveLength(1);
  await talks(now + 1_000, now + 11_000);
  expect(await open()).toEqual([]);
});

test('an entry rests for 31 days at most, and not in the past', async () => {
  await hangsUp();
  const id = await one();
  for (const untilMs of [clock.nowMs(), clock.nowMs() + 32 * 86_400_000])
    expect(await says('anna', { name: 'toAnswer.snooze', id, untilMs })).toBe('request.invalid');
  expect(await open()).toMatchObject([{ snoozed_until: null }]);
});

test('a group that is gone owes nothing, and what is old goes', async () => {
  await hangsUp({ groupId: randomUUID() as AnswerGroupId });
  expect(await open()).toEqual([]);
  await hangsUp();
  await purgeToAnswer(db, 30);
  expect(await open()).toHaveLength(1);
  await sql`update to_answer set last_at = now() - interval '31 days'`.execute(db);
  await purgeToAnswer(db, 30);
  expect(await open()).toEqual([]);
});
