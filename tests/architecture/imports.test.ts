import { circles } from './circles';
import { filesIn, importGraph, importsOf, ownImports, read, roomGraph } from './sources';

/**
 * What every room of the server may know: the contract, types of what is handed in, and small tools without a feature
 * in them.
 */
const tools = [
  'time',
  'following',
  'limits',
  'errors',
  'sockets',
  'search',
  'csv',
  'ownership',
  'metrics',
  'secrets',
  'sound',
].map((name) => `src/${name}/`);
const shared = ['src/contract/', 'src/ports/', ...tools, 'src/switch/port'];

/** What all switches have in common. */
const ofSwitches = ['causes', 'leg-watch', 'filed-turns', 'opus-frames', 'waiting-messages'].map(
  (name) => `src/switch/${name}`,
);

/** Each feature may know those before it, and none that comes after. */
const features = [
  'lines',
  'audit',
  'devices',
  'calls',
  'history',
  'people',
  'contacts',
  'settings',
  'activities',
  'calendar',
  'joining',
  'imports',
  'administration',
  'rules',
  'trunks',
  'kept-sounds',
  'voicemail',
  'call-recordings',
  'to-answer',
  'answer-groups',
  'notifications',
  'support',
  'personal-data',
].map((name) => `src/${name}/`);
const roomsOfFeatures = features.map(
  (room, index) => [room, [...shared, 'src/feature', 'src/http/route', ...features.slice(0, index)]] as const,
);

/**
 * contract ← ports ← tools ← pure rules ← features, in their order ← adapters ← server ← main. The longest
 * matching room decides; what a room may import, besides itself and packages, stands beside it.
 */
const rooms: Record<string, readonly string[]> = {
  'src/contract/': [],
  'src/ports/': ['src/contract/'],
  'src/time/': ['src/ports/'],
  'src/following/': ['src/ports/', 'src/time/'],
  'src/limits/': ['src/contract/', 'src/ports/'],
  'src/errors/': ['src/contract/'],
  'src/sockets/': [],
  'src/search/': ['src/contract/'],
  'src/csv/': ['src/contract/'],
  'src/ownership/': ['src/ports/'],
  'src/metrics/': [],
  'src/secrets/': [],
  'src/sound/': ['src/contract/'],
  'src/calls/engine/': ['src/contract/', 'src/switch/port'],
  'src/calls/route/': ['src/contract/', 'src/calls/engine/'],
  ...Object.fromEntries(roomsOfFeatures),
  'src/feature': ['src/ports/', 'src/switch/port', 'src/metrics/'],
  'src/compose': ['src/contract/', 'src/ports/', 'src/feature', 'src/metrics/'],
  'src/identity/': shared,
  'src/transcription/': ['src/contract/', 'src/ports/'],
  'src/jobs/': ['src/contract/', 'src/ports/', 'src/time/', 'src/metrics/'],
  'src/storage/': ['src/contract/', 'src/ports/', 'src/errors/'],
  'src/http/': ['src/contract/', 'src/ports/', ...tools],
  'src/realtime/': ['src/contract/', 'src/ports/', ...tools],
  'src/switch/embedded/': [...shared, ...ofSwitches],
  'src/switch/asterisk/': [...shared, 'src/sound/', ...ofSwitches],
  'src/switch/': ['src/contract/', 'src/ports/', 'src/sockets/', 'src/sound/'],
  'src/local/': [...shared, ...features, 'src/http/', 'src/switch/', 'src/identity/settings'],
  // Beside the server, with its configuration: it asks all that the server stands on.
  'src/doctor/': [
    ...shared,
    'src/config',
    'src/workplace',
    'src/transcription/',
    'src/storage/',
    'src/identity/settings',
  ].concat([
    'src/devices/ice-servers',
    'src/switch/embedded/gathering',
    'src/switch/embedded/media-addresses',
    'src/switch/asterisk/configuration',
  ]),
  'src/server': ['src/', 'bot/'],
  'src/all-features': ['src/', 'bot/'],
  'src/workplace': ['src/', 'bot/credentials'],
  'src/': ['src/'],
  'bot/': [...shared, ...features, 'src/feature', 'src/http/address', 'src/http/problem'],
  'tabs/softphone/adapters/': ['tabs/', 'src/contract/'],
  'tabs/': ['src/contract/'],
};

