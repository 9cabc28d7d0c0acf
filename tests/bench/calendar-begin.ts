import type { UserId } from '../../src/contract/ids';
import { enterAtEight, startCalendars } from '../fakes/calendars';
import { createTestDatabase } from '../fakes/database';
import { addOrganisation } from '../fakes/organisation';
import { eventually } from '../fakes/waiters';
import { atMost, report } from './figure';

/** B17, second half: 10,000 people whose meeting begins at 08:00, until each of them is seen in it. */
const count = 10_000;
const database = await createTestDatabase();
const organisation = await addOrganisation(database.db);
const before = await startCalendars(database, organisation);
await before.stop();
const people = await enterAtEight(database, organisation, before.id('meeting'), count);
// They fall due once the server runs: what it reads at its start is not measured.
await database.pool.query(`update schedule set next_at = now() + interval '1 day'`);
const office = await startCalendars(database, organisation);
const told = new Set<UserId>();
office.told.length = 0;
await database.pool.query(`update schedule set next_at = now()`);
const [somebody] = people;
if (somebody === undefined) throw new Error('nobody');
const startMs = performance.now();
// Whoever plans something wakes the sweep, as its own timer does.
const zone = 'Europe/Stockholm';
const times = { from: '2098-01-01T08:00', to: '2098-01-01T09:00', zone, repeat: null };
const draft = { title: '', activityId: office.id('lunch'), roleId: null, message: '', ...times };
await office.changes.add({ organisationId: organisation.id, userId: somebody }, draft);
await eventually('everybody is told', async () => {
  for (const userId of office.told.splice(0)) told.add(userId);
  return told.size >= people.length;
});
const ms = Math.round(performance.now() - startMs);
const wrong = people.filter((id) => office.seen(id) !== 'Meeting schedule').length;
await office.stop();
await database.close();
report([
  {
    id: 'B17',
    what: `${count} begin at 08:00: until all are told`,
    value: ms,
    unit: 'ms',
    goal: atMost(ms, 5_000, 'ms'),
  },
  { id: 'B17', what: 'of them not seen in it', value: wrong, unit: 'people', goal: atMost(wrong, 0) },
]);
process.exit(0);
