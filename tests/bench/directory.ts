import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { readMarks } from '../../src/contacts/marks';
import { fold } from '../../src/contract/fold';
import type { OrganisationId } from '../../src/contract/ids';
import { recentContacts } from '../../src/history/recent-contacts';
import { inventPeople } from '../../src/local/demo/many-people';
import { demoOrganisationId, demoUserId } from '../../src/local/demo/ids';
import { seedDemo } from '../../src/local/demo/seed';
import { seedManyPeople } from '../../src/local/demo/seed-many';
import type { ContactRecord } from '../../src/people/contact-row';
import { createDirectoryIndexes } from '../../src/people/index/directory-indexes';
import { readOwnIndex } from '../../src/people/own-index';
import { createPersonalFacts } from '../../src/people/personal-facts';
import { createSearchDirectory, type SearchDirectory } from '../../src/people/search-directory';
import { createPeopleStores } from '../../src/people/store';
import type { Database } from '../../src/ports/database';
import { openDatabase } from '../../src/storage/database';
import { systemClock as clock } from '../../src/time/system-clock';
import { migrationsFolder } from '../fakes/database';
import { buildDirectoryWorker } from '../fakes/built-worker';
import { eventually } from '../fakes/waiters';
import { standardTargets, typoTargets, type Target } from './directory-people.part';
import { atMost, quantile, ratioAtMost, report } from './figure';
import { memoryOf } from './process-use';

/**
 * B7: a directory of 100,000, asked on every key as 120 people type whom they look for, by turns with the naive way to
 * ask the same PostgreSQL. The person has favourites, VIPs, calls and own contacts to be ranked by, as everybody.
 */
const people = 100_000;
const hits = 20;
const folder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
const [organisationId, person] = [
  demoOrganisationId({ key: 'fjallbo' }),
  { organisationId: demoOrganisationId({ key: 'fjallbo' }), userId: demoUserId({ key: 'fjallbo' }, { key: 'anna' }) },
];

async function naive(db: Kysely<Database>, id: OrganisationId, typed: string): Promise<void> {
  const words = fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return;
  const all = sql.join(
    words.map((word) => sql`search_text like ${`%${word}%`}`),
    sql` and `,
  );
  await sql`select id, display_name, numbers, department from contact where organisation_id = ${id} and ${all}
    order by (search_text like ${`${words[0]}%`}) desc, display_name collate "sv-x-icu" limit ${hits}`.execute(db);
}

interface Measured {
  readonly ours: number[];
  readonly naive: number[];
  found: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

async function measure(db: Kysely<Database>, search: SearchDirectory, targets: readonly Target[]): Promise<Measured> {
  const measured: Measured = { ours: [], naive: [], found: 0 };
  for (const { typed, isFound } of targets) {
    let contacts: ContactRecord[] = [];
    for (let length = 1; length <= typed.length; length += 1) {
      const text = typed.slice(0, length);
      measured.ours.push(await timed(async () => (contacts = await search(person, text, hits))));
      measured.naive.push(await timed(() => naive(db, organisationId, text)));
    }
    if (contacts.some(({ displayName, numbers }) => isFound({ name: displayName, number: numbers[0]?.number ?? '' })))
      measured.found += 1;
  }
  return measured;
}

const database = await openDatabase({ where: { dataFolder: folder }, migrationsFolder });
const { db } = database;
const worker = await buildDirectoryWorker();
await seedDemo(db);
await seedManyPeople(db, people);
await sql`vacuum analyze contact`.execute(db);
await sql`insert into favourite (organisation_id, user_id, contact_id)
  select organisation_id, ${person.userId}, id from contact order by id limit 50`.execute(db);
const warn = (_facts: object, text?: string): void => void process.stderr.write(`${text}\n`);
const indexes = createDirectoryIndexes({
  db,
  clock,
  logger: { warn },
  worker: { file: worker.file, url: database.url },
});
const facts = createPersonalFacts({
  clock,
  marksOf: (reader) => readMarks(db, reader),
  recentOf: (reader) => recentContacts(db, reader),
  ownOf: (reader) => readOwnIndex(db, reader),
});
const search = createSearchDirectory({ indexes, facts, peopleOf: createPeopleStores(db, () => [4, 6]) });

const withoutMb = memoryOf(process.pid);
const buildMs = await timed(async () => {
  await indexes.warm();
  const isThere = async () => (await indexes.ask(organisationId, (host) => host.outline(organisationId, []))) !== null;
  await eventually('the index', isThere);
});
const withMb = memoryOf(process.pid);
const invented = inventPeople(people);
const [standard, typos] = [standardTargets(invented), typoTargets(invented)];
await measure(db, search, standard.slice(0, 6));
const measured = [await measure(db, search, standard), await measure(db, search, typos)] as const;
await indexes.stop();
worker.remove();
await database.close();
rmSync(folder, { recursive: true, force: true });

const all = { ours: measured.flatMap(({ ours }) => ours), naive: measured.flatMap((each) => each.naive) };
const [p95, naiveP95] = [quantile(all.ours, 0.95), quantile(all.naive, 0.95)];
const round = (ms: number): number => Math.round(ms * 100) / 100;
const peer = { what: 'naive LIKE, same PostgreSQL', value: round(naiveP95) };
const everybody = (found: number) => ({ text: '60 of 60', reached: found === 60 });
const [standardFound, typosFound] = measured.map(({ found }) => found) as [number, number];
report([
  {
    id: 'B7',
    what: `a key in the search of ${people} contacts, p95`,
    value: round(p95),
    unit: 'ms',
    peer,
    goal: ratioAtMost(p95, naiveP95, 0.05),
  },
  { id: null, what: 'the same, p50', value: round(quantile(all.ours, 0.5)), unit: 'ms' },
  {
    id: 'B7',
    what: `the slowest of ${all.ours.length} keys`,
    value: round(Math.max(...all.ours)),
    unit: 'ms',
    goal: atMost(Math.max(...all.ours), 25, 'ms'),
  },
  {
    id: 'B7',
    what: 'the right person in the first 20',
    value: standardFound,
    unit: '',
    goal: everybody(standardFound),
  },
  { id: 'B7', what: 'the same with one typing error', value: typosFound, unit: '', goal: everybody(typosFound) },
  { id: null, what: 'reading the directory into memory', value: Math.round(buildMs), unit: 'ms' },
  { id: null, what: 'memory of the index with its thread (PSS)', value: Math.round(withMb - withoutMb), unit: 'MB' },
]);