const files = ['src', 'bot', 'tabs']
  .flatMap((folder) => filesIn(folder, /\.tsx?$/))
  .filter((file) => !/\.test\.tsx?$|test-setup/.test(file));
const roomOf = (path: string): string =>
  Object.keys(rooms)
    .filter((room) => path.startsWith(room))
    .sort((a, b) => b.length - a.length)[0] ?? '';

test('imports go in one direction', () => {
  const wrong = files.flatMap((file) => {
    const room = roomOf(file);
    const allowed = [room, ...(rooms[room] ?? [])];
    return ownImports(file)
      .filter((target) => !allowed.some((prefix) => `${target}/`.startsWith(prefix) || target.startsWith(prefix)))
      .map((target) => `${file} must not import ${target}`);
  });
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

const server = files.filter((file) => !file.startsWith('tabs/'));
const edges = importGraph(server);

/** A folder below `src`; what lies in `src` itself stands for itself. */
const folderOf = (file: string): string => /^(?:src\/[\w-]+\/|bot\/)/.exec(file)?.[0] ?? file;

const folders = roomGraph(edges, folderOf);

test('a circle is found', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  expect(circles(graph)).toEqual(['a → b → c → a']);
});

test('no folder of the server knows itself by way of others', () => {
  expect(folders.size).toBeGreaterThan(20);
  expect(circles(folders)).toEqual([]);
});

test('no file of the server knows itself by way of others, not even its types', () => {
  expect([...edges.values()].flat().length).toBeGreaterThan(500);
  expect(circles(edges)).toEqual([]);
});

test('nothing but the server knows the local workplace, and switches do not know each other', () => {
  const wrong = files.flatMap((file) =>
    ownImports(file)
      .filter((target) => target.startsWith('src/local') && !file.startsWith('src/local/') && file !== 'src/server.ts')
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('sip.js stays behind its ports', () => {
  const users = files.filter((file) => importsOf(file).some((name) => name === 'sip.js' || name.startsWith('sip.js/')));
  const allowed = ['tabs/softphone/adapters/', 'src/switch/embedded/', 'src/local/'];
  expect(users.filter((file) => !allowed.some((prefix) => file.startsWith(prefix)))).toEqual([]);
  expect(users.length).toBeGreaterThan(0);
});

/** Who names which tables. What says who there is stands for itself: whoever asks about people joins it. */
const everybodys = ['organisation', 'app_user', 'user_number'];
const tables: Record<string, readonly string[]> = {
  people: ['contact', 'contact_token'],
  audit: ['audit'],
  contacts: ['contact_photo', 'contact_group', 'group_member', 'favourite', 'caller_mark', 'free_watch'],
  imports: ['import', 'import_part', 'import_line', 'import_header', 'import_membership', 'import_photo'],
  devices: ['device', 'desk_phone', 'desk_phone_setup'],
  calls: [
    'call',
    'call_routing',
    'help_call',
    'help_alert',
    'help_alert_seen',
    'outside_day',
    'abroad_number',
    'refused_call',
  ],
  rules: ['call_rules', 'forward_right'],
  trunks: ['trunk'],
  'kept-sounds': ['kept_sound'],
  'call-recordings': ['call_recording', 'call_recording_play', 'call_recording_policy', 'call_recording_group'],
  voicemail: ['voicemail_greeting', 'voicemail_message', 'voicemail_policy', 'voicemail_setting'],
  'to-answer': ['to_answer'],
  'answer-groups': [
    'answer_group',
    'answer_group_member',
    'answer_group_supervisor',
    'answer_group_exit',
    'answer_group_pause_reason',
    'answer_group_agent',
    'answer_group_entry',
    'answer_group_event',
  ],
  history: ['history'],
  settings: ['user_setting'],
  calendar: ['phone_role', 'schedule', 'schedule_change'],
  activities: ['activity', 'activity_defaults', 'person_activity', 'activity_history', 'activity_delegate'],
  joining: ['number_range', 'link_request', 'link_code'],
  notifications: ['bot_installation', 'bot_waiting_installation', 'bot_notification'],
};
/**
 * Lines are read whole and joined, for 100,000 people; the log notes what people are called now; own contacts and the
 * members of groups are rows of the directory; local mode invents the people that it needs.
 */
const readsToo: Record<string, readonly string[]> = {
  'src/lines/': ['contact', 'answer_group'],
  // What callers of a group hear is the group's; which number an agent has talked with the call knows.
  'src/answer-groups/': ['kept_sound', 'call'],
  'src/kept-sounds/': ['answer_group'],
  'src/audit/': ['contact'],
  // What a group that is gone owed is nobody's; a message that stands is why somebody is to be called.
  'src/to-answer/': ['answer_group', 'voicemail_message'],
  // What it removes comes back with where it stood.
  'src/imports/': ['contact', 'contact_token', 'contact_photo', 'favourite', 'group_member', 'caller_mark'],
  'src/administration/': ['contact', 'contact_group', 'number_range', 'device', 'answer_group'],
  'src/contacts/': ['contact'],
  'src/joining/': ['contact', 'answer_group'],
  // Who is linked is told by name, and waits no more.
  'src/identity/': ['contact', 'link_code', 'link_request'],
  'src/rules/': ['contact'],
  // One person is taken out of everything, in one transaction.
  'src/personal-data/': [
    'contact',
    'history',
    'call',
    'caller_mark',
    'to_answer',
    'import',
    'import_line',
    'import_part',
    'import_photo',
  ],
  // What is kept of a group that is gone is no group's; who has recorded and who has listened is told by name.
  'src/call-recordings/': ['answer_group', 'contact'],
  // Who answers in a group hears its messages.
  'src/voicemail/': ['answer_group', 'answer_group_member', 'answer_group_supervisor'],
  'src/local/': ['contact', 'contact_token', 'trunk'],
};

/** The tables that a file names, in Kysely's words or in SQL. */
const tablesIn = (text: string): string[] =>
  [
    ...text.matchAll(/(?:selectFrom|insertInto|updateTable|deleteFrom|Join)\(\s*'(\w+)/g),
    ...text.matchAll(/\b(?:from|join|update|into) (\w+)/g),
  ].map((match) => match[1] ?? '');

test('a table is named by its own feature only', () => {
  const known = /interface Database \{([^}]*)\}/.exec(read('src/ports/database.ts'))?.[1]?.match(/\w+(?=:)/g);
  expect([...everybodys, ...Object.values(tables).flat()].toSorted()).toEqual(known?.toSorted());
  const named = server.flatMap((file) => {
    const room = folderOf(file);
    return [...new Set(tablesIn(read(file)))].map((table) => ({ file, room, table }));
  });
  const owned = Object.entries(tables).flatMap(([feature, names]) =>
    names.map((name) => ({ room: `src/${feature}/`, name })),
  );
  const seen = owned.filter(({ room, name }) => named.some((each) => each.room === room && each.table === name));
  expect(seen).toEqual(owned);
  const wrong = named.filter(({ room, table }) => {
    const owner = owned.find(({ name }) => name === table)?.room;
    return owner !== undefined && owner !== room && readsToo[room]?.includes(table) !== true;
  });
  expect(wrong.map(({ file, table }) => `${file} names ${table}`)).toEqual([]);
});
