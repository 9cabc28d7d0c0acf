import { mostRanges } from '../../src/contract/joining/limits';
import { mostActivities, mostDelegates } from '../../src/contract/activities/limits';
import { mostRoles } from '../../src/contract/calendar/limits';
import { mostDeskPhones } from '../../src/contract/devices/phone-limits';
import * as answerGroups from '../../src/contract/answer-groups/limits';
import { mostSounds } from '../../src/contract/sounds/limits';
import { mostTrunks } from '../../src/contract/trunks/choices';
import { mostGroups, mostMarkedNumbers, mostMembers, mostOwnContacts } from '../../src/contract/contacts/limits';
import { addOrganisation, addUser } from '../fakes/organisation';
import { createEveryRow } from './isolation/every-row';
import { rowsOf } from './isolation/rows';
import { createWorld, type World } from './isolation/world';

/**
 * No table grows without a limit: what is in it goes by itself once it is old, or there is no more of it than its
 * owner may have. A table that is new has to be one or the other.
 */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const longAgo = new Date('2004-05-06T07:08:09Z');
const day = longAgo.toISOString().slice(0, 10);
const { group_id: _ofNone, ...aGroupsMessage } = rowsOf['voicemail_message']?.('') ?? {};
const oldRows = {
  ...rowsOf,
  call: () => ({ state: 'ended', ended_at: longAgo }),
  to_answer: () => ({ number: '+46701740699', why: 'abandoned', user_id: null, done_at: longAgo }),
  voicemail_message: () => ({ ...aGroupsMessage, user_id: null }),
  schedule: () => ({ start_local: `${day}T08:00`, end_local: `${day}T09:00`, zone: 'Europe/Stockholm' }),
};

/** How many an owner may have of it at most, where no key says that it is one. */
const limits: Readonly<Record<string, number | string>> = {
  organisation: 'tenants that the operator lets in',
  contact: `${mostOwnContacts} own ones; the company's are entered by administrators, or imported`,
  contact_photo: 'one of a contact',
  contact_token: 'words of a contact',
  contact_group: mostGroups,
  group_member: mostMembers,
  favourite: mostMembers,
  caller_mark: mostMembers + mostMarkedNumbers,
  app_user: 'people whom an administrator lets in',
  user_number: 'numbers that administrators give',
  activity: mostActivities,
  activity_delegate: mostDelegates,
  phone_role: mostRoles,
  number_range: `${mostRanges} at first, and those that administrators add`,
  desk_phone: mostDeskPhones,
  device: 'that of a desk phone; windows that nobody uses go',
  trunk: mostTrunks,
  answer_group: answerGroups.mostAnswerGroups,
  answer_group_member: answerGroups.mostMembers,
  answer_group_supervisor: answerGroups.mostSupervisors,
  answer_group_exit: 'one for each reason to leave a group',
  answer_group_pause_reason: answerGroups.mostPauseReasons,
  answer_group_entry: 'those who wait',
  kept_sound: `${mostSounds} of an owner`,
  voicemail_greeting: 'one for each kind of caller, and one for each activity',
  call_recording_group: 'one of a group',
  import_header: 'it begins anew after 2,000',
};

test('what is old goes by itself, and all else has a limit', async () => {
  const { pool, db } = world.database;
  const old = await createEveryRow(pool, oldRows, { ago: longAgo });
  const organisation = await addOrganisation(db, { name: 'Gammelbo' });
  await addUser(db, organisation, { displayName: 'Gamla Gunnel' });
  expect(await old.fill(organisation.id)).toEqual([]);
  await world.all.purge();
  const stays: string[] = [];
  for (const table of [...old.tables, 'organisation'])
    if ((await old.rows(table, organisation.id)).some((row) => !isNew(row))) stays.push(table);
  const single = await oneOfEachOwner();
  expect(stays.filter((table) => !single.has(table)).sort()).toEqual(Object.keys(limits).sort());
});

/** What the server has written meanwhile, as of whoever does not wait any more. */
const isNew = (row: object): boolean =>
  'at' in row && typeof row.at === 'string' && new Date(row.at).getTime() > longAgo.getTime() + 1;

/** Tables with a key that is nothing but whom it belongs to. */
async function oneOfEachOwner(): Promise<Set<string>> {
  const { rows } = await world.database.pool.query<{ table: string; columns: string[] }>(
    `select indrelid::regclass::text as table,
       (select array_agg(case when attnotnull then attname::text else 'may be missing' end)
        from pg_attribute where attrelid = indrelid and attnum = any(indkey)) as columns
     from pg_index join pg_class on pg_class.oid = indrelid
     where indisunique and indexprs is null and relnamespace = 'public'::regnamespace`,
  );
  const owners = ['organisation_id', 'user_id', 'entra_object_id'];
  return new Set(
    rows.filter(({ columns }) => columns.every((each) => owners.includes(each))).map(({ table }) => table),
  );
}
