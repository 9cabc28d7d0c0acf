import { bounds, emptyReasons, mostSkills, mostVips } from '../../../../src/contract/answer-groups/limits';
import { withSounds } from '../../../../src/contract/answer-groups/says';
import type {
  AnswerGroupAdminView,
  AnswerGroupSettings,
  GroupExit,
  GroupMember,
  GroupSays,
} from '../../../../src/contract/answer-groups/settings';
import type { UserId } from '../../../../src/contract/ids';
import type { SoundList } from '../../../../src/contract/sounds/sounds';
import type { ClientErrorCode } from '../../../api/client-error';
import type { Party } from '../../rules/PartyCombobox';

export type Names = Readonly<Record<UserId, string>>;

/** Numbers of a group; those that end in `Ms` are written in seconds. */
export const needed = [
  'ringForMs',
  'wrapUpMs',
  'maxWaitMs',
  'finishRingingMs',
  'mostWaiting',
  'missesToPause',
  'weight',
  'priority',
] as const;
/** Empty: it is not done. */
export const optional = ['widenAfterMs', 'ageEveryMs', 'stickyForMs', 'alertAfterMs'] as const;
/** Of what few groups do. */
export const more = ['stickyDays', 'vipPriority'] as const;
export type NumberName = (typeof needed)[number] | (typeof optional)[number] | (typeof more)[number];
const allNumbers = [...needed, ...optional, ...more];

export const whenEmpty = ['emptyOnEntry', 'emptyWhileWaiting'] as const;
export type ExitName = 'full' | 'timeout' | 'closed' | `${(typeof whenEmpty)[number]}.${(typeof emptyReasons)[number]}`;
export const emptyExitNames = whenEmpty.flatMap((when) => emptyReasons.map((reason) => `${when}.${reason}` as const));
export const exitNames: readonly ExitName[] = ['closed', 'full', 'timeout', ...emptyExitNames];

/** Where callers go, as it is being chosen. */
export interface WrittenExit {
  /** `wait`, `voicemail`, `end`, `person`, `number`, or `group:` with its id. */
  readonly to: string;
  readonly person: Party;
  readonly number: string;
}

export interface WrittenMember extends Pick<GroupMember, 'userId' | 'tier'> {
  readonly name: string;
  /** `svenska 3, teknik 2` */
  readonly skills: string;
}

/** A group as somebody writes it: what may be left empty is a text. */
export interface Written extends Pick<
  AnswerGroupSettings,
  'name' | 'extension' | 'strategy' | 'opening' | 'leaveAtClosing' | 'tellsOfListening' | 'says' | 'callbacks'
> {
  readonly number: string;
  readonly members: readonly WrittenMember[];
  readonly supervisors: readonly { readonly userId: UserId; readonly name: string }[];
  /** A skill with its level; empty: anybody will do. */
  readonly asks: string;
  /** One a line. */
  readonly vipNumbers: string;
  readonly numbers: Readonly<Record<NumberName, string>>;
  readonly exits: Readonly<Record<ExitName, WrittenExit>>;
}

/** What the server has against a field. */
export interface RefusedField {
  readonly field: 'name' | 'extension' | 'number';
  readonly code: ClientErrorCode;
}

const refusedFields: Partial<Record<ClientErrorCode, RefusedField['field']>> = {
  'answerGroups.nameTaken': 'name',
  'administration.extensionTaken': 'extension',
  'administration.extensionReserved': 'extension',
  'administration.numberTaken': 'number',
  'administration.noNumber': 'number',
};

/** Of what only the server knows, where it stands in the form; null: at none of its fields. */
export function refusedAt(code: ClientErrorCode | null): RefusedField | null {
  const field = code === null ? undefined : refusedFields[code];
  return code === null || field === undefined ? null : { field, code };
}

/** What is wrong with a field: the end of the key of its text. */
export type Problems = Partial<
  Record<'extension' | 'opening' | 'asks' | 'skills' | 'vipNumbers' | NumberName | ExitName, string>
>;

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };

