import Papa from 'papaparse';
import { wallIn } from '../../src/contract/moments';
import { auditWords } from '../../src/contract/audit/words';
import { casesOf, type Known } from './isolation/cases';
import { routesOf, type TableRoute } from './isolation/route-table';
import { createWorld, type World } from './isolation/world';

/** Each file that the product gives out, found in its routes, as two people save it who read by other clocks. */
let world: World;
let files: readonly TableRoute[];
let own: Known;

beforeAll(async () => {
  world = await createWorld();
  // Statistics count the organisation's days, whoever reads them.
  files = routesOf(world.all.routers).filter(
    ({ path }) => /\.csv$|\/personal-data$/.test(path) && !path.endsWith('/statistics.csv'),
  );
  const ids = new Map<string, string>();
  for (const table of world.everyRow.tables)
    for (const row of await world.everyRow.rows(table, world.sjobris))
      if (typeof row['id'] === 'string' && !ids.has(table)) ids.set(table, row['id']);
  own = { ids: ids.set('user', world.olga.userId), texts: ['Olga'] };
  // What an administrator has done for somebody, with all kinds of values.
  await world.database.pool.query(
    `insert into audit (organisation_id, actor_user_id, actor_name, actor_role, action, object_kind, object_id,
       object_name, before, after, source, search_text)
     values ($1, $2::uuid, 'Olga Berg', 'administrator', 'activity.set', 'person',
       $2::text, 'Olga Berg', $3, $4, 'phone', '')`,
    [
      world.sjobris,
      world.olga.userId,
      JSON.stringify({ activity: { sv: 'Tillgänglig', en: 'Available' }, until: null }),
      JSON.stringify({
        activity: { sv: 'Möte', en: 'Meeting' },
        until: '2026-11-27T23:30:00.000Z',
        endRequired: true,
        callHandling: 'ringThenMessage',
      }),
    ],
  );
});
afterAll(() => world.close());

const stockholm = { language: 'sv', zone: 'Europe/Stockholm' } as const;
const newYork = { language: 'en', zone: 'America/New_York' } as const;

async function saved(route: TableRoute, reader: typeof stockholm | typeof newYork): Promise<string> {
  for (const asked of casesOf(route, own, own)) {
    const path = asked.path.replace(/\?.*/, '');
    const query = new URLSearchParams({ ...reader, ...(path.includes('personal-data') ? { as: 'csv' } : {}) });
    const answer = await fetch(`${world.url}/api${path}?${query}`, { headers: { authorization: 'Bearer olga' } });
    const text = Buffer.from(await answer.arrayBuffer()).toString();
    if (answer.status === 200 && text.startsWith('\ufeff')) return text;
  }
  throw new Error(`nothing is given out by ${route.path}`);
}

const moments = (text: string): string[] => text.match(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b/g) ?? [];

test('every file has its times by the reader’s clock, and none by the server’s', async () => {
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(
      ['activities', 'audit', 'groups', 'links', 'numbers', 'people'].map((name) => `/administration/${name}.csv`),
    ),
  );
  let times = 0;
  for (const route of files) {
    const [here, there] = [await saved(route, stockholm), await saved(route, newYork)];
    const cells = Papa.parse<string[]>(here + there, { delimiter: '' }).data.flat();
    // What is stored as JSON is given to a person whose data it is as it is stored.
    expect([route.path, cells.find((cell) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cell))]).toEqual([
      route.path,
      undefined,
    ]);
    // What was told of the first file stands in the second as well, if the file is the log.
    const known = new Set(moments(here).map((each) => Date.parse(`${each}Z`)));
    const shift = Date.parse(`${wallIn('Europe/Stockholm', 0)}Z`) - Date.parse(`${wallIn('America/New_York', 0)}Z`);
    const same = moments(there).filter((each) => known.has(Date.parse(`${each}Z`) + shift));
    expect([route.path, same.length > 0]).toEqual([route.path, known.size > 0]);
    times += same.length;
  }
  expect(times).toBeGreaterThan(3);
});

test('the log says all in the reader’s own words', async () => {
  const route = files.find(({ path }) => path.endsWith('/audit.csv')) as TableRoute;
  const line = (text: string): string => text.split('\r\n').find((each) => /M(?:öte|eeting)/.test(each)) ?? '';
  const [here, there] = [line(await saved(route, stockholm)), line(await saved(route, newYork))];
  const { sv, en } = auditWords;
  expect(here).toContain(
    `${sv.roles.administrator};;${sv.actions['activity.set']};person;${world.olga.userId};Olga Berg;` +
      '"Till: –; Hänvisning: Tillgänglig";"Till: 2026-11-28 00:30:00; Hänvisning: Möte; Slut krävs: ja; ' +
      'Samtal: ringer, sedan meddelande";;med en kod från en telefon',
  );
  expect(there).toContain(
    `${en.roles.administrator},,${en.actions['activity.set']},person,${world.olga.userId},Olga Berg,` +
      'Until: –; Activity: Available,"Until: 2026-11-27 18:30:00; Activity: Meeting; End required: yes; ' +
      'Calls: ring, then a message",,by a code from a phone',
  );
});
