import { randomUUID } from 'node:crypto';
import { enterAtEight, startCalendars, type CalendarOffice } from '../../tests/fakes/calendars';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { eventually } from '../../tests/fakes/waiters';
import type { CalendarPage, Occurrence, ScheduleDraft, ScheduleEdit } from '../contract/calendar/calendar';
import type { PhoneRoleDraft } from '../contract/calendar/roles';
import { plusMinutes } from '../contract/calendar/wall';
import type { UserId } from '../contract/ids';
import { readCalendarPage } from './page';
import { momentOf, wallIn } from './recurrence';
import { createScheduleStore } from './store';

const zone = 'Europe/Stockholm';
let database: TestDatabase;
let fjallbo: TestOrganisation;
beforeAll(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
});
afterAll(() => database.close());

const running: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

async function start(): Promise<CalendarOffice> {
  const office = await startCalendars(database, fjallbo);
  running.push(office.stop);
  return office;
}

const newUser = async (numbers: readonly string[] = []): Promise<UserId> => {
  const ownNumbers = numbers.map((number) => ({ number, label: 'Kontor' }));
  return (await addUser(database.db, fjallbo, { ownNumbers })).userId;
};
const of = (userId: UserId) => ({ organisationId: fjallbo.id, userId });
const today = wallIn(zone, Date.now()).slice(0, 10);
const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
const soon = wallIn(zone, Date.now() + 3_600_000);

const draft = (office: CalendarOffice, change: Partial<ScheduleDraft> = {}): ScheduleDraft => ({
  title: 'Standup',
  activityId: office.id('meeting'),
  roleId: null,
  message: '',
  from: soon,
  to: plusMinutes(soon, 30),
  zone,
  repeat: null,
  ...change,
});

const page = (userId: UserId, from = today, to = '2099-01-01', asked = zone): Promise<CalendarPage> => {
  const last = new Date(Date.parse(from) + 40 * 86_400_000).toISOString().slice(0, 10);
  const query = { from, to: to < last ? to : last, zone: asked };
  return readCalendarPage(createScheduleStore(database.db, fjallbo.id), userId, query);
};
const editOf = (occurrence: Occurrence, change: Partial<ScheduleEdit>): ScheduleEdit => ({
  title: occurrence.title,
  activityId: occurrence.activityId,
  roleId: occurrence.roleId,
  message: occurrence.message,
  ...occurrence.planned,
  repeat: occurrence.repeat,
  scope: 'this',
  at: occurrence.at,
  revision: occurrence.revision,
  ...change,
});

/** What begins and ends in seconds cannot be planned, and does not have to be waited for: it is entered by SQL. */
const enter = (office: CalendarOffice, userId: UserId, fromMs: number, toMs: number, key = 'meeting') =>
  database.pool.query(
    `insert into schedule (id, organisation_id, user_id, title, activity_id, message, start_local, end_local, zone,
       next_at, next_kind, counted_with)
     values ($1, $2, $3, 'Soon', $4, '', $5, $6, 'UTC', $7, 'begin', $8)`,
    [
      randomUUID(),
      fjallbo.id,
      userId,
      office.id(key),
      new Date(fromMs).toISOString().slice(0, 19),
      new Date(toMs).toISOString().slice(0, 19),
      new Date(Math.floor(fromMs / 1_000) * 1_000),
      process.versions['tz'],
    ],
  );