/** What most groups want. */
const usual: AnswerGroupSettings = {
  name: '',
  extension: '',
  number: null,
  members: [],
  supervisors: [],
  strategy: 'longestIdle',
  asks: null,
  weight: 0,
  priority: 0,
  ringForMs: 20_000,
  missesToPause: 2,
  wrapUpMs: 0,
  mostWaiting: 50,
  maxWaitMs: 20 * 60_000,
  finishRingingMs: 10_000,
  widenAfterMs: null,
  ageEveryMs: null,
  stickyForMs: null,
  stickyDays: 7,
  vipNumbers: [],
  vipPriority: 10,
  opening: { by: 'always', hours: [], closedDays: true },
  leaveAtClosing: false,
  callbacks: false,
  alertAfterMs: null,
  tellsOfListening: true,
  says: { welcome: 'standard', place: true, time: true, music: null, greeting: null },
  exits: {
    closed: { to: 'voicemail' },
    full: { to: 'voicemail' },
    timeout: { to: 'voicemail' },
    emptyOnEntry: { ...waits, noneLoggedIn: { to: 'voicemail' } },
    emptyWhileWaiting: waits,
  },
};

const isTime = (name: NumberName): boolean => name.endsWith('Ms');
const skillText = (skills: Readonly<Record<string, number>>): string =>
  Object.entries(skills)
    .map(([skill, level]) => `${skill} ${level}`)
    .join(', ');

export function writtenOf(group: AnswerGroupAdminView | null, names: Names): Written {
  const { members, supervisors, asks, exits, ...said } = group ?? usual;
  const nameOf = (userId: UserId): string => names[userId] ?? '';
  const textOf = (name: NumberName): string => {
    const value = said[name];
    return value === null ? '' : String(isTime(name) ? value / 1000 : value);
  };
  return {
    name: said.name,
    extension: said.extension,
    strategy: said.strategy,
    opening: said.opening,
    leaveAtClosing: said.leaveAtClosing,
    tellsOfListening: said.tellsOfListening,
    says: said.says,
    callbacks: said.callbacks,
    number: said.number ?? '',
    vipNumbers: said.vipNumbers.join('\n'),
    members: members.map(({ userId, tier, skills }) => ({
      ...{ userId, tier, name: nameOf(userId), skills: skillText(skills) },
    })),
    supervisors: supervisors.map((userId) => ({ userId, name: nameOf(userId) })),
    asks: asks === null ? '' : `${asks.skill} ${asks.level}`,
    numbers: record(allNumbers, textOf),
    exits: record(exitNames, (name) => writtenExit(exitAt(exits, name), nameOf)),
  };
}

const record = <Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value): Record<Name, Value> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;

function exitAt(exits: AnswerGroupSettings['exits'], name: ExitName): GroupExit | null {
  if (name === 'full' || name === 'timeout' || name === 'closed') return exits[name];
  const [when, reason] = name.split('.') as [(typeof whenEmpty)[number], (typeof emptyReasons)[number]];
  return exits[when][reason];
}

function writtenExit(exit: GroupExit | null, nameOf: (userId: UserId) => string): WrittenExit {
  const blank: WrittenExit = { to: exit?.to ?? 'wait', person: { kind: 'text', text: '' }, number: '' };
  if (exit?.to === 'group') return { ...blank, to: `group:${exit.groupId}` };
  if (exit?.to === 'number') return { ...blank, number: exit.number };
  if (exit?.to !== 'person') return blank;
  return { ...blank, person: { kind: 'user', userId: exit.userId, text: nameOf(exit.userId) } };
}

/** In milliseconds, or how many; NaN is no number, null is left out. */
function valueOf({ numbers }: Pick<Written, 'numbers'>, name: NumberName): number | null {
  const text = numbers[name].trim().replace(',', '.');
  if (text === '') return null;
  if (!/^[0-9]{1,6}(?:\.[0-9]{1,3})?$/.test(text)) return Number.NaN;
  return isTime(name) ? Math.round(Number(text) * 1000) : Number(text);
}

/** The bounds of a number, as they are written. */
export const shownBounds = (name: NumberName): { readonly least: number; readonly most: number } => {
  const [least, most] = bounds[name].map((value) => (isTime(name) ? value / 1000 : value)) as [number, number];
  return { least, most };
};

function isGood(written: Written, name: NumberName): boolean {
  const value = valueOf(written, name);
  if (value === null) return (optional as readonly string[]).includes(name);
  return Number.isInteger(value) && value >= bounds[name][0] && value <= bounds[name][1];
}

