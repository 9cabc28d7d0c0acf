import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { CsvReader } from '../../src/contract/csv';
import {
  ImportApply,
  ImportChange,
  ImportLinesQuery,
  ImportParams,
  ImportUpload,
} from '../../src/contract/imports/imports';
import { NewRange, NumbersExport, NumbersQuery, RangeParams } from '../../src/contract/administration/numbers';
import {
  BulkChange,
  BulkUndo,
  Deactivation,
  NewStaff,
  StaffChange,
  StaffExport,
  StaffParams,
  StaffQuery,
} from '../../src/contract/administration/staff';
import { AuditExport, AuditQuery } from '../../src/contract/audit/audit';
import {
  CalendarQuery,
  ScheduleDraft,
  ScheduleEdit,
  ScheduleRemoval,
  ScheduleUndo,
} from '../../src/contract/calendar/calendar';
import { AnswerGroupParams } from '../../src/contract/answer-groups/answer-groups';
import { AnswerGroupCommand } from '../../src/contract/answer-groups/commands';
import { StatisticsExport, StatisticsQuery } from '../../src/contract/answer-groups/statistics';
import { ToAnswerCommand } from '../../src/contract/to-answer/commands';
import { AnswerGroupRemoval, AnswerGroupSettings, PauseReasons } from '../../src/contract/answer-groups/settings';
import { PhoneRoleDraft } from '../../src/contract/calendar/roles';
import {
  ActivityDefaults,
  ActivityDraft,
  ActivityOrder,
  DelegatesChange,
  ShortcutsChange,
} from '../../src/contract/activities/activity';
import { HelpAlertsSeen } from '../../src/contract/calls/help-alerts';
import { HistoryDelete, HistoryQuery, HistoryRestore, HistorySeen } from '../../src/contract/history/history';
import { JoiningQuery, LinkAcceptance, NewOrganisation, OrganisationDetails } from '../../src/contract/joining/joining';
import { PersonalDataQuery } from '../../src/contract/personal-data/personal-data';
import { DeskPhoneParams, DeskPhonesParams, NewDeskPhone, PhoneSetup } from '../../src/contract/devices/desk-phones';
import { DeviceEnrolment } from '../../src/contract/devices/devices';
import { ContactQuery } from '../../src/contract/people/people';
import {
  ContactParams,
  GroupBody,
  GroupKeyParams,
  GroupParams,
  GroupQuery,
  MemberParams,
  MembershipChange,
  MembershipQuery,
  NumberMark,
} from '../../src/contract/contacts/groups';
import { FreeWatchParams } from '../../src/contract/contacts/free-watches';
import {
  CallRecordingParams,
  CallRecordingPolicy,
  CallRecordingsQuery,
} from '../../src/contract/call-recordings/call-recordings';
import { CardText, OwnContactBody } from '../../src/contract/contacts/own-contacts';
import { PhotoBody, PhotoQuery, PhotosQuery } from '../../src/contract/contacts/photos';
import { ClientMessage } from '../../src/contract/realtime';
import { TryIt } from '../../src/contract/rules/explanation';
import { RefusedExport, RefusedQuery } from '../../src/contract/rules/refused-calls';
import { RightsChange } from '../../src/contract/rules/rights';
import { RulesChange } from '../../src/contract/rules/rules';
import { TrunkDraft, TrunkOrder, TrunkParams, TrunkTest } from '../../src/contract/trunks/trunks';
import { SettingsChange } from '../../src/contract/settings/settings';
import { FileParams, SoundParams, SoundQuery, SoundUpload, SoundsQuery } from '../../src/contract/sounds/sounds';
import { LogBundleRequest } from '../../src/contract/support/log-bundle';
import { GreetingParams, GreetingRestore } from '../../src/contract/voicemail/greetings';
import {
  MyVoicemail,
  VoicemailHeard,
  VoicemailParams,
  VoicemailPolicy,
  VoicemailQuery,
} from '../../src/contract/voicemail/voicemail';