describe('what is planned', () => {
  test('is there in local and in UTC time, in whichever zone one looks', async () => {
    const office = await start();
    const anna = await newUser();
    await office.changes.add(
      of(anna),
      draft(office, { from: `${tomorrow}T23:00`, to: `${tomorrow}T23:45`, message: 'Ring' }),
    );
    const [only] = (await page(anna)).occurrences;
    expect(only).toMatchObject({ title: 'Standup', message: 'Ring', from: `${tomorrow}T23:00`, planned: { zone } });
    expect(only?.startMs).toBe(momentOf(`${tomorrow}T23:00`, zone));
    const [there] = (await page(anna, today, undefined, 'Asia/Tokyo')).occurrences;
    expect(there?.from).toBe(wallIn('Asia/Tokyo', only?.startMs ?? 0));
    expect(there?.planned).toEqual(only?.planned);
  });

  test('days on which the clocks are changed have 23 and 25 hours, and say which hour', async () => {
    const anna = await newUser();
    const [spring] = (await page(anna, '2027-03-28', '2027-03-29')).days;
    const [autumn] = (await page(anna, '2027-10-31', '2027-11-01')).days;
    expect(spring).toMatchObject({ jump: { at: '02:00', minutes: 60 } });
    expect(autumn).toMatchObject({ jump: { at: '02:00', minutes: -60 } });
    const hours = [spring, autumn].map((day) => ((day?.endMs ?? 0) - (day?.startMs ?? 0)) / 3_600_000);
    expect(hours).toEqual([23, 25]);
  });

  test('this one, it and those after it, all: changed, deleted and undone', async () => {
    const office = await start();
    const anna = await newUser();
    const repeat = { every: 'day', until: null, count: 5 } as const;
    await office.changes.add(of(anna), draft(office, { repeat }));
    const at = async (index: number) => (await page(anna)).occurrences[index] as Occurrence;
    const third = await at(2);
    const titles = async () => (await page(anna)).occurrences.map(({ title }) => title);

    await office.changes.edit(of(anna), third.scheduleId, editOf(third, { title: 'One' }));
    expect(await titles()).toEqual(['Standup', 'Standup', 'One', 'Standup', 'Standup']);
    const fourth = await at(3);
    const { changeId } = await office.changes.edit(
      of(anna),
      fourth.scheduleId,
      editOf(fourth, { title: 'Rest', scope: 'following' }),
    );
    expect(await titles()).toEqual(['Standup', 'Standup', 'One', 'Rest', 'Rest']);
    expect(new Set((await page(anna)).occurrences.map(({ scheduleId }) => scheduleId)).size).toBe(2);
    await office.changes.undo(of(anna), changeId);
    expect(await titles()).toEqual(['Standup', 'Standup', 'One', 'Standup', 'Standup']);
    await expect(office.changes.undo(of(anna), changeId)).rejects.toMatchObject({ code: 'calendar.nothingToUndo' });

    const second = await at(1);
    const gone = await office.changes.remove(of(anna), second.scheduleId, {
      scope: 'following',
      at: second.at,
      revision: second.revision,
    });
    expect(await titles()).toEqual(['Standup']);
    await office.changes.undo(of(anna), gone.changeId);
    expect(await titles()).toHaveLength(5);
    const first = await at(0);
    await office.changes.remove(of(anna), first.scheduleId, { scope: 'all', at: first.at, revision: first.revision });
    expect(await titles()).toEqual([]);
  });

  test('what was seen of it is not what it is by now: nothing is overwritten', async () => {
    const office = await start();
    const anna = await newUser();
    await office.changes.add(of(anna), draft(office));
    const [seen] = (await page(anna)).occurrences as [Occurrence];
    const first = await office.changes.edit(of(anna), seen.scheduleId, editOf(seen, { title: 'A' }));
    await expect(office.changes.edit(of(anna), seen.scheduleId, editOf(seen, { title: 'B' }))).rejects.toMatchObject({
      code: 'calendar.changed',
    });
    await office.changes.edit(of(anna), seen.scheduleId, editOf(seen, { title: 'C', revision: 2 }));
    await expect(office.changes.undo(of(anna), first.changeId)).rejects.toMatchObject({
      code: 'calendar.nothingToUndo',
    });
    expect((await page(anna)).occurrences[0]?.title).toBe('C');
  });

  test('bad input is refused by name and changes nothing', async () => {
    const office = await start();
    const anna = await newUser();
    const refused = async (change: Partial<ScheduleDraft>) =>
      office.changes.add(of(anna), draft(office, change)).then(
        () => 'taken',
        ({ code }: { code: string }) => code,
      );
    expect(await refused({ to: soon })).toBe('calendar.endBeforeStart');
    expect(await refused({ from: '2020-01-01T08:00', to: '2020-01-01T09:00' })).toBe('calendar.past');
    expect(await refused({ repeat: { every: 'day', until: '2020-01-01', count: null } })).toBe('calendar.never');
    expect(await refused({ to: '2098-01-01T00:00' })).toBe('calendar.tooLong');
    expect(await refused({ roleId: randomUUID() as never })).toBe('calendar.roleGone');
    expect((await page(anna)).occurrences).toEqual([]);
  });

  test('is nobody else’s, in the organisation or in another', async () => {
    const office = await start();
    const [anna, bjorn] = [await newUser(), await newUser()];
    const { changeId } = await office.changes.add(of(anna), draft(office));
    const [hers] = (await page(anna)).occurrences as [Occurrence];
    const other = await addOrganisation(database.db);
    const olga = { organisationId: other.id, userId: (await addUser(database.db, other)).userId };
    for (const somebody of [of(bjorn), olga, { ...olga, userId: anna }]) {
      const removal = { scope: 'all', at: hers.at, revision: hers.revision } as const;
      await expect(office.changes.remove(somebody, hers.scheduleId, removal)).rejects.toMatchObject({
        code: 'calendar.notFound',
      });
      await expect(office.changes.undo(somebody, changeId)).rejects.toMatchObject({ code: 'calendar.nothingToUndo' });
    }
    expect((await page(bjorn)).occurrences).toEqual([]);
    expect((await page(anna)).occurrences).toHaveLength(1);
  });
});