/** Levels by skill; null: it is none of that. */
function skillsOf(text: string): Record<string, number> | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const pairs = parts.map((part) => /^(\S(?:.{0,38}\S)?)\s+([1-9])$/.exec(part));
  if (pairs.length > mostSkills || pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
}

function isExitGood({ to, person, number }: WrittenExit): boolean {
  if (to === 'person') return person.kind === 'user';
  return to !== 'number' || number.trim() !== '';
}

/** A group that is never open needs no number. */
const areHoursGood = ({ hours }: Written['opening']): boolean =>
  hours.length > 0 && hours.every(({ days, from, to }) => days.length > 0 && from !== '' && to !== '');

const vipsIn = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** What keeps it from being saved. A name and an extension that are still to be written are no fault. */
export function problemsOf(written: Written): Problems {
  const { extension, strategy, asks, members, exits, opening, vipNumbers } = written;
  const bySkill = strategy === 'skills';
  const asked = skillsOf(asks);
  const faults: [keyof Problems, string, boolean][] = [
    ['extension', 'badExtension', !/^[0-9]{0,10}$/.test(extension.trim())],
    ['asks', 'badAsks', bySkill && (asked === null || Object.keys(asked).length > 1)],
    ['skills', 'badSkills', bySkill && members.some(({ skills }) => skillsOf(skills) === null)],
    ['vipNumbers', 'tooManyVips', vipsIn(vipNumbers).length > mostVips],
    ['opening', 'badOpening', opening.by === 'own' && !areHoursGood(opening)],
    ...allNumbers.map((name): [NumberName, string, boolean] => [name, 'badNumber', !isGood(written, name)]),
    ...exitNames.map((name): [ExitName, string, boolean] => [name, 'badExit', !isExitGood(exits[name])]),
  ];
  return Object.fromEntries(faults.flatMap(([field, key, isWrong]) => (isWrong ? [[field, key]] : [])));
}

export const isWhole = (written: Written): boolean =>
  Object.keys(problemsOf(written)).length === 0 && written.name.trim() !== '' && written.extension.trim() !== '';

function exitOf({ to, person, number }: WrittenExit): GroupExit | null {
  if (to === 'wait') return null;
  if (to === 'number') return { to, number: number.trim() };
  if (to === 'person') return person.kind === 'user' ? { to, userId: person.userId } : null;
  if (to === 'end' || to === 'voicemail') return { to };
  type InGroup = Extract<GroupExit, { to: 'group' }>;
  return { to: 'group', groupId: to.slice('group:'.length) as InGroup['groupId'] };
}

/**
 * What callers hear of what is written.
 * @param list the sounds of the group; undefined: it has none yet, or they are not read
 */
export const heardOf = (says: GroupSays, list: SoundList | undefined): GroupSays =>
  list === undefined ? says : withSounds(says, new Map(list.sounds.map(({ id, name }) => [id, name])));

/** @param written whole, see `isWhole` */
export function settingsOf(written: Written): AnswerGroupSettings {
  const { name, extension, strategy, number, asks, exits } = written;
  const { opening, leaveAtClosing, tellsOfListening, says, callbacks } = written;
  const [asked] = Object.entries(skillsOf(asks) ?? {});
  const empty = (when: (typeof whenEmpty)[number]) =>
    record(emptyReasons, (reason) => exitOf(exits[`${when}.${reason}`]));
  return {
    ...record([...needed, ...more], (each) => valueOf(written, each) ?? 0),
    vipNumbers: vipsIn(written.vipNumbers),
    ...record(optional, (each) => valueOf(written, each)),
    name: name.trim(),
    extension: extension.trim(),
    ...{ strategy, opening, leaveAtClosing, tellsOfListening, says, callbacks },
    number: number.trim() === '' ? null : number.trim(),
    members: written.members.map(({ userId, tier, skills }) => ({ userId, tier, skills: skillsOf(skills) ?? {} })),
    supervisors: written.supervisors.map(({ userId }) => userId),
    asks: asked === undefined ? null : { skill: asked[0], level: asked[1] },
    exits: {
      closed: exitOf(exits.closed) ?? { to: 'end' },
      full: exitOf(exits.full) ?? { to: 'end' },
      timeout: exitOf(exits.timeout) ?? { to: 'end' },
      emptyOnEntry: empty('emptyOnEntry'),
      emptyWhileWaiting: empty('emptyWhileWaiting'),
    },
  };
}
