import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { aGroup } from '../../tests/fakes/answer-group-settings';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { anna, bjorn, cecilia } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { caller, groupId, support } from '../../tests/fakes/support-group';
import type { CallId, LegId } from '../contract/ids';
import type { Database } from '../ports/database';
import { explainCall } from '../rules/explain';
import type { InGroup } from '../rules/in-groups';
import type { Event } from './distributor/protocol';
import { entryOf } from './live';
import { queueStoreOf } from './queue-store';
import { groupStoreOf } from './store';
import { inGroup, isTold, readStory } from './story';

const people = [anna, bjorn, cecilia];
const ofPerson = (userId: string): string | null => people.find((each) => each.userId === userId)?.displayName ?? null;
const storyOf = (events: readonly Event[], callId: CallId): readonly InGroup[] =>
  events.flatMap((event) =>
    isTold(event) && event.entryId === entryOf(callId) ? inGroup(event, { ofGroup: () => 'Support', ofPerson }) : [],
  );

/** Two wait already; then Björn calls, Anna lets it ring, Cecilia declines, and he goes to the voicemail. */
async function waitedTooLong() {
  const told = await support({ settings: { strategy: 'linear', maxWaitMs: 60_000, missesToPause: 9 } });
  await told.logsIn(anna);
  await told.calls();
  told.clock.advance(20_000);
  await told.settle();
  await told.logsIn(cecilia);
  const asked = told.rings();
  told.clock.advance(20_000);
  await told.settle();
  const call = () => told.stored.findLast(({ call: each }) => each.caller.userId === bjorn.userId)?.call;
  return { told, asked, call };
}

test('the place, the agents, who let it ring and where it overflowed to are told, with their times', async () => {
  const { told, call } = await waitedTooLong();
  told.clock.advance(30_000);
  await told.settle();
  const made = call();
  if (!made) throw new Error('nobody called');
  const story = storyOf(told.events, made.id);
  expect(story.map(({ step }) => step)).toMatchObject([
    { kind: 'group', name: 'Support', found: { place: 1, agents: { ready: 1, loggedOut: 1 } } },
    { kind: 'missed', userId: anna.userId, name: anna.displayName },
    ...story.slice(2, -1).map(() => ({ kind: 'missed' })),
    { kind: 'left', left: 'timeout', name: 'Support' },
  ]);
  const explain = (reader: typeof anna.userId | 'administrator', seesAgents = false) =>
    explainCall({ nameOf: ofPerson, seesAgents: () => seesAgents }, made, [], reader, story);
  const kinds = explain('administrator').happened.map(({ kind }) => kind);
  expect([kinds[0], kinds.filter((kind) => kind === 'group'), kinds.at(-1)]).toEqual(['group', ['group'], 'left']);
  // Björn is the caller: of the agents he learns nothing.
  const his = explain(bjorn.userId).happened;
  expect(his.filter(({ kind }) => kind === 'missed')).toEqual([]);
  expect(his[0]).toMatchObject({ found: { place: 1, agents: {} } });
  const missed = (reader: typeof anna.userId, sees: boolean) =>
    explain(reader, sees).happened.flatMap(({ kind, name }) => (kind === 'missed' ? [name] : []));
  expect(missed(cecilia.userId, true)[0]).toBe(anna.displayName);
  expect([missed(anna.userId, false)[0], missed(cecilia.userId, false)[0]]).toEqual([anna.displayName, null]);
  expect(explain('administrator')).toMatchObject({ atMs: made.startedAtMs, called: { name: 'Support' } });
});

test('who hangs up, is declined or asks to be called back is told of as well', async () => {
  const told = await support({ settings: { callbacks: true } });
  await told.wantsCallback();
  const id = told.openCalls()[0]?.id ?? ('' as CallId);
  expect(storyOf(told.events, id).map(({ step }) => step.kind)).toEqual(['group', 'callback']);
  await told.logsIn(anna);
  const second = 'second' as LegId;
  await told.calls(second);
  const waiting = told.waiting().find(({ callId }) => callId !== null);
  await told.ends(second);
  expect(storyOf(told.events, waiting?.callId ?? id).at(-1)?.step).toMatchObject({ kind: 'left', left: 'hungUp' });
  expect(told.switch.hears(caller)).not.toBe('music');
});

describe('as it is kept', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  beforeAll(async () => {
    database = await createTestDatabase();
    ({ db } = database);
  });
  afterAll(() => database.close());

  test('a call’s own story is read with the name of its group, and nobody else’s organisation has it', async () => {
    const fjallbo = await addOrganisation(db);
    const { userId } = await addUser(db, fjallbo);
    const other = await addOrganisation(db, { name: 'Sjöbris' });
    const support = await groupStoreOf(db, fjallbo.id).add(aGroup);
    const [callId, another] = [randomUUID() as CallId, randomUUID() as CallId];
    const of = { entryId: entryOf(callId), groupId: support };
    const found = { place: 4, agents: { paused: 2 } } as const;
    await queueStoreOf(db, fjallbo.id).tell([
      { event: 'entered', ...of, found, atMs: 1_000 },
      { event: 'entered', ...of, entryId: entryOf(another), atMs: 1_500 },
      { event: 'declined', ...of, userId, atMs: 2_000 },
      { event: 'over', ...of, outcome: 'overflowed', reason: 'timeout', waitedMs: 60_000, atMs: 61_000 },
      { event: 'entered', ...of, groupId, found: { place: 1, agents: {} }, atMs: 61_000 },
      { event: 'over', ...of, groupId, outcome: 'answered', by: userId, waitedMs: 5, atMs: 61_005 },
    ]);
    const read = (organisationId: typeof fjallbo.id) => readStory(db, organisationId, callId, () => 'Anna');
    expect((await read(fjallbo.id)).map(({ step }) => step)).toMatchObject([
      { kind: 'group', name: 'Support', atMs: 1_000, found },
      { kind: 'declined', userId, name: 'Anna' },
      { kind: 'left', left: 'timeout', forMs: 60_000, name: 'Support' },
      { kind: 'group', name: null },
    ]);
    expect(await read(other.id)).toEqual([]);
  });
});