describe('what begins and ends', () => {
  test('begins and ends by itself, and colleagues are told', async () => {
    const office = await start();
    const anna = await newUser();
    await enter(office, anna, Date.now() + 1_000, Date.now() + 4_000);
    // Whoever plans something wakes the sweep; another server's entry is found within a minute.
    await office.stop();
    const after = await start();
    await eventually('the meeting begins', async () => after.seen(anna) === 'Meeting schedule');
    const told = after.told.filter((id) => id === anna).length;
    await eventually('the meeting ends', async () => after.seen(anna) === 'Available default');
    await eventually('that is told', async () => after.told.filter((id) => id === anna).length > told);
    // What is told may be the beginning still, on a machine that is late.
    await eventually('nothing more is due', async () => {
      const { rows } = await database.pool.query('select next_at from schedule where user_id = $1', [anna]);
      return rows.length === 1 && rows[0]?.next_at === null;
    });
  });

  test('begins while no server runs: the next shows it from its first moment, and what passed has passed', async () => {
    const office = await start();
    const [anna, bjorn] = [await newUser(), await newUser()];
    await office.stop();
    await enter(office, anna, Date.now() - 60_000, Date.now() + 600_000);
    await enter(office, bjorn, Date.now() - 60_000, Date.now() - 30_000);
    const after = await start();
    expect(after.seen(anna)).toBe('Meeting schedule');
    expect(after.seen(bjorn)).toBe('Available default');
    await eventually('both are done', async () => {
      const due = await database.pool.query('select 1 from schedule where next_at <= now()');
      return due.rowCount === 0;
    });
  });

  test('zones whose data have changed are counted anew', async () => {
    const office = await start();
    const anna = await newUser();
    await office.changes.add(of(anna), draft(office));
    const stored = async () =>
      (
        await database.pool.query<{ next_at: Date; counted_with: string }>(
          'select next_at, counted_with from schedule where user_id = $1',
          [anna],
        )
      ).rows[0];
    const right = await stored();
    await office.stop();
    await database.pool.query(
      `update schedule set next_at = next_at + interval '1 hour', counted_with = '2020a' where user_id = $1`,
      [anna],
    );
    await start();
    expect(await stored()).toEqual(right);
  });

  test('an entry that cannot be read keeps nobody else’s from beginning, nor the server from starting', async () => {
    const office = await start();
    const people = await enterAtEight(database, fjallbo, office.id('meeting'), 3);
    const [broken, lost, fine] = people as [UserId, UserId, UserId];
    await office.stop();
    await database.pool.query(`update schedule set zone = 'Mars/Olympus' where user_id = $1`, [broken]);
    await database.pool.query(`update schedule set zone = 'Mars/Olympus', counted_with = '' where user_id = $1`, [
      lost,
    ]);
    const after = await start();
    await eventually('nothing is due', async () => {
      const due = await database.pool.query('select 1 from schedule where next_at <= now()');
      return due.rowCount === 0;
    });
    await eventually('the other is told', async () => after.seen(fine) === 'Meeting schedule');
    expect([broken, lost].map((id) => after.seen(id))).toEqual(['Available default', 'Available default']);
    // What the same person plans besides goes on, and is seen.
    await after.changes.add(of(broken), draft(after));
    expect((await page(broken)).occurrences.map(({ title }) => title)).toEqual(['Standup']);
    await database.pool.query(`delete from app_user where extension like 'x%'`);
  });

  test('10,000 people whose meeting begins at the same moment are all in it, by one sweep', async () => {
    const office = await start();
    await office.stop();
    const people = await enterAtEight(database, fjallbo, office.id('meeting'), 10_000);
    const after = await start();
    await eventually('nothing is due', async () => {
      const due = await database.pool.query('select 1 from schedule where next_at <= now() limit 1');
      return due.rowCount === 0;
    });
    await eventually('all are told', async () => new Set(after.told).size >= people.length);
    expect(people.filter((id) => after.seen(id) !== 'Meeting schedule')).toEqual([]);
  });
});

