import type { ActivityChoices, PastActivity, PersonActivity } from '../../src/contract/activities/activity';
import { Product } from './product';
import type { Colleague } from './colleague';
import { dial } from './talk';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let sara: Colleague;
let choices: ActivityChoices;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, sara] = await product.people('anna', 'bjorn', 'sara');
  await anna.phone();
  bjorn.realtime.watch(anna.userId);
  choices = (await anna.api('GET', '/activities')).json<ActivityChoices>();
});
afterAll(() => product.close());

const idOf = (key: string) => {
  const found = choices.activities.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no activity ${key}`);
  return found.id;
};
/** What Björn is told of Anna. */
const seen = (): PersonActivity | undefined => bjorn.realtime.state.activities.get(anna.userId);
const isSeen = (name: string) => bjorn.until(() => seen()?.activity.name.en === name, `Björn to see ${name}`);

/** Dials a code from Anna's phone; what the phone is told in the end. */
async function dialsCode(code: string): Promise<number | undefined> {
  const { call } = dial(anna.firstPhone, encodeURIComponent(code));
  await call.until('ended');
  return call.refusal?.status;
}

test('expectation 1: what one sets in the tab is on the colleague’s screen, with its end', async () => {
  await bjorn.until(() => seen()?.activity.name.en === 'Available', 'Anna to be available');
  const ack = await anna.realtime.command({
    name: 'activity.set',
    activityId: idOf('busy'),
    end: { minutes: 120 },
    message: 'Skriver',
  });
  expect(ack).toMatchObject({ ok: true });
  await isSeen('Busy');
  expect(seen()?.activity).toMatchObject({ source: 'set', message: 'Skriver', setBy: null, isSticky: false });
  expect(Math.abs((seen()?.activity.untilMs ?? 0) - Date.now() - 7_200_000)).toBeLessThan(120_000);
});

test('expectation 12: *23*1# from a desk phone does as the menu, *23*1*HHMM# with a time; #23# ends it', async () => {
  await dialsCode('*23*1#');
  await isSeen('Meeting');
  await dialsCode('*23*2*1300#');
  await isSeen('Lunch');
  const until = new Date(seen()?.activity.untilMs ?? 0);
  expect(until.getTime()).toBeGreaterThan(Date.now());
  expect(new Intl.DateTimeFormat('sv', { timeStyle: 'short', timeZone: 'Europe/Stockholm' }).format(until)).toBe(
    '13:00',
  );
  await dialsCode('#23#');
  await isSeen('Available');
});

test('expectation 12: a wrong code is refused in words, and nothing changes', async () => {
  await dialsCode('*23*6#');
  await isSeen('Sick');
  const before = seen();
  for (const code of ['*23*99#', '*23*1*2500#', '*23*5*1332#', '*23*#', '*230*1002*6#'])
    expect([code, await dialsCode(code)]).toEqual([code, 403]);
  expect(seen()).toEqual(before);
  const { rows } = { rows: await product.sql('select * from activity_history where user_id = $1', [bjorn.userId]) };
  expect(rows).toEqual([]);
});

test('expectation 9: a colleague may not set mine, until I let him; then it says who did', async () => {
  const command = { name: 'activity.set', userId: anna.userId, activityId: idOf('meeting'), message: null } as const;
  const set = () => bjorn.realtime.command({ ...command, end: { minutes: 30 } });
  expect(await set()).toMatchObject({ ok: false, problem: { code: 'activity.notAllowed', status: 403 } });
  await anna.api('PUT', '/activities/delegates', { userIds: [bjorn.userId] });
  expect(await set()).toMatchObject({ ok: true });
  await bjorn.until(() => seen()?.activity.setBy === bjorn.me.user.displayName, 'it to say that Björn did');
  // Sara is a supervisor.
  expect(await sara.realtime.command({ ...command, activityId: idOf('sick'), end: null })).toMatchObject({ ok: true });
  await bjorn.until(() => seen()?.activity.setBy === sara.me.user.displayName, 'it to say that Sara did');
  await bjorn.phone();
  const { call } = dial(bjorn.firstPhone, encodeURIComponent(`*230*${anna.extension}*2#`));
  await call.until('ended');
  await isSeen('Lunch');
  const rows = await product.sql(
    `select action, actor_name, source, acting_for_user_id from audit where object_id = $1 order by id`,
    [anna.userId],
  );
  expect(rows).toMatchObject([
    { action: 'rights.changed', source: 'tab' },
    { action: 'activity.set', actor_name: bjorn.me.user.displayName, acting_for_user_id: anna.userId },
    { action: 'activity.set', actor_name: sara.me.user.displayName, acting_for_user_id: null },
    { action: 'activity.set', source: 'phone', acting_for_user_id: anna.userId },
  ]);
});

test('shortcuts of one’s own take the place of the organisation’s, and back', async () => {
  expect(choices.shortcuts).toHaveLength(3);
  const own = { shortcuts: [{ activityId: idOf('lunch'), end: { minutes: 45 } }] };
  const changed = (await anna.api('PUT', '/activities/shortcuts', own)).json<ActivityChoices>();
  expect(changed).toMatchObject({ ...own, isOwn: true });
  const unknown = { shortcuts: [{ activityId: anna.userId, end: null }] };
  expect((await anna.api('PUT', '/activities/shortcuts', unknown)).status).toBe(404);
  const back = (await anna.api('PUT', '/activities/shortcuts', { shortcuts: null })).json<ActivityChoices>();
  expect(back).toMatchObject({ shortcuts: choices.shortcuts, isOwn: false });
});

test('a status message is on the colleague’s screen, and on the card over REST', async () => {
  await anna.realtime.command({ name: 'activity.statusMessage', text: 'Sitter i Umeå' });
  await bjorn.until(() => seen()?.statusMessage === 'Sitter i Umeå', 'Björn to see it');
  const card = await bjorn.api('GET', `/contacts/${anna.me.user.contactId}`);
  expect(card.json()).toMatchObject({ statusMessage: 'Sitter i Umeå' });
});

test('expectation 2: a server that ended in between knows it all again, and what ended meanwhile is over', async () => {
  await anna.realtime.command({ name: 'activity.set', activityId: idOf('lunch'), end: { minutes: 30 }, message: null });
  await product.end();
  await product.startAgain();
  await product.sql(
    `update person_activity set until = now() - interval '1 minute', revision = revision + 1 where user_id = $1`,
    [anna.userId],
  );
  await bjorn.realtime.connect();
  await isSeen('Available');
  const past = (await anna.api('GET', '/activities/history')).json<PastActivity[]>();
  expect(past.filter(({ how }) => how === 'over').map(({ endedAtMs, dueMs }) => endedAtMs === dueMs)).toEqual([true]);
});
