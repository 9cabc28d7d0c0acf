import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { boundsOf } from '../../src/answer-groups/statistics/days';
import { readCells } from '../../src/answer-groups/statistics/read-cells';
import { readSpans } from '../../src/answer-groups/statistics/read-spans';
import { groupStoreOf } from '../../src/answer-groups/store';
import type { Period } from '../../src/contract/answer-groups/limits';
import { openDatabase } from '../../src/storage/database';
import { aGroup } from '../fakes/answer-group-settings';
import { migrationsFolder } from '../fakes/database';
import { addOrganisation, addUser } from '../fakes/organisation';
import { atMost, median, report, type Figure } from './figure';

/**
 * Statistics of an organisation with a million events of a year, half of them one group's: what a supervisor waits for,
 * for a day, a month and a year.
 */
const events = Number(process.argv[2] ?? 1_000_000);
const rounds = 5;
const zone = 'Europe/Stockholm';
const yearEnd = Date.parse('2026-11-01T00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
chmodSync(folder, 0o755);
const opened = await openDatabase({ where: { dataFolder: folder }, migrationsFolder, statementTimeoutMs: 300_000 });
const { db } = opened;

const organisation = await addOrganisation(db);
const agents = await Promise.all(Array.from({ length: 20 }, () => addUser(db, organisation)));
const members = agents.map(({ userId }) => ({ userId, tier: 1, skills: {} }));
const store = groupStoreOf(db, organisation.id);
const support = await store.add({ ...aGroup, members });
const others = await store.add({ ...aGroup, name: 'Others', extension: '1902', number: null });

/** Of each call five: it came, was answered, was talked, was handled, and its agent is ready again. */
const calls = Math.floor(events / 5);
await sql`
  insert into answer_group_event (organisation_id, at, began_at, event, group_id, entry_id, user_id, data)
  select ${organisation.id}, at, at - took * interval '1 millisecond', event,
    case when event = 'agent' then null when n % 2 = 0 then ${support}::uuid else ${others}::uuid end,
    case when event in ('entered', 'over', 'talked') then gen_random_uuid() end,
    case when event <> 'entered' then (${sql.val(agents.map(({ userId }) => userId))}::uuid[])[1 + n % 20] end, data
  from generate_series(1, ${calls}::int) n
  cross join lateral (select ${new Date(yearEnd)}::timestamptz - interval '1 year' * n / ${calls}::int as came,
    (n::bigint * 7919 % 40000)::int as waited, (n::bigint * 104729 % 600000)::int as talk) call
  cross join lateral (values
    ('entered', came, 0, '{}'::jsonb),
    ('over', came + waited * interval '1 millisecond', waited,
      jsonb_build_object('outcome', 'answered', 'waitedMs', waited, 'isReached', true)),
    ('talked', came + (waited + talk) * interval '1 millisecond', talk,
      jsonb_build_object('talkMs', talk, 'heldMs', talk / 10)),
    ('handled', came + (waited + talk + 5000) * interval '1 millisecond', 5000,
      jsonb_build_object('wrapUpMs', 5000, 'handledMs', talk + 5000)),
    ('agent', came + (waited + talk + 5000) * interval '1 millisecond', 0, '{"from":"wrapUp","to":"ready"}'::jsonb)
  ) told (event, at, took, data)`.execute(db);
await sql`vacuum analyze answer_group_event`.execute(db);

async function measure(from: string, to: string, by: Period): Promise<{ ms: number; rows: number }> {
  const bounds = await boundsOf(from, to, by, zone);
  const asked = { groupId: support, bounds, byAgent: by === 'agent' };
  const took: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    const beganMs = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one after the other, each by itself
    const read = await Promise.all([
      readCells(db, organisation.id, asked),
      readSpans(db, organisation.id, { ...asked, nowMs: yearEnd }),
    ]);
    took.push(performance.now() - beganMs);
    rows = read.flat().length;
  }
  return { ms: median(took), rows };
}

const figures: Figure[] = [];
for (const [what, from, to, by, goalMs] of [
  ['a day by quarter', '2026-10-20', '2026-10-20', 'quarter', 200],
  ['a month by hour', '2026-10-01', '2026-10-31', 'hour', 1_000],
  ['a year by day', '2025-11-02', '2026-10-31', 'day', 5_000],
  ['a year by agent', '2025-11-02', '2026-10-31', 'agent', 5_000],
] as const) {
  // oxlint-disable-next-line no-await-in-loop -- each by itself
  const { ms, rows } = await measure(from, to, by);
  const name = `statistics of a group, ${events} events in the organisation: ${what}`;
  figures.push({ id: null, what: name, value: Math.round(ms), unit: 'ms', goal: atMost(ms, goalMs, 'ms') });
  figures.push({ id: null, what: `${name}, rows read`, value: rows, unit: 'rows' });
}
await opened.close();
rmSync(folder, { recursive: true });
report(figures);