describe('roles', () => {
  const [direct, board] = ['+46851920701', '+46851920702'] as const;
  const role = (change: Partial<PhoneRoleDraft> = {}): PhoneRoleDraft => ({
    name: 'Säljare',
    number: board,
    rings: { windows: true, deskPhones: false, mobile: false },
    numbers: null,
    activityIds: [],
    ...change,
  });

  test('hold with what is planned and with the activity they belong to; numbers to show follow', async () => {
    const anna = await newUser([direct, board]);
    const first = await start();
    const seller = await first.roles.add(of(anna), role());
    await first.roles.add(of(anna), role({ name: 'Resa', number: 'anonymous', activityIds: [first.id('travelling')] }));
    await first.stop();
    const office = await start();
    const user = { ...of(anna), numbers: [direct, board] } as never;
    const shown = () => office.calendar.numberToShow.of(user, null).shown;
    expect([office.calendar.roleOf(fjallbo.id, anna), shown()]).toEqual([null, direct]);

    const now = wallIn(zone, Date.now());
    await office.changes.add(of(anna), draft(office, { from: now, to: plusMinutes(now, 60), roleId: seller.id }));
    await eventually('the meeting holds', async () => office.seen(anna) === 'Meeting schedule');
    expect(office.calendar.roleOf(fjallbo.id, anna)).toMatchObject({ name: 'Säljare', rings: { deskPhones: false } });
    expect(shown()).toBe(board);
    // What is asked for this one call goes before.
    expect(office.calendar.numberToShow.of(user, direct).shown).toBe(direct);

    const asker = { ...of(anna), roles: ['user'] as const, source: 'tab' as const };
    const set = { userId: anna, activityId: office.id('travelling'), end: { minutes: 30 }, message: null };
    await office.activities.setActivities.set(asker, set);
    expect([office.calendar.roleOf(fjallbo.id, anna)?.name, shown()]).toEqual(['Resa', null]);
    await office.activities.setActivities.set(asker, { ...set, activityId: office.id('lunch') });
    expect([office.calendar.roleOf(fjallbo.id, anna), shown()]).toEqual([null, direct]);
  });

  test('have numbers of one’s own only, are a few, and what names one that is gone is as without', async () => {
    const anna = await newUser(['+46851920711']);
    const office = await start();
    await expect(office.roles.add(of(anna), role())).rejects.toMatchObject({ code: 'call.numberNotYours' });
    const mine = role({ number: null });
    const added = await Promise.all(Array.from({ length: 10 }, () => office.roles.add(of(anna), mine)));
    await expect(office.roles.add(of(anna), mine)).rejects.toMatchObject({ code: 'calendar.tooMany' });
    const [first] = added;
    if (first === undefined) throw new Error('none');
    await office.changes.add(of(anna), draft(office, { roleId: first.id }));
    const bjorn = await newUser();
    await expect(office.roles.remove(of(bjorn), first.id)).rejects.toMatchObject({ code: 'calendar.roleGone' });
    await office.roles.remove(of(anna), first.id);
    expect((await page(anna)).occurrences[0]?.roleId).toBeNull();
    expect(await office.roles.read(of(anna))).toHaveLength(9);
  });
});
