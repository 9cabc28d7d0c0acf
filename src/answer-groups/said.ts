import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import type { AnswerGroupState } from '../contract/answer-groups/realtime';
import { VaxelError, type ErrorCode } from '../contract/errors';
import { fold } from '../contract/fold';
import type { UserId } from '../contract/ids';
import type { CommandHandler } from '../ports/commands';
import type { Principal } from '../ports/principal';
import { figuresOf } from './live';
import type { QueueNow } from './queue';
import type { Queues } from './queues';

export interface SaidDeps {
  readonly queues: Pick<Queues, 'of'>;
  readonly commands: Pick<CommandHandler<AnswerGroupCommand>, 'execute'>;
}

type Figures = Pick<AnswerGroupState, 'agents' | 'available' | 'waiting' | 'oldestEnteredAtMs'>;

/** What came of what a person wrote: how the groups do, or what the person is in them now, or why not. */
export type SaidToGroups =
  | { readonly kind: 'queue'; readonly groups: readonly (Figures & { readonly name: string })[] }
  | { readonly kind: 'loggedIn' | 'loggedOut' | 'resumed'; readonly groups: readonly string[] }
  | { readonly kind: 'paused'; readonly reason: string }
  | { readonly kind: 'whichGroup' | 'whichReason'; readonly choices: readonly string[] }
  | { readonly kind: 'refused'; readonly code: ErrorCode };

/** Null: it is about no group, or the person has none. */
export type SayToGroups = (
  person: Pick<Principal, 'organisationId' | 'userId'>,
  text: string,
) => Promise<SaidToGroups | null>;

type Verb = 'queue' | 'logIn' | 'logOut' | 'pause' | 'resume';

/** Each as it is written, in the languages of the bot, the longest first. */
const words: readonly (readonly [string, Verb])[] = [
  ['logga in', 'logIn'],
  ['logga ut', 'logOut'],
  ['log in', 'logIn'],
  ['log out', 'logOut'],
  ['login', 'logIn'],
  ['logout', 'logOut'],
  ['queue', 'queue'],
  ['pause', 'pause'],
  ['resume', 'resume'],
  ['aterta', 'resume'],
  ['paus', 'pause'],
  ['ko', 'queue'],
];

/** `login Support`, `logga ut`, `pause Lunch`, `queue`: what the bot is told. */
export function createSayToGroups({ queues, commands }: SaidDeps): SayToGroups {
  return async (person, text) => {
    const read = readSaid(text);
    const now = queues.of(person.organisationId)?.now();
    if (read === null || !now) return null;
    const mine = ownGroups(now, person.userId);
    if (mine.all.length === 0) return null;
    const said = meaning(now, mine, read);
    if ('kind' in said) return said;
    try {
      await commands.execute({ ...person, roles: [], expiresAtMs: Infinity }, said.command);
      return said.answer;
    } catch (error) {
      if (error instanceof VaxelError) return { kind: 'refused', code: error.code };
      throw error;
    }
  };
}

interface Read {
  readonly verb: Verb;
  /** What follows, as it is compared. */
  readonly about: string;
}

/** Null: it is about something else. */
export function readSaid(text: string): Read | null {
  const written = fold(text.slice(0, 200)).split(/\s+/).filter(Boolean).join(' ');
  const found = words.find(([word]) => written === word || written.startsWith(`${word} `));
  return found === undefined ? null : { verb: found[1], about: written.slice(found[0].length).trim() };
}

interface OwnGroups {
  /** Those that I answer in or supervise. */
  readonly all: QueueNow['configured']['groups'] extends ReadonlyMap<unknown, infer Group> ? readonly Group[] : never;
  /** Those that I answer in. */
  readonly names: readonly string[];
}

function ownGroups({ configured: { groups } }: QueueNow, userId: UserId): OwnGroups {
  const answers = [...groups.values()].filter(({ members }) => members.some((member) => member.userId === userId));
  const supervises = [...groups.values()].filter(
    (group) => group.supervisors.includes(userId) && !answers.includes(group),
  );
  return { all: [...answers, ...supervises], names: answers.map(({ name }) => name) };
}

type Meaning = SaidToGroups | { readonly command: AnswerGroupCommand; readonly answer: SaidToGroups };

function meaning(now: QueueNow, { all, names: groups }: OwnGroups, { verb, about }: Read): Meaning {
  switch (verb) {
    case 'queue':
      return { kind: 'queue', groups: all.map(({ id, name }) => ({ ...figuresOf(now.state, id, now.context), name })) };
    case 'pause':
      return pausing(now, about);
    case 'resume':
      return { command: { name: 'answerGroup.resume' }, answer: { kind: 'resumed', groups } };
    case 'logIn':
    case 'logOut': {
      // One is logged in to all groups at once; whoever names one has to be in it.
      const isOwn = about === '' || groups.some((name) => fold(name) === about);
      if (!isOwn) return { kind: 'whichGroup', choices: groups };
      return verb === 'logIn'
        ? { command: { name: 'answerGroup.logIn' }, answer: { kind: 'loggedIn', groups } }
        : { command: { name: 'answerGroup.logOut' }, answer: { kind: 'loggedOut', groups } };
    }
  }
}

/** With the only reason that there is, or the one that is named. */
function pausing({ configured: { pauseReasons } }: QueueNow, about: string): Meaning {
  const [only, ...others] = pauseReasons;
  const named = about === '' && others.length === 0 ? only : pauseReasons.find((reason) => fold(reason) === about);
  if (named === undefined) return { kind: 'whichReason', choices: pauseReasons };
  return { command: { name: 'answerGroup.pause', reason: named }, answer: { kind: 'paused', reason: named } };
}