/** What strangers and users send, by the name that the routes and the gateway call it. */
const entrances: Record<string, z.ZodType> = {
  AnswerGroupParams,
  AnswerGroupCommand,
  AnswerGroupRemoval,
  AnswerGroupSettings,
  StatisticsExport,
  StatisticsQuery,
  PauseReasons,
  ToAnswerCommand,
  DeskPhoneParams,
  DeskPhonesParams,
  NewDeskPhone,
  PhoneSetup,
  AuditQuery,
  BulkChange,
  BulkUndo,
  Deactivation,
  NewRange,
  NewStaff,
  NumbersExport,
  NumbersQuery,
  RangeParams,
  StaffChange,
  StaffExport,
  StaffParams,
  StaffQuery,
  CsvReader,
  ImportApply,
  ImportChange,
  ImportLinesQuery,
  ImportParams,
  ImportUpload,
  AuditExport,
  HistoryQuery,
  HistoryDelete,
  HistoryRestore,
  HistorySeen,
  HelpAlertsSeen,
  DeviceEnrolment,
  ContactQuery,
  ContactParams,
  GroupBody,
  GroupKeyParams,
  GroupParams,
  GroupQuery,
  MemberParams,
  MembershipChange,
  MembershipQuery,
  NumberMark,
  FreeWatchParams,
  CardText,
  OwnContactBody,
  PhotoBody,
  PhotoQuery,
  PhotosQuery,
  SettingsChange,
  CalendarQuery,
  ScheduleDraft,
  ScheduleEdit,
  ScheduleRemoval,
  ScheduleUndo,
  PhoneRoleDraft,
  ShortcutsChange,
  ActivityDraft,
  ActivityOrder,
  ActivityDefaults,
  DelegatesChange,
  LogBundleRequest,
  ClientMessage,
  NewOrganisation,
  JoiningQuery,
  LinkAcceptance,
  OrganisationDetails,
  PersonalDataQuery,
  RulesChange,
  RefusedExport,
  RefusedQuery,
  RightsChange,
  TryIt,
  TrunkDraft,
  TrunkOrder,
  TrunkParams,
  TrunkTest,
  CallRecordingParams,
  CallRecordingPolicy,
  CallRecordingsQuery,
  GreetingParams,
  GreetingRestore,
  MyVoicemail,
  FileParams,
  SoundParams,
  SoundQuery,
  SoundUpload,
  SoundsQuery,
  VoicemailHeard,
  VoicemailParams,
  VoicemailPolicy,
  VoicemailQuery,
};

const root = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = ['src', 'bot']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

test('every schema of a route is one that is looked at here', () => {
  const named = files
    .map(read)
    .filter((text) => text.includes("from '../http/route'"))
    .flatMap((text) => [...text.matchAll(/\b(?:body|query|params): ([A-Z]\w+)/g)].map(([, name]) => name ?? ''));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in entrances))).toEqual([]);
});

type Def = { readonly type: string } & Record<string, unknown>;
const defOf = (schema: unknown): Def => (schema as { readonly def: Def }).def;

/** Every part of a schema that takes a text or a list, with the way to it. */
function leaves(
  schema: unknown,
  path: string,
): { readonly path: string; readonly schema: z.ZodType; readonly type: string }[] {
  const def = defOf(schema);
  const within = (parts: unknown, name = ''): ReturnType<typeof leaves> =>
    Object.entries(parts as object).flatMap(([key, part]) => leaves(part, `${path}.${name}${key}`));
  if (def.type === 'string' || def.type === 'number' || def.type === 'unknown' || def.type === 'any')
    return [{ path, schema: schema as z.ZodType, type: def.type }];
  if (def.type === 'array')
    return [{ path, schema: schema as z.ZodType, type: 'array' }, ...leaves(def['element'], `${path}[]`)];
  if (def.type === 'object') return within(def['shape']);
  if (def.type === 'record')
    return [...leaves(def['keyType'], `${path}{key}`), ...leaves(def['valueType'], `${path}{}`)];
  if (def.type === 'union') return within(def['options'], '|');
  if (def.type === 'pipe') return leaves(def['in'], path);
  return 'innerType' in def ? leaves(def['innerType'], path) : [];
}

const all = Object.entries(entrances).flatMap(([name, schema]) => leaves(schema, name));
const unfit = ['a\u0000b', 'a\ud800b', 'a\u0007b'];
const held = (text: unknown): boolean => typeof text === 'string' && /[\p{Cc}\p{Cs}]/u.test(text);

test('every text that comes in has a bound, and holds no signs that are no text', () => {
  const texts = all.filter(({ type }) => type === 'string');
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter(({ schema }) => schema.safeParse('1'.repeat(100_000)).success).map(({ path }) => path)).toEqual(
    [],
  );
  expect(
    texts.filter(({ schema }) => unfit.some((text) => held(schema.safeParse(text).data))).map(({ path }) => path),
  ).toEqual([]);
});

test('every list and number that comes in has a bound', () => {
  const endless = all.filter(({ schema, type }) => type === 'array' && !hasCheck(schema, 'max_length'));
  const numbers = all.filter(({ schema, type }) => type === 'number' && schema.safeParse(1e300).success);
  expect([...endless, ...numbers].map(({ path }) => path)).toEqual([]);
  expect(all.filter(({ type }) => type === 'unknown' || type === 'any').map(({ path }) => path)).toEqual([]);
});

function hasCheck(schema: z.ZodType, check: string): boolean {
  const checks = (defOf(schema)['checks'] ?? []) as { readonly _zod: { readonly def: { readonly check: string } } }[];
  return checks.some(({ _zod }) => _zod.def.check === check);
}

/**
 * Our own configuration, what the database gives back, signed tokens and the workplace on this machine; and where the
 * text types are made.
 */
const elsewhere = /^src\/(?:contract\/|(?:asterisk-)?config\.ts|local\/)/;

test('nobody else makes a text type of their own', () => {
  const own = files.filter(
    (file) => !elsewhere.test(file) && /\bz\.string\(\)(?!\.max\([\d_]+\)\.overwrite\(storable\))/.test(read(file)),
  );
  expect(own).toEqual(['bot/incoming-activity.ts']);
  expect(read('bot/incoming-activity.ts').match(/z\.string\(\)/g)).toHaveLength(1);
});
